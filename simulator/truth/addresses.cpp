// Addresses from which people signed in, and whom the use of a shared account from one hints at.
#include "simulator/truth/addresses.h"

#include "simulator/truth/oracle.h"
#include "simulator/truth/people.h"

namespace aobo::sim {

std::vector<Oracle::Finding> Oracle::weak_findings(const Clues& clues, TimeNs time) const {
  if (!clues.shared || clues.address.empty() || is_everybodys(clues.address)) return {};
  Finding finding{"address", {}};
  if (const auto* seen = found(addresses_, clues.address)) {
    for (const auto& [person, times] : *seen) {
      const auto later = times.upper_bound(time);
      if (later != times.begin() && time <= *std::prev(later) + kAddressWindow)
        add(finding.people, person);
    }
    // An address that several ever used tells nothing, whatever told of them.
    if (visitors_.at(clues.address).size() > 1) finding.people.clear();
  }
  return finding.people.size() == 1 ? std::vector<Finding>{finding} : std::vector<Finding>{};
}

void Oracle::learn_visitor(const Sighting& sighting, std::optional<PersonIx> who) {
  const Clues& clues = sighting.clues;
  if (clues.teaches != Teaches::kSignIn || clues.address.empty() || clues.shared) return;
  if (who) {
    visitors_[clues.address].insert(*who);
  } else {
    doubtful_addresses_.insert(clues.address);
  }
}

}  // namespace aobo::sim

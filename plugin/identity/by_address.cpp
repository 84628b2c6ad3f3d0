// address: a shared account was used from an address from which only one of the partner's people
// was ever seen to sign in, and within the window. Weak: an address is not a person. A masked
// address is none, and an office's is nobody's.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void address(const Case& c, Finding& finding) {
  if (c.shared == nullptr || c.record.address.ip.empty()) return;
  if (c.record.check_out.action != CheckOutAction::kNone) return;
  auto people =
      known_people(c.directory, c.evidence.by_address(c.record.address.ip, c.record.time));
  if (people.size() != 1) return;
  finding.people = std::move(people);
  finding.text =
      fmt::format("address: only this person was ever seen to sign in from {}, and around then",
                  c.record.address.ip.text());
}

}  // namespace aobo::by

// Which of a customer's actions, whose actor its log does not show, a deed in Partner Center is of.
#include <algorithm>
#include <cstdlib>

#include "simulator/truth/oracle.h"
#include "simulator/truth/people.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kOpaqueKept = 4096;

}  // namespace

bool Oracle::tells_of(const Deed& deed, const Sighting& sighting) const {
  return std::abs(deed.seen.time - sighting.time) <= kDeedWindow && is_like(deed, sighting) &&
         which(deed, sighting) != Of::kAnother;
}

bool Oracle::is_like(const Deed& deed, const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  const bool same =
      deed.target.empty() || clues.deed_target.empty() || deed.target == clues.deed_target;
  const bool here =
      deed.customer == tenant_of(world_, sighting.action->at) && deed.deed == clues.deed;
  return same && here;
}

// A deed was done once: of several actions of that kind it is the nearest. Records that lie further
// apart than the writing of one action takes are of several.
Oracle::Of Oracle::which(const Deed& deed, const Sighting& sighting) const {
  constexpr TimeNs kWriting = 10 * kSecondNs, kClose = 2 * kSecondNs;
  TimeNs own = std::abs(deed.seen.time - sighting.time);
  std::optional<TimeNs> other;
  bool unclear = false;
  for (const OpaqueDeed& one : opaque_) {
    if (one.customer != deed.customer || one.deed != deed.deed || one.target != deed.target)
      continue;
    const TimeNs apart = std::abs(one.time - sighting.time);
    const TimeNs distance = std::abs(one.time - deed.seen.time);
    unclear = unclear || std::abs(apart - kWriting) <= kClose ||
              (!one.whole && apart > kWriting && distance <= own + kClose);
    if (!one.whole) continue;
    if (apart <= kWriting) {
      own = std::min(own, distance);
    } else {
      other = std::min(other.value_or(distance), distance);
    }
  }
  if (unclear || (other && std::abs(own - *other) <= kClose)) return Of::kUnclear;
  return other && *other < own ? Of::kAnother : Of::kThis;
}

void Oracle::learn_opaque(const Sighting& sighting) {
  const Clues& clues = sighting.clues;
  const std::string& error = sighting.action->detail("error");
  if (!clues.opaque || clues.deed.empty() || clues.deed_target.empty() || clues.failed ||
      (!error.empty() && error != "0"))
    return;
  opaque_.push_back({tenant_of(world_, sighting.action->at), clues.deed, clues.deed_target,
                     sighting.time, sighting.whole});
  if (opaque_.size() > kOpaqueKept) opaque_.pop_front();
}

}  // namespace aobo::sim

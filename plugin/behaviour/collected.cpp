#include "plugin/behaviour/collected.h"

#include <algorithm>

namespace aobo {
namespace {

constexpr TimeNs kWeekend = 3 * kDayNs;

}  // namespace

void CollectedLogs::see(const Guid& tenant, TimeNs time) {
  if (Seen* known = seen_.find(tenant)) {
    known->first = std::min(known->first, time);
    known->last = std::max(known->last, time);
  } else {
    seen_.at(tenant) = {time, time};
  }
}

bool CollectedLogs::covers(const Guid& tenant, TimeNs from, TimeNs to) const {
  const Seen* known = seen_.find(tenant);
  return known != nullptr && known->first < to && known->last + kWeekend >= from;
}

}  // namespace aobo

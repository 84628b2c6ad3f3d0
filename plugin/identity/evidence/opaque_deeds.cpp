#include "plugin/identity/evidence/opaque_deeds.h"

#include <cstdlib>

namespace aobo {

std::optional<std::vector<TimeNs>> OpaqueDeeds::near(std::string_view key, TimeNs time) const {
  const TimeNs reach = 2 * window_;
  if (time - reach <= ledger_.forgotten_until(key)) return std::nullopt;
  std::vector<TimeNs> near;
  ledger_.each(key, 0, [&](const Entry& entry) {
    if (std::abs(entry.time - time) <= reach) near.push_back(entry.time);
  });
  return near;
}

}  // namespace aobo

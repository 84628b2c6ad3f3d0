#include "plugin/identity/evidence/partner_center_actions.h"

#include <cstdlib>

namespace aobo {

std::vector<PartnerCenterActions::Entry> PartnerCenterActions::near(std::string_view key,
                                                                    TimeNs time,
                                                                    RecordNumber asking) const {
  std::vector<Entry> near;
  if (time - window_ <= ledger_.forgotten_until(key)) return near;
  ledger_.each(key, asking, [&](const Entry& entry) {
    if (std::abs(entry.time - time) <= window_) near.push_back(entry);
  });
  return near;
}

}  // namespace aobo

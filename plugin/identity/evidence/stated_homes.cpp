#include "plugin/identity/evidence/stated_homes.h"

namespace aobo {

std::vector<Guid> StatedHomes::homes(const Guid& tenant, std::string_view upn,
                                     RecordNumber asking) const {
  std::vector<Guid> homes;
  ledger_.each(key_of(tenant, upn), asking, [&](const Entry& home) { homes.push_back(home); });
  return homes;
}

}  // namespace aobo

#include "plugin/identity/evidence/stated_homes.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<Guid> StatedHomes::homes(const Guid& tenant, const Actor& actor,
                                     RecordNumber asking) const {
  std::vector<Guid> homes;
  const auto add = [&](const Guid& home) { add_once(homes, home); };
  if (!actor.upn.empty()) ledger_.each(TenantKey(tenant, actor.upn), asking, add);
  for (const auto& id : ids_of(actor)) {
    if (id) ledger_.each(TenantKey(tenant, *id), asking, add);
  }
  return homes;
}

}  // namespace aobo

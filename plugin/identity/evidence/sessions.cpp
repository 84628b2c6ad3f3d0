#include "plugin/identity/evidence/sessions.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<Naming> Sessions::people(const Guid& session, const std::optional<Guid>& tenant,
                                     RecordNumber asking) const {
  std::vector<Naming> namings;
  ledger_.each(session, asking, [&](const Entry& entry) {
    if (across_tenants_ || entry.tenant == tenant) add_once(namings, entry.naming);
  });
  return namings;
}

}  // namespace aobo

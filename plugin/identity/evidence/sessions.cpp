#include "plugin/identity/evidence/sessions.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> Sessions::people(const Guid& session, const std::optional<Guid>& tenant,
                                        RecordNumber asking) const {
  std::vector<PersonKey> people;
  ledger_.each(session, asking, [&](const Entry& entry) {
    if (across_tenants_ || entry.tenant == tenant) add_once(people, entry.person);
  });
  return people;
}

}  // namespace aobo

#include "plugin/identity/evidence/stated_homes.h"

#include "plugin/base/distinct.h"
#include "plugin/event/technician.h"

namespace aobo {

bool StatedHomes::makes_namesake(const Record& record) {
  const bool made = record.operation == "add user" && record.outcome == Outcome::kSuccess;
  return made && technician_id(record.target_name);
}

std::vector<Guid> StatedHomes::homes(const Guid& tenant, const Actor& actor,
                                     RecordNumber asking) const {
  std::vector<Guid> homes;
  const auto add = [&](const Guid& home) { add_once(homes, home); };
  if (!actor.upn.empty()) ledger_.each(key_of(tenant, actor.upn), asking, add);
  for (const auto& id : ids_of(actor)) {
    if (id) ledger_.each(key_of(tenant, id->text()), asking, add);
  }
  return homes;
}

}  // namespace aobo

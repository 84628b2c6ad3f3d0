#include "plugin/identity/evidence/stated_homes.h"

#include "plugin/base/distinct.h"
#include "plugin/base/eight_bytes.h"
#include "plugin/event/technician.h"

namespace aobo {

std::string StatedHomes::key_of(const Guid& tenant, std::string_view name) {
  constexpr std::size_t kId = 36;
  char id[kId];
  tenant.write(id);
  std::string key;
  key.reserve(kId + 1 + name.size());
  key.append(id, kId).append(1, '|').append(name);
  eight::lower(key.data() + kId + 1, name.size());
  return key;
}

std::string StatedHomes::key_of(const Guid& tenant, const Guid& id) {
  char text[36];
  id.write(text);
  return key_of(tenant, std::string_view(text, sizeof text));
}

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
    if (id) ledger_.each(key_of(tenant, *id), asking, add);
  }
  return homes;
}

}  // namespace aobo

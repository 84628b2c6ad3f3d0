#include "plugin/identity/evidence/change_actors.h"

#include "plugin/base/distinct.h"

namespace aobo {

// One request may make several changes: the operation tells them apart.
std::optional<TenantKey> ChangeActors::key_of(const Record& record,
                                              const std::optional<Guid>& tenant) {
  if (!tenant || !is_directory_change(record)) return std::nullopt;
  const auto correlation = parse_id(record.correlation);
  if (!correlation) return std::nullopt;
  std::string what = correlation->text();
  what.append(1, '|').append(record.operation);
  return TenantKey(*tenant, what);
}

bool ChangeActors::shows_nobody(const Record& record) {
  const Actor& actor = record.actor;
  if (!actor.upn.empty() || actor.object || actor.home_object || actor.other_object) return false;
  const bool people_act = actor.type == ActorType::kUser || actor.type == ActorType::kUnknown;
  if (!people_act || actor.microsoft || !is_directory_change(record)) return false;
  // An account of a server, and the name of an application that is not said to be one.
  const bool named = !actor.name.empty() && actor.name != actor.text;
  return !named && actor.text.find('\\') == std::string_view::npos;
}

std::vector<Naming> ChangeActors::namings(const Record& record, const std::optional<Guid>& tenant,
                                          RecordNumber asking) const {
  std::vector<Naming> namings;
  if (!shows_nobody(record)) return namings;
  if (const auto key = key_of(record, tenant))
    ledger_.each(*key, asking, [&](const Naming& one) { add_once(namings, one); });
  return namings;
}

}  // namespace aobo

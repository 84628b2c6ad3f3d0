#include "plugin/identity/evidence/change_actors.h"

#include "plugin/base/distinct.h"

namespace aobo {

namespace {

// Copies of one change have one time, by clocks that differ by little.
constexpr TimeNs kOneChange = 600 * kSecondNs;

}  // namespace

std::string ChangeActors::target_of(const Record& record) {
  const auto id = parse_id(record.target_id);
  return id ? id->text() : std::string(kNothingShown);
}

std::optional<std::string> ChangeActors::change_of(const Record& record,
                                                   const std::optional<Guid>& tenant) {
  if (!tenant || !is_directory_change(record)) return std::nullopt;
  const auto correlation = parse_id(record.correlation);
  if (!correlation) return std::nullopt;
  std::string change = correlation->text();
  change.append(1, '|').append(record.operation).append(1, '|');
  if (record.outcome == Outcome::kFailure) change.append("failed|");
  return change;
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
  each_asked(record, tenant, [&](const TenantKey& key) {
    ledger_.each(key, asking, [&](const Naming& one) {
      if (record.time - kOneChange <= one.time && one.time <= record.time + kOneChange)
        add_once(namings, one);
    });
  });
  return namings;
}

}  // namespace aobo

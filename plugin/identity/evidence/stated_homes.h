// Home tenants that sign-ins state of a name, and of an object id, in a tenant: what one record
// states goes for all records of that name or id there that state nothing. A tenant's own users are
// left out, for their number, but for those whose names look like a technician's, user_<32 hex>@….
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/evidence/tenant_key.h"

namespace aobo {

class StatedHomes : public KeepAll {
 public:
  static constexpr std::string_view kName = "stated-home";
  using Entry = Guid;

  explicit StatedHomes(const IdentityOptions& options) : ledger_(options.evidence(), 4) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const Actor& actor = record.actor;
    if (!lesson.tenant) return;
    const auto home = stated(record, lesson);
    if (!home) return;
    const bool ordinary =
        home == lesson.tenant && actor.home_object_source != ProvingKey::kUserHexUpn;
    if (ordinary) return;
    if (!actor.upn.empty()) visit(TenantKey(*lesson.tenant, actor.upn), *home);
    if (actor.object) visit(TenantKey(*lesson.tenant, *actor.object), *home);
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(kName, key));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (!lesson.tenant || stated(record, lesson)) return;
    const Actor& actor = record.actor;
    if (!actor.upn.empty())
      topics.push_back(folded_topic(kName, TenantKey(*lesson.tenant, actor.upn)));
    for (const auto& id : ids_of(actor)) {
      if (id) topics.push_back(folded_topic(kName, TenantKey(*lesson.tenant, *id)));
    }
  }

  // All that were stated of the actor's name or id there.
  std::vector<Guid> homes(const Guid& tenant, const Actor& actor, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  // By which a user may stand in a sign-in there: a technician's is that of their home.
  static std::array<std::optional<Guid>, 2> ids_of(const Actor& actor) {
    if (actor.type == ActorType::kServicePrincipal) return {};
    const bool other = actor.home_object != actor.object;
    return {actor.object, other ? actor.home_object : std::nullopt};
  }
  static std::optional<Guid> stated(const Record& record, const Lesson& lesson) {
    const Actor& actor = record.actor;
    if (actor.home_tenant_source == ProvingKey::kHomeTenantId) return actor.home_tenant;
    return crosses_no_boundary(record) ? lesson.tenant : std::nullopt;
  }
  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo

// Home tenants that sign-ins state of a name in a tenant: what one record states goes for all
// records of that name there that state nothing. A tenant's own users are left out, but for those
// whose names look like a technician's, user_<32 hex>@….
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/base/text.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class StatedHomes : public KeepAll {
 public:
  static constexpr std::string_view kName = "stated-home";
  using Entry = Guid;

  explicit StatedHomes(const IdentityOptions& options) : ledger_(options.evidence(), 4) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const Actor& actor = record.actor;
    const auto home = stated(record, lesson);
    if (!lesson.tenant || !home || actor.upn.empty()) return;
    const bool ordinary =
        home == lesson.tenant && actor.home_object_source != ProvingKey::kUserHexUpn;
    if (!ordinary) visit(key_of(*lesson.tenant, actor.upn), *home);
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(Topic::kStatedHome, key));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    const bool asks = !stated(record, lesson);
    if (lesson.tenant && asks && !record.actor.upn.empty())
      topics.push_back(folded_topic(Topic::kStatedHome, key_of(*lesson.tenant, record.actor.upn)));
  }

  // All that were stated of the name there.
  std::vector<Guid> homes(const Guid& tenant, std::string_view upn, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  static std::optional<Guid> stated(const Record& record, const Lesson& lesson) {
    const Actor& actor = record.actor;
    if (actor.home_tenant_source == ProvingKey::kHomeTenantId) return actor.home_tenant;
    return crosses_no_boundary(record) ? lesson.tenant : std::nullopt;
  }
  static std::string key_of(const Guid& tenant, std::string_view upn) {
    char id[36];
    tenant.write(id);
    std::string key;
    key.reserve(sizeof id + 1 + upn.size());
    key.append(id, sizeof id).push_back('|');
    for (const char c : upn) key.push_back(to_lower(c));
    return key;
  }

  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo

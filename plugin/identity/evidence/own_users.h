// A tenant's own users whose names look like a technician's, user_<32 hex>@…: that one record
// states the tenant as their home goes for all records of that name there.
#pragma once

#include <string>
#include <vector>

#include "plugin/base/text.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class OwnUsers : public KeepAll {
 public:
  static constexpr std::string_view kName = "own-user";
  struct Entry {
    bool own = true;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(own);
    }
  };

  explicit OwnUsers(const IdentityOptions& options) : ledger_(options.evidence_entries, 1) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.tenant || !looks_like_a_technician(record)) return;
    const bool at_home = record.actor.home_tenant_source == ProvingKey::kHomeTenantId &&
                         record.actor.home_tenant == lesson.tenant;
    if (at_home) visit(key_of(*lesson.tenant, record.actor.upn), Entry{});
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(Topic::kOwnUser, key));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (lesson.tenant && looks_like_a_technician(record))
      topics.push_back(folded_topic(Topic::kOwnUser, key_of(*lesson.tenant, record.actor.upn)));
  }

  bool contains(const Guid& tenant, std::string_view upn, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  static bool looks_like_a_technician(const Record& record) {
    return record.actor.home_object_source == ProvingKey::kUserHexUpn && !record.actor.upn.empty();
  }
  static std::string key_of(const Guid& tenant, std::string_view upn) {
    return tenant.text() + "|" + lower(upn);
  }

  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo

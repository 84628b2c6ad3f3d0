// Namesakes: users of a tenant's own whose name is by its form somebody else's: a technician's,
// user_<32 hex>@…, or a guest's. Its log shows them made, or renamed into that name, and deleted or
// renamed again. GDAP makes no users in a customer's tenant, and nobody is renamed into a guest.
// Sources of the operations' names: Microsoft Entra, "Audit log activities"; of the name that a
// deleted user has, its object id's digits before the old one: Microsoft Graph, deletedItems.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/case/case.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/evidence/tenant_key.h"

namespace aobo {

class Namesakes : public KeepAll {
 public:
  static constexpr std::string_view kName = "namesake";
  struct Entry {
    TimeNs time = 0;
    Guid object;         // all zero where the record does not tell it
    bool there = false;  // has the name from then on, or no longer
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(time, object, there);
    }
  };

  explicit Namesakes(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.tenant || record.outcome != Outcome::kSuccess) return;
    each_name(record, [&](std::string_view name, bool there) {
      visit(TenantKey(*lesson.tenant, name),
            Entry{record.time, parse_id(record.target_id).value_or(Guid{}), there});
    });
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(kName, key));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (lesson.tenant && is_anothers(record.actor.upn))
      topics.push_back(folded_topic(kName, TenantKey(*lesson.tenant, record.actor.upn)));
  }

  Namesake of(const Guid& tenant, const Record& record, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  // By its form a technician's or a guest's.
  static bool is_anothers(std::string_view name);
  // Each such name that the record gives to a user, or takes away. It may not be about users.
  using VisitName = std::function<void(std::string_view name, bool there)>;
  static void each_name(const Record& record, const VisitName& visit);

  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo

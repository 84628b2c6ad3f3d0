// Where whoever signed in is at home, by the token and by the session that began so: known also
// where the person is not.
#pragma once

#include "plugin/base/distinct.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class TokenHomes : public KeepAll {
 public:
  static constexpr std::string_view kName = "token-home";
  struct Entry {
    Guid tenant, home;  // signed in to, and from
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(tenant, home);
    }
  };

  explicit TokenHomes(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const Actor& actor = record.actor;
    if (!is_sign_in(record) || record.outcome != Outcome::kSuccess || !lesson.tenant ||
        !actor.home_tenant || actor.home_tenant_source != ProvingKey::kHomeTenantId)
      return;
    const Entry entry{*lesson.tenant, *actor.home_tenant};
    each_id(record, [&](const Guid& id) { visit(id, entry); });
  }
  template <typename Visit>
  static void topics(const Guid& id, const Entry&, Visit visit) {
    visit(aobo::topic(kName, id));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (is_sign_in(record)) return;
    each_id(record, [&](const Guid& id) { topics.push_back(aobo::topic(kName, id)); });
  }

  // Of the record's token; else of its session, where that began in the same tenant.
  std::vector<Guid> homes(const Record& record, const std::optional<Guid>& tenant,
                          RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs time) { ledger_.forget_before(time); }

 private:
  // The ids by which what is done afterwards is known.
  template <typename Visit>
  static void each_id(const Record& record, Visit visit) {
    const auto session = parse_id(record.session);
    std::optional<Guid> before[2];
    for (const auto& id :
         {is_sign_in(record) ? record.request : std::nullopt, record.token, session}) {
      if (!id || id == before[0] || id == before[1]) continue;
      visit(*id);
      before[1] = std::exchange(before[0], id);
    }
  }

  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo

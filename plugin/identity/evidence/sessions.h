// Sessions: who signed in at the beginning of one, in which tenant.
#pragma once

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class Sessions : public KeepAll {
 public:
  static constexpr std::string_view kName = "session";
  struct Entry {
    Guid tenant;
    Naming naming;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(tenant, naming);
    }
  };

  explicit Sessions(const IdentityOptions& options)
      : across_tenants_(options.session_across_tenants),
        ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.person || !lesson.tenant || !is_sign_in(record) ||
        record.outcome != Outcome::kSuccess)
      return;
    if (const auto session = parse_id(record.session))
      visit(*session, Entry{*lesson.tenant, lesson.naming(*lesson.person, record)});
  }
  template <typename Visit>
  static void topics(const Guid& session, const Entry&, Visit visit) {
    visit(aobo::topic(kName, session));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (const auto session = parse_id(record.session))
      topics.push_back(aobo::topic(kName, *session));
  }

  std::vector<Naming> people(const Guid& session, const std::optional<Guid>& tenant,
                             RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs time) { ledger_.forget_before(time); }

 private:
  bool across_tenants_;
  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo

// PUIDs that a partner tenant's own log shows beside a person who is certain.
#pragma once

#include "plugin/base/distinct.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class Puids : public KeepAll {
 public:
  static constexpr std::string_view kName = "puid";
  using Entry = PersonKey;

  explicit Puids(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const bool sign_in_failed = is_sign_in(record) && record.outcome != Outcome::kSuccess;
    const bool elsewhere = record.check_out.action != CheckOutAction::kNone ||
                           (record.family->partner_center && record.outcome != Outcome::kFailure);
    if (!lesson.exact || !lesson.person || lesson.tenant != lesson.person->tenant ||
        !record.actor.puid || sign_in_failed || elsewhere)
      return;
    visit(*record.actor.puid, *lesson.person);
  }
  template <typename Visit>
  static void topics(std::uint64_t puid, const Entry&, Visit visit) {
    visit(topic(kName, puid));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    for (const auto& puid : {record.actor.home_puid, record.actor.puid})
      if (puid) add_once(topics, aobo::topic(kName, *puid));
  }

  std::vector<PersonKey> people(std::uint64_t puid, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  Ledger<std::uint64_t, Entry> ledger_;
};

}  // namespace aobo

// What people did in Partner Center for a customer, by customer, operation and target.
#pragma once

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/operations.h"

namespace aobo {

class PartnerCenterActions : public KeepAll {
 public:
  static constexpr std::string_view kName = "partner-center";
  // Within the window another may turn out to have done the same.
  static constexpr bool kRipens = true;
  struct Entry {
    PersonKey person;
    TimeNs time = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, time);
    }
  };

  explicit PartnerCenterActions(const IdentityOptions& options)
      : window_(options.partner_center_window),
        ledger_(options.evidence(), limits::kEntriesPerKey) {}

  // An empty target fits nothing.
  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.person || !record.family->partner_center || !record.tenant ||
        record.target_id.empty() || record.outcome == Outcome::kFailure)
      return;
    visit(deed_key(*record.tenant, record.operation, record.target_id),
          Entry{*lesson.person, record.time});
  }
  // By span of time, so that what lies far apart does not ask each other.
  template <typename Visit>
  void topics(std::string_view key, const Entry& entry, Visit visit) const {
    const std::int64_t span = span_of(entry.time, window_);
    for (const std::int64_t near : {span - 1, span, span + 1}) visit(deed_topic(key, near));
  }
  Affected affected(const Entry& entry, TopicId about) const {
    return {about, entry.time - window_, entry.time + window_};
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions& options,
                        std::vector<TopicId>& topics) {
    if (!lesson.opaque || !lesson.tenant) return;
    topics.push_back(deed_topic(
        deed_key(*lesson.tenant, partner_center_operation_of(record.operation), record.target_id),
        span_of(record.time, options.partner_center_window)));
  }
  // A customer's own named user may do the same thing at the same time: only opaque actors qualify.
  static bool is_opaque(const Record& record) {
    return record.actor.delegated_admin || record.actor.type == ActorType::kServicePrincipal;
  }

  // What was done so within the window around the time; nothing where some of it was forgotten: it
  // may have been somebody else's.
  std::vector<Entry> near(std::string_view key, TimeNs time, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  TimeNs window_;
  Ledger<std::string, Entry, KeyedFoldedHash, FoldedEqual> ledger_;
};

}  // namespace aobo

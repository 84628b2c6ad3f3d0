// What people did in Partner Center for a customer, by customer.
#pragma once

#include "plugin/base/text.h"
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
    std::string operation, target;
    PersonKey person;
    TimeNs time = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(operation, target, person, time);
    }
  };

  explicit PartnerCenterActions(const IdentityOptions& options)
      : window_(options.partner_center_window),
        ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.person || !record.family->partner_center || !record.tenant ||
        record.outcome == Outcome::kFailure)
      return;
    visit(*record.tenant, Entry{std::string(record.operation), lower(record.target_id),
                                *lesson.person, record.time});
  }
  // By customer, operation, target and span of time, so that what lies far apart does not ask each
  // other. An empty target fits nothing.
  template <typename Visit>
  void topics(const Guid& customer, const Entry& entry, Visit visit) const {
    if (entry.target.empty()) return;
    const std::int64_t span = span_of(entry.time, window_);
    for (const std::int64_t near : {span - 1, span, span + 1})
      visit(topic_of(customer, entry.operation, entry.target, near));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions& options,
                        std::vector<TopicId>& topics) {
    const std::string_view operation = partner_center_operation_of(record.operation);
    if (!is_opaque(record) || !lesson.tenant || operation.empty() || record.target_id.empty())
      return;
    topics.push_back(topic_of(*lesson.tenant, operation, record.target_id,
                              span_of(record.time, options.partner_center_window)));
  }
  // A customer's own named user may do the same thing at the same time: only opaque actors qualify.
  static bool is_opaque(const Record& record) {
    return record.actor.delegated_admin || record.actor.type == ActorType::kServicePrincipal;
  }

  std::vector<PersonKey> people(const Guid& customer, std::string_view operation,
                                std::string_view target, TimeNs time, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  static TopicId topic_of(const Guid& customer, std::string_view operation, std::string_view target,
                          std::int64_t span) {
    const std::uint64_t where = keyed(keyed(KeyedHash{}(customer), KeyedFoldedHash{}(target)),
                                      static_cast<std::uint64_t>(span));
    return folded_topic(kName, operation, where);
  }

  TimeNs window_;
  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo

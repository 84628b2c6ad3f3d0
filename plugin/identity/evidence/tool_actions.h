// What people did with a partner's tool, by customer, as the tool's own log tells it; and what the
// tool did by itself, which is nobody's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/base/text.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/evidence/partner_center_actions.h"

namespace aobo {

class ToolActions : public KeepAll {
 public:
  static constexpr std::string_view kName = "tool-log";
  // Within the window another may turn out to have done the same.
  static constexpr bool kRipens = true;
  struct Entry {
    std::string target_id, target_name;  // lower case
    std::optional<PersonKey> person;     // nobody: the tool itself, or somebody unknown
    TimeNs time = 0;
    std::string operation;  // as the tool calls it
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(target_id, target_name, person, time, operation);
    }
  };
  struct Users {
    std::vector<PersonKey> people;
    bool others = false;  // and the tool itself, or somebody unknown
  };

  explicit ToolActions(const IdentityOptions& options)
      : window_(options.tool_log_window), ledger_(options.evidence(), options.entries_per_key) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!record.family->tool || !lesson.tenant || record.outcome == Outcome::kFailure ||
        !has_target(record))
      return;
    visit(*lesson.tenant, Entry{lower(record.target_id), lower(record.target_name), lesson.person,
                                record.time, std::string(record.operation)});
  }
  // By customer and span of time, so that what lies far apart does not ask each other.
  template <typename Visit>
  void topics(const Guid& customer, const Entry& entry, Visit visit) const {
    const std::int64_t span = span_of(entry.time, window_);
    for (const std::int64_t near : {span - 1, span, span + 1}) visit(topic_of(customer, near));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions& options,
                        std::vector<TopicId>& topics) {
    if (!is_a_tools(record) || !lesson.tenant || !has_target(record)) return;
    topics.push_back(topic_of(*lesson.tenant, span_of(record.time, options.tool_log_window)));
  }
  // A customer's own named user may do the same at the same time: tools act as applications, or by
  // delegated rights.
  static bool is_a_tools(const Record& record) {
    return !record.family->tool && PartnerCenterActions::is_opaque(record);
  }

  // Who did something on that target at that customer with the tool, around then.
  Users users(const Guid& customer, const Record& record, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  static bool has_target(const Record& record) {
    return !record.target_id.empty() || !record.target_name.empty();
  }
  static TopicId topic_of(const Guid& customer, std::int64_t span) {
    return topic(kName, keyed(KeyedHash{}(customer), static_cast<std::uint64_t>(span)));
  }

  TimeNs window_;
  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo

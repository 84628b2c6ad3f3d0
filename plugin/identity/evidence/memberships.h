// Memberships of groups, as a partner tenant's own log tells their changes.
#pragma once

#include <optional>

#include "plugin/base/text.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class Memberships : public KeepAll {
 public:
  static constexpr std::string_view kName = "membership";
  struct Entry {
    PersonKey person;
    TimeNs time = 0;
    bool added = false;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, time, added);
    }
  };

  explicit Memberships(const IdentityOptions& options)
      : ledger_(options.evidence_entries, kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const auto joined = change(record.operation);
    if (!lesson.at_partner || record.outcome == Outcome::kFailure || !joined ||
        !record.target_group || !record.target_member)
      return;
    const PersonKey person{*lesson.tenant, *record.target_member};
    visit(*record.target_group, Entry{person, record.time, *joined});
    // An activation in Privileged Identity Management says when it ends, where it says it.
    const auto until = *joined ? activation_end(record) : std::nullopt;
    if (until && *until > record.time) visit(*record.target_group, Entry{person, *until, false});
  }
  template <typename Visit>
  static void topics(const Guid& group, const Entry&, Visit visit) {
    visit(aobo::topic(Topic::kMembership, group));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (record.actor.principal)
      topics.push_back(aobo::topic(Topic::kMembership, *record.actor.principal));
  }

  // Whether the logs say that the person was in the group then; nothing where they say nothing. The
  // last change before decides; where there is none, the first change after says what was before
  // it.
  std::optional<bool> was_in(const Guid& group, const PersonKey& person, TimeNs time) const;
  // Everybody of whom the logs tell a change.
  std::vector<PersonKey> people(const Guid& group) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  // "add member to group", "add member to group completed (pim activation)", "remove member from
  // group (pim activation expired)"; what was only requested has not happened.
  static std::optional<bool> change(std::string_view operation) {
    if (operation.find("requested") != std::string_view::npos) return std::nullopt;
    if (operation.starts_with("add member to group")) return true;
    if (operation.starts_with("remove member from group")) return false;
    return std::nullopt;
  }
  static std::optional<TimeNs> activation_end(const Record& record) {
    for (const Parameter& parameter : record.parameters) {
      if (equal_ignoring_case(parameter.name, "ExpirationTime")) return parse_time(parameter.value);
    }
    return std::nullopt;
  }

  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo

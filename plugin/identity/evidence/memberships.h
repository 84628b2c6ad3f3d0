// Memberships of groups, as a partner tenant's own log tells their changes. A member is a person, a
// group or an application. Activities: Entra's page "reference-audit-activities".
#pragma once

#include <optional>

#include "plugin/base/time_forms.h"
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
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const auto joined = change(record);
    if (!lesson.at_partner || !joined || !record.target_group || !record.target_member) return;
    const PersonKey person{*lesson.tenant, *record.target_member};
    visit(*record.target_group, Entry{person, record.time, *joined});
    // An activation in Privileged Identity Management says when it ends, where it says it.
    const auto until = *joined ? activation_end(record) : std::nullopt;
    if (until && *until > record.time) visit(*record.target_group, Entry{person, *until, false});
  }
  template <typename Visit>
  static void topics(const Guid& group, const Entry&, Visit visit) {
    visit(aobo::topic(kName, group));
  }
  // Of the group whose right was used, and of those within it.
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics);

  // Whether the logs say that the person was in the group then; nothing where they say nothing. The
  // last change before decides; where there is none, the first change after says what was before
  // it.
  std::optional<bool> was_in(const Guid& group, const PersonKey& person, TimeNs time) const;
  // Everybody and everything of which the logs tell a change.
  std::vector<PersonKey> members(const Guid& group) const;
  // Whether the logs tell of any member of it.
  bool knows(const Guid& group) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  // Joined, or left; nothing where it is neither, or did not happen.
  static std::optional<bool> change(const Record& record);
  static std::optional<TimeNs> activation_end(const Record& record) {
    return read_time_form(parameter(record, kPimEnd), DateOrder::kUnclear).time;
  }

  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo

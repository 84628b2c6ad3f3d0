// Former UPNs: that the partner's own log renamed somebody, when, and from which name. An export
// knows only today's names.
#pragma once

#include <algorithm>
#include <optional>

#include "plugin/base/text.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/guest.h"

namespace aobo {

class FormerUpns : public KeepAll {
 public:
  static constexpr std::string_view kName = "former-upn";
  struct Entry {
    PersonKey person;
    TimeNs until = 0;  // renamed at that time
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, until);
    }
  };

  explicit FormerUpns(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.at_partner || record.outcome == Outcome::kFailure ||
        record.operation != "update user")
      return;
    const auto renamed = parse_id(record.target_id);
    if (!renamed) return;
    for (auto change = record.changes.begin(); change != record.changes.end(); ++change) {
      const auto gives_up_the_same = [&](const Change& other) {
        return equal_ignoring_case(other.name, "UserPrincipalName") &&
               equal_ignoring_case(other.before, change->before);
      };
      // A record that repeats the change is one teacher, not two.
      const bool first = std::none_of(record.changes.begin(), change, gives_up_the_same);
      if (!change->before.empty() && gives_up_the_same(*change) && first)
        visit(change->before, Entry{{*lesson.tenant, *renamed}, record.time});
    }
  }
  template <typename Visit>
  static void topics(std::string_view upn, const Entry&, Visit visit) {
    visit(folded_topic(kName, upn));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (record.actor.upn.empty()) return;
    topics.push_back(folded_topic(kName, record.actor.upn));
    if (const std::string home = home_upn_of_guest(record.actor.upn); !home.empty())
      topics.push_back(folded_topic(kName, home));
  }

  // Whoever was the next to give the name up after that time.
  std::vector<PersonKey> people(std::string_view upn, TimeNs time, RecordNumber asking) const;
  // All who ever gave it up.
  std::vector<PersonKey> ever(std::string_view upn, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  Ledger<std::string, Entry, KeyedFoldedHash, FoldedEqual> ledger_;
};

}  // namespace aobo

// Renamings: that the partner's own log gave somebody another name, when, which name they gave up
// and which one they took; somebody new takes one, which a leaver may have borne. An export knows
// only the names of its own day: who bears one then did not bear it before they took it, nor does
// who bore it after they gave it up.
#pragma once

#include <algorithm>
#include <optional>

#include "plugin/base/text.h"
#include "plugin/event/guest.h"
#include "plugin/identity/evidence/around.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class FormerUpns : public KeepAll {
 public:
  static constexpr std::string_view kName = "former-upn";
  struct Entry {
    PersonKey person;
    TimeNs time = 0;     // of the renaming
    bool taken = false;  // the name that they have since; else that they had until then
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, time, taken);
    }
  };

  explicit FormerUpns(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.at_partner || record.outcome == Outcome::kFailure) return;
    const bool added = record.operation == "add user";
    if (!added && record.operation != "update user") return;
    const auto called = parse_id(record.target_id);
    if (!called) return;
    const PersonKey person{*lesson.tenant, *called};
    if (added) {
      if (record.target_name.find('@') != std::string_view::npos)
        visit(record.target_name, Entry{person, record.time, true});
      return;
    }
    each_name(record, &Change::before, [&](std::string_view upn) {
      visit(upn, Entry{person, record.time, false});
    });
    each_name(record, &Change::after, [&](std::string_view upn) {
      visit(upn, Entry{person, record.time, true});
    });
  }
  template <typename Visit>
  static void topics(std::string_view upn, const Entry&, Visit visit) {
    visit(folded_topic(kName, upn));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    for (const std::string_view upn : {record.actor.other_upn, record.actor.upn}) {
      if (upn.empty()) continue;
      topics.push_back(folded_topic(kName, upn));
      if (const std::string home = home_upn_of_guest(upn); !home.empty())
        topics.push_back(folded_topic(kName, home));
    }
  }

  // Whoever was the next to give the name up after that time, and had it by then; and who gave it
  // up before so lately that a token may still bear it.
  std::vector<PersonKey> people(std::string_view upn, TimeNs time, RecordNumber asking) const;
  std::vector<PersonKey> lately(std::string_view upn, TimeNs time, RecordNumber asking) const;
  // Who took it by then, and has not given it up since.
  std::vector<PersonKey> takers(std::string_view upn, TimeNs time, RecordNumber asking) const;
  // All who ever gave it up.
  std::vector<PersonKey> ever(std::string_view upn, RecordNumber asking) const;
  // Whether the log says that the person had not taken the name yet, or had given it up so long
  // before that no token bears it any more. Of a guest's name, which stays whatever its bearer is
  // called later, only the former.
  bool denies(std::string_view upn, const PersonKey& person, TimeNs time,
              RecordNumber asking) const;
  bool denies_until(std::string_view upn, const PersonKey& person, TimeNs time,
                    RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  // The names on one side of the record's changes, each once: a record
  // that repeats a change is one teacher, not two.
  template <typename Visit>
  static void each_name(const Record& record, std::string_view Change::*side, Visit visit) {
    for (auto change = record.changes.begin(); change != record.changes.end(); ++change) {
      const std::string_view name = (*change).*side;
      const auto same_name = [&](const Change& other) {
        return is_renaming(other) && equal_ignoring_case(other.*side, name);
      };
      if (name.empty() || !is_renaming(*change)) continue;
      if (std::none_of(record.changes.begin(), change, same_name)) visit(name);
    }
  }
  static bool is_renaming(const Change& change) {
    return equal_ignoring_case(change.name, "UserPrincipalName") &&
           !equal_ignoring_case(change.before, change.after);
  }
  // What the log says of this person and name.
  Around<Entry> around(std::string_view upn, const PersonKey& person, TimeNs time,
                       RecordNumber asking) const;

  Ledger<std::string, Entry, KeyedFoldedHash, FoldedEqual> ledger_;
};

}  // namespace aobo

// Check-outs and check-ins of shared accounts' passwords, as a vault tells them. Both are kept as
// they were seen: a check-in may be read before its check-out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"
#include "plugin/identity/clocks.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class CheckOuts : public KeepAll {
 public:
  static constexpr std::string_view kName = "check-out";
  // Where a vault's log comes late, loans look open until their ends are read.
  static constexpr bool kRipens = true;
  struct Entry {
    std::optional<PersonKey> person;  // none: somebody whom no directory knows, or the vault itself
    std::string written;              // of whom no person is known: as the vault has it, lower case
    TimeNs time = 0;
    CheckOutAction action = CheckOutAction::kNone;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, written, time, action);
    }
  };
  struct Holders {
    std::vector<PersonKey> people;
    bool others = false;  // somebody else had it too, whom no directory knows

    bool empty() const { return people.empty() && !others; }
    void add(const Entry& out) {
      others = others || !out.person;
      if (out.person) add_once(people, *out.person);
    }
  };

  explicit CheckOuts(const IdentityOptions& options)
      : longest_(options.check_out_max), ledger_(options.evidence(), 2 * options.entries_per_key) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const CheckOutAction action = record.check_out.action;
    if (action == CheckOutAction::kNone || action == CheckOutAction::kRefused) return;
    Entry entry{lesson.person, {}, record.time, record.check_out.action};
    if (!entry.person) entry.written = lower(record.check_out.person);
    visit(lesson.account.empty() ? record.check_out.account : std::string_view(lesson.account),
          entry);
  }
  // By account and span of time, so that what lies far apart does not ask each other: what is told
  // of a moment matters until the longest loan from it is over.
  template <typename Visit>
  void topics(std::string_view account, const Entry& entry, Visit visit) const {
    const std::int64_t last = span_of(entry.time, longest_) + 1;
    for (std::int64_t span = span_of(entry.time - kVaultClocksDiffer, longest_); span <= last;
         ++span)
      visit(topic_of(account, span));
  }
  // What is told of a moment changes nothing of the time before it, by whichever clock.
  Affected affected(const Entry& entry, TopicId about) const {
    return {about, entry.time - kVaultClocksDiffer, entry.time + 2 * longest_};
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions& options,
                        std::vector<TopicId>& topics) {
    if (lesson.account.empty() || record.check_out.action != CheckOutAction::kNone) return;
    topics.push_back(topic_of(lesson.account, span_of(record.time, options.check_out_max)));
  }

  Holders holders(std::string_view account, TimeNs time) const;
  // At each of the times, of which there is one at least.
  std::vector<Holders> holders(std::string_view account, std::span<const TimeNs> times) const;
  // Who took it out after `from` and no later than `until`; and whose loan ended then.
  Holders takers(std::string_view account, TimeNs from, TimeNs until) const;
  Holders givers(std::string_view account, TimeNs from, TimeNs until) const;
  // Whether the vault by itself, or nobody who is named, gave back before `until` what had been
  // taken out then.
  bool ended_by_nobody(std::string_view account, TimeNs out, TimeNs until) const;

  // Whoever may change it.
  auto& ledger() {
    ++changes_;
    return ledger_;
  }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  static TopicId topic_of(std::string_view account, std::int64_t span) {
    return folded_topic(kName, account, static_cast<std::uint64_t>(span));
  }

  // Of one account after another many answers are asked for, and its moves are put in order once.
  class Moves;
  const Moves& moves_of(std::string_view account) const;

  TimeNs longest_;
  std::uint64_t changes_ = 0;
  mutable std::shared_ptr<const Moves> moves_;
  Ledger<std::string, Entry, KeyedFoldedHash, FoldedEqual> ledger_;
};

}  // namespace aobo

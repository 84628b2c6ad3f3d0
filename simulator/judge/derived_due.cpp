// What had to be said where nothing of the logs is missing.
#include <algorithm>

#include "simulator/judge/derived.h"
#include "simulator/judge/periods.h"

namespace aobo::sim {
namespace {

using namespace periods;

}  // namespace

DerivedJudge::Due DerivedJudge::due_of(const Fact& fact, const char* kind) const {
  return {kind,      texts_[fact.file], fact.offset, texts_[fact.person], texts_[fact.tenant],
          fact.time, fact.time};
}

// Whether a log of the customer's of a family of that trait has records shortly before: then it is
// collected.
bool DerivedJudge::collected(std::uint32_t tenant, TimeNs time, bool FamilyTraits::*trait) const {
  return std::ranges::any_of(logs_, [&](const auto& one) {
    const auto& [place, log] = one;
    return family_traits(place.second).*trait && log.tenant == texts_[tenant] &&
           std::ranges::any_of(log.entries, [&](const Log::Entry& entry) {
             return entry.time <= time && entry.time + kDayNs > time;
           });
  });
}

// Entries in which nothing was done, and deeds without any entry.
void DerivedJudge::due_entries(std::vector<Due>& all, TimeNs last) const {
  for (const Fact& fact : facts_) {
    if (!fact.whole || !fact.named || !fact.relevant || fact.home || fact.shared ||
        fact.time + 2 * kHour > last)
      continue;
    const auto other = [&](const Fact& f) {
      return f.person == fact.person && f.tenant == fact.tenant && f.action != fact.action;
    };
    const bool alone = !any(fact.time - kHour, fact.time + kSilent + kGrace, other);
    // Whoever is not named may have been anybody of the partner's.
    const auto nobody = [&](Sort sort) {
      return [&, sort](const Fact& f) {
        return f.tenant == fact.tenant && f.sort == sort && !f.named;
      };
    };
    const bool may_have =
        any(fact.time - kHour, fact.time + kSilent + kGrace, nobody(Sort::kAction));
    const auto before = [&](const Fact& f) { return other(f) && f.sort == Sort::kSignIn; };
    const bool goes_on = !fact.interactive && any(fact.time - kLookback - kHour, fact.time, before);
    const bool is_collected = collected(fact.tenant, fact.time, &FamilyTraits::tenant_changes);
    if (fact.sort == Sort::kSignIn && alone && !may_have && !goes_on && is_collected)
      all.push_back(due_of(fact, "silent_entry"));
    const auto theirs = [&](const Fact& f) {
      return f.person == fact.person && f.tenant == fact.tenant && f.action != fact.action;
    };
    const auto entered = [&](const Fact& f) {
      return f.sort == Sort::kSignIn && f.tenant == fact.tenant && !f.home;
    };
    const auto entered_by = [&](bool interactive) {
      return any(fact.time - kLookback, fact.time, [&](const Fact& f) {
        return entered(f) && f.of_sign_ins && f.interactive == interactive;
      });
    };
    const bool first = !any(fact.time - kLookback - kHour, fact.time + kGrace + kHour, theirs);
    // That the logs of sign-ins are collected shows where somebody signs in.
    const bool sign_ins =
        entered_by(true) && entered_by(false) && any(fact.time, fact.time + kLookback, entered);
    const bool may_have_entered =
        any(fact.time - kLookback - kHour, fact.time + kGrace + kHour, nobody(Sort::kSignIn));
    if (fact.sort == Sort::kAction && !fact.azure && first && sign_ins && !may_have_entered)
      all.push_back(due_of(fact, "action_without_signin"));
  }
}

void DerivedJudge::due_loans(std::vector<Due>& all, TimeNs last) const {
  for (const Fact& fact : facts_) {
    if (!fact.whole) continue;
    const auto used = [&](const Fact& f) { return f.shared && f.tenant == fact.tenant; };
    if (fact.sort == Sort::kOut) {
      const TimeNs end = loan_end(fact);
      // Whoever takes out what they never gave back goes on with the same loan.
      const auto before = [&](const Fact& one) {
        return one.sort == Sort::kOut && one.person == fact.person && one.tenant == fact.tenant &&
               one.time < fact.time && loan_end(one) > fact.time;
      };
      const bool goes_on = any(fact.time - kLongestLoan, fact.time, before);
      const bool is_collected = collected(fact.tenant, fact.time, &FamilyTraits::tells_sign_ins);
      if (!goes_on && is_collected && end + kHour < last &&
          !any(fact.time - kVaultSkew, end + kVaultSkew, used))
        all.push_back(due_of(fact, "checkout_unused"));
    }
    if (!fact.shared || fact.sort != Sort::kAction || fact.time + kHour > last) continue;
    const auto lent = [&](const Fact& f) {
      return f.sort == Sort::kOut && f.tenant == fact.tenant;
    };
    const bool out =
        any(fact.time - 2 * kLongestLoan - kMinute, fact.time + kGrace + kMinute, lent);
    const auto earlier = [&](const Fact& f) { return used(f) && f.action != fact.action; };
    const auto vault = [&](const Fact& f) { return f.sort == Sort::kOut; };
    if (!out && !any(fact.time - 2 * kSpell, fact.time, earlier) && any(0, fact.time, vault))
      all.push_back(due_of(fact, "checkout_missing"));
  }
}

// Logs that were silent for more than twice as long as ever before, once their habit was known.
void DerivedJudge::due_gaps(std::vector<Due>& all, TimeNs last) const {
  for (const auto& [place, log] : logs_) {
    if (!log.whole || log.entries.empty() || !family_traits(place.second).shows_tenant) continue;
    TimeNs longest = 0;
    for (std::size_t i = 0; i + 1 < log.entries.size(); ++i) {
      const Log::Entry& entry = log.entries[i];
      const TimeNs silence = log.entries[i + 1].time - entry.time;
      const TimeNs limit = std::max(2 * longest, kHour) + kHour;
      const TimeNs known = std::max(entry.time, log.entries.front().time + kHabitLearned) + limit;
      if (i + 1 >= kHabitRecords && known < entry.time + silence && known < last)
        all.push_back({"collection_gap",
                       texts_[entry.file],
                       entry.offset,
                       {},
                       log.tenant,
                       entry.time,
                       entry.time});
      longest = std::max(longest, silence);
    }
  }
}

void DerivedJudge::due_deletions(std::vector<Due>& all) const {
  const bool whole = std::ranges::all_of(added_, [](const UserDeed& one) { return one.whole; });
  for (const UserDeed& deed : deleted_) {
    if (deed.whole && whole && added_before(deed, -kSkew))
      all.push_back({"created_and_deleted", deed.file, deed.offset, deed.person, deed.tenant,
                     deed.time, deed.time});
  }
}

std::vector<DerivedJudge::Due> DerivedJudge::due(TimeNs last) const {
  std::vector<Due> all = overruns_;
  due_entries(all, last);
  due_loans(all, last);
  due_gaps(all, last);
  due_deletions(all);
  return all;
}

}  // namespace aobo::sim

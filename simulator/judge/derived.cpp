#include "simulator/judge/derived.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/base/time.h"

namespace aobo::sim {
namespace {

constexpr TimeNs kMinute = 60 * kSecondNs, kHour = 60 * kMinute;
// The periods of the events, as the plugin is set by default (docs/identity.md).
constexpr TimeNs kSilent = kHour, kLookback = 24 * kHour, kGrace = 10 * kMinute;
constexpr TimeNs kLongestLoan = 12 * kHour, kSpell = kHour, kDayLong = 24 * kHour;
// Clocks of logs may be wrong by so much.
constexpr TimeNs kSkew = 4 * kMinute;

bool holds(const Truth& truth, std::string_view field, std::string_view value) {
  const auto at = truth.says.find(field);
  return at != truth.says.end() &&
         std::find(at->second.begin(), at->second.end(), value) != at->second.end();
}
std::string shows(const Truth& truth, std::string_view field) {
  const auto at = truth.says.find(field);
  return at == truth.says.end() || at->second.empty() ? std::string() : at->second.front();
}

bool named(const Truth& truth) {
  const Knowable& k = truth.later ? truth.then : truth.knowable;
  return k.answer == Answer::kNamed;
}

}  // namespace

std::uint32_t DerivedJudge::number(const std::string& text) {
  const auto [at, fresh] = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (fresh) texts_.push_back(text);
  return at->second;
}

void DerivedJudge::learn(const Truth& truth) {
  if (truth.damage.empty())
    logs_[{number(truth.tenant), number(truth.family)}].push_back(truth.time);
  if (truth.says.contains("operation") && holds(truth, "operation", "add user"))
    added_[{truth.tenant, shows(truth, "target.name")}].push_back(truth.time);
  const bool shared = truth.way == "shared-account";
  const bool tools = truth.family == "tool.log" || truth.way == "automation";
  if (truth.person_id.empty() || truth.family == "access.window" || tools) return;
  Fact fact;
  fact.time = truth.time;
  const bool sign_in = is_sign_in(truth);
  const bool failed = holds(truth, "result", "failure") || holds(truth, "result", "interruption");
  const bool vault = truth.family == "vault.checkout";
  fact.sort = vault     ? (holds(truth, "operation", "check-out") ? Sort::kOut : Sort::kIn)
              : sign_in ? (failed ? Sort::kFailedSignIn : Sort::kSignIn)
              : holds(truth, "result", "started") ? Sort::kStart
                                                  : Sort::kAction;
  fact.named = named(truth);
  fact.by_vault = fact.sort == Sort::kIn && truth.knowable.answer == Answer::kHidden;
  fact.whole = truth.damage.empty();
  fact.shared = shared;
  fact.azure = truth.family == "azure.activity";
  fact.home = truth.file.find("/0-") != std::string::npos;
  fact.relevant = truth.way != "home" || vault;
  fact.person = number(truth.person_id);
  fact.tenant = number(truth.tenant);
  fact.file = number(truth.file);
  fact.offset = truth.offset;
  fact.action = number(truth.action);
  fact.session = number(shows(truth, "session"));
  fact.request = number(shows(truth, "request"));
  facts_.push_back(fact);
}

void DerivedJudge::conclude() {
  std::stable_sort(facts_.begin(), facts_.end(),
                   [](const Fact& a, const Fact& b) { return a.time < b.time; });
  for (auto& [log, times] : logs_) std::sort(times.begin(), times.end());
}

bool DerivedJudge::any(TimeNs from, TimeNs to, const std::function<bool(const Fact&)>& is) const {
  auto at = std::lower_bound(facts_.begin(), facts_.end(), from,
                             [](const Fact& fact, TimeNs time) { return fact.time < time; });
  for (; at != facts_.end() && at->time <= to; ++at) {
    if (at->whole && is(*at)) return true;
  }
  return false;
}

TimeNs DerivedJudge::loan_end(const Fact& out) const {
  TimeNs end = out.time + kLongestLoan;
  any(out.time, out.time + kLongestLoan, [&](const Fact& fact) {
    const bool theirs = fact.by_vault || fact.person == out.person;
    const bool in = fact.sort == Sort::kIn && theirs && fact.tenant == out.tenant;
    if (in) end = fact.time;
    return in;
  });
  return end;
}

bool DerivedJudge::out_then(std::uint32_t tenant, TimeNs time) const {
  return any(time - kLongestLoan, time, [&](const Fact& fact) {
    return fact.sort == Sort::kOut && fact.tenant == tenant && loan_end(fact) > time;
  });
}

bool DerivedJudge::damaged_vault(std::uint32_t tenant, TimeNs time) const {
  return std::any_of(facts_.begin(), facts_.end(), [&](const Fact& fact) {
    const bool vault = fact.sort == Sort::kOut || fact.sort == Sort::kIn;
    return vault && !fact.whole && fact.tenant == tenant && fact.time > time - kLongestLoan &&
           fact.time < time + kLongestLoan;
  });
}

// Why an event of this kind is false; empty where it may be true.
std::string DerivedJudge::false_because(const Truth& basis, const Given& given) const {
  const std::string& kind = given.derived;
  // Of whom the event names: that may be somebody else, where the logs mislead.
  const auto person = numbers_.find(given.user_id.empty() ? basis.person_id : given.user_id);
  const auto tenant = numbers_.find(basis.tenant);
  const auto is_theirs = [&](const Fact& fact) {
    return person != numbers_.end() && tenant != numbers_.end() && fact.person == person->second &&
           fact.tenant == tenant->second && fact.named;
  };
  const TimeNs time = basis.time;
  // An entry of somebody unnamed is followed by what bears its ids; who acts else is not known to
  // be the same.
  const auto same_ids = [&](const Fact& fact) {
    const auto shown = [&](const char* field, std::uint32_t id) {
      const std::string text = shows(basis, field);
      return !text.empty() && texts_[id] == text;
    };
    return tenant != numbers_.end() && fact.tenant == tenant->second &&
           (shown("session", fact.session) || shown("request", fact.request));
  };
  const bool unnamed = given.upn.empty() && given.user_id.empty();
  if (kind == "silent_entry" && any(time + kSkew, time + kSilent - kSkew, [&](const Fact& f) {
        return f.sort == Sort::kAction && (unnamed ? same_ids(f) : is_theirs(f));
      }))
    return "the logs hold an action of that person there within the hour";
  if (kind == "action_without_signin" &&
      any(time - kLookback + kSkew, time + kGrace - kSkew,
          [&](const Fact& f) { return f.sort == Sort::kSignIn && is_theirs(f) && !f.home; }))
    return "the logs hold a sign-in of that person there";
  // A damaged record of the vault may have been read as another.
  const bool about_loans = kind == "checkout_unused" || kind == "checkout_missing";
  if (about_loans && tenant != numbers_.end() && damaged_vault(tenant->second, time)) return {};
  const auto uses = [&](const Fact& one) {
    return one.shared && one.sort != Sort::kFailedSignIn && tenant != numbers_.end() &&
           one.tenant == tenant->second;
  };
  if (kind == "checkout_unused") {
    Fact out;
    out.time = time;
    out.person = person == numbers_.end() ? 0 : person->second;
    out.tenant = tenant == numbers_.end() ? 0 : tenant->second;
    if (any(time, loan_end(out), uses)) return "the account was used while it was out";
  }
  if (kind == "checkout_missing" && tenant != numbers_.end() && out_then(tenant->second, time))
    return "somebody had the account out";
  if (kind == "collection_gap" && tenant != numbers_.end()) {
    const auto log = logs_.find({tenant->second, numbers_.at(basis.family)});
    if (log != logs_.end()) {
      const auto next = std::upper_bound(log->second.begin(), log->second.end(), time);
      if (next != log->second.end() && *next < time + kHour - kSkew)
        return "the log goes on within the hour";
    }
  }
  return {};
}

// Why the person or the customer of an event is not the one of its record; empty where it is.
std::string DerivedJudge::wrong_person(const Truth& basis, const Given& given) const {
  if (basis.damage.empty() && given.tenant != basis.tenant)
    return fmt::format("is about the tenant {}, its record about {}", given.tenant, basis.tenant);
  if (given.upn.empty() && given.user_id.empty()) return {};
  if (given.user_id != basis.person_id) {
    const Knowable& k = basis.later ? basis.then : basis.knowable;
    const bool misled =
        k.answer == Answer::kMisled || k.answer == Answer::kTried || k.answer == Answer::kRefused;
    const bool led = std::any_of(k.people.begin(), k.people.end(), [&](const std::string& one) {
      return equal_ignoring_case(one, given.upn);
    });
    const bool perhaps = (k.answer == Answer::kHidden || k.answer == Answer::kUnresolved) &&
                         k.by.empty();  // by a damaged record
    if ((misled || perhaps) && led) return {};
    return fmt::format("is about {}, who did not do it; it was {}",
                       given.upn.empty() ? given.user_id : given.upn,
                       basis.person.empty() ? "nobody of a partner's" : basis.person);
  }
  return {};
}

Judged DerivedJudge::judge(const Truth& basis, const Given& given) const {
  const std::string what = "the derived event " + given.derived + " ";
  if (std::string why = wrong_person(basis, given); !why.empty())
    return {Verdict::kAccused, what + why};
  const auto ids = given.fields.find("derived.ids");
  const std::string listed = ids == given.fields.end() ? std::string() : ids->second;
  const bool listing =
      !basis.damage.empty() || basis.id.empty() || listed.find(basis.id) != std::string::npos;
  if (listed.empty() || !listing)
    return {Verdict::kDerivedUnfounded, what + "does not list the record on which it rests"};
  if (basis.damage.empty()) {
    if (std::string why = false_because(basis, given); !why.empty())
      return {given.upn.empty() ? Verdict::kDerivedUnfounded : Verdict::kAccused,
              what + "is false: " + why};
  }
  return {};
}

DerivedJudge::Due DerivedJudge::due_of(const Fact& fact, const char* kind) const {
  return {kind,      texts_[fact.file], fact.offset, texts_[fact.person], texts_[fact.tenant],
          fact.time, fact.time};
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
    if (fact.sort == Sort::kSignIn && alone) all.push_back(due_of(fact, "silent_entry"));
    const auto theirs = [&](const Fact& f) {
      return f.person == fact.person && f.tenant == fact.tenant && f.action != fact.action;
    };
    const auto entered = [&](const Fact& f) {
      return f.sort == Sort::kSignIn && f.tenant == fact.tenant && !f.home;
    };
    const bool first = !any(fact.time - kLookback - kHour, fact.time + kGrace + kHour, theirs);
    // That the log of sign-ins is collected shows where somebody signs in.
    const bool collected = any(fact.time - kLookback, fact.time, entered) &&
                           any(fact.time, fact.time + kLookback, entered);
    if (fact.sort == Sort::kAction && !fact.azure && first && collected)
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
      if (!goes_on && end + kHour < last && !any(fact.time - kMinute, end + kMinute, used))
        all.push_back(due_of(fact, "checkout_unused"));
    }
    if (!fact.shared || fact.sort != Sort::kAction || fact.time + kHour > last) continue;
    const auto lent = [&](const Fact& f) {
      return f.sort == Sort::kOut && f.tenant == fact.tenant;
    };
    const bool out = any(fact.time - kLongestLoan - kMinute, fact.time + kGrace + kMinute, lent);
    const auto earlier = [&](const Fact& f) { return used(f) && f.action != fact.action; };
    const auto vault = [&](const Fact& f) { return f.sort == Sort::kOut; };
    if (!out && !any(fact.time - 2 * kSpell, fact.time, earlier) && any(0, fact.time, vault))
      all.push_back(due_of(fact, "checkout_missing"));
  }
}

std::vector<DerivedJudge::Due> DerivedJudge::due(TimeNs last) const {
  std::vector<Due> all;
  due_entries(all, last);
  due_loans(all, last);
  return all;
}

}  // namespace aobo::sim

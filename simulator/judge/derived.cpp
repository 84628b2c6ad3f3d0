#include "simulator/judge/derived.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/judge/fields.h"
#include "simulator/judge/periods.h"

namespace aobo::sim {
namespace {

using namespace periods;

// How long after its record an event of a kind becomes true.
constexpr std::pair<std::string_view, TimeNs> kAfter[] = {
    {"silent_entry", kSilent},  {"signin_without_twin", kHour},
    {"credit_at_risk", kHour},  {"relationship_overrun", 0},
    {"dap_returned", 0},        {"aobo_removed", 0},
    {"aobo_added", 0},          {"user_created_and_privileged", 0},
    {"created_and_deleted", 0},
};

bool holds(const Truth& truth, std::string_view field, std::string_view value) {
  const auto at = truth.says.find(field);
  return at != truth.says.end() &&
         std::find(at->second.begin(), at->second.end(), value) != at->second.end();
}
std::string shows(const Truth& truth, std::string_view field) {
  const auto at = truth.says.find(field);
  return at == truth.says.end() || at->second.empty() ? std::string() : at->second.front();
}

// Whether the field may hold a text in which this stands.
bool speaks_of(const Truth& truth, std::string_view field, std::string_view part) {
  const auto at = truth.says.find(field);
  return at != truth.says.end() && std::ranges::any_of(at->second, [&](const std::string& one) {
           return lower(one).find(part) != std::string::npos;
         });
}

bool succeeded(const Truth& truth) { return holds(truth, "result", "success"); }

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
  learn_log(truth);
  learn_users(truth);
  const bool shared = truth.way == "shared-account";
  const bool tools = truth.traits().tool || truth.way == "automation";
  if (truth.person_id.empty() || truth.traits().access_window || tools) return;
  Fact fact;
  fact.time = truth.time;
  const bool sign_in = is_sign_in(truth);
  const bool failed = holds(truth, "result", "failure") || holds(truth, "result", "interruption");
  const bool vault = truth.traits().vault;
  fact.sort = vault     ? (holds(truth, "operation", "check-out") ? Sort::kOut : Sort::kIn)
              : sign_in ? (failed ? Sort::kFailedSignIn : Sort::kSignIn)
              : holds(truth, "result", "started") ? Sort::kStart
                                                  : Sort::kAction;
  fact.named = named(truth);
  fact.by_vault = fact.sort == Sort::kIn && truth.knowable.answer == Answer::kHidden;
  fact.whole = truth.damage.empty();
  fact.shared = shared;
  fact.of_sign_ins = truth.traits().sign_ins;
  fact.interactive = !holds(truth, "kind", "non-interactive");
  fact.azure = truth.traits().azure;
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

// Whose log it is: the customer's, or of a partner's own the partner's.
void DerivedJudge::learn_log(const Truth& truth) {
  const bool home = truth.folder.starts_with("0-");
  Log& log = logs_[{truth.folder, truth.family}];
  const std::string& owner = home ? truth.partner : truth.tenant;
  if (log.tenant.empty()) log.tenant = owner;
  log.whole = log.whole && truth.damage.empty();
  if (truth.damage.empty()) log.entries.push_back({truth.time, truth.offset, number(truth.file)});
}

// Users who came and went, and deeds of which all that could allow them had surely ended.
void DerivedJudge::learn_users(const Truth& truth) {
  const bool added =
      holds(truth, "operation", "add user") || holds(truth, "operation", "create_customer_user");
  const bool deleted = speaks_of(truth, "operation", "delete user");
  if (added || deleted) {
    UserDeed deed{truth.time,
                  {},
                  truth.tenant,
                  truth.file,
                  truth.person_id,
                  truth.offset,
                  truth.damage.empty() && succeeded(truth)};
    for (const char* field : {"target.id", "target.name"}) {
      const auto at = truth.says.find(field);
      if (at == truth.says.end()) continue;
      for (const std::string& one : at->second) deed.users.insert(lower(one));
    }
    deed.users.erase("");
    (added ? added_ : deleted_).push_back(std::move(deed));
  }
  const bool over = truth.damage.empty() && named(truth) && !is_sign_in(truth) &&
                    !truth.traits().own_word() &&
                    shows(truth, "policy.violations").starts_with("all of (relationship");
  if (over)
    overruns_.push_back({"relationship_overrun", truth.file, truth.offset, truth.person_id,
                         truth.tenant, truth.time, truth.time});
}

void DerivedJudge::conclude() {
  std::stable_sort(facts_.begin(), facts_.end(),
                   [](const Fact& a, const Fact& b) { return a.time < b.time; });
  for (auto& [place, log] : logs_)
    std::sort(log.entries.begin(), log.entries.end(), [](const Log::Entry& a, const Log::Entry& b) {
      return std::tie(a.time, a.file, a.offset) < std::tie(b.time, b.file, b.offset);
    });
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
  if (std::string why = false_loan(basis, given); !why.empty()) return why;
  if (kind == "collection_gap") return false_gap(basis);
  if (kind == "signin_without_twin") return false_twin(basis);
  return false_ground(basis, kind);
}

std::string DerivedJudge::false_loan(const Truth& basis, const Given& given) const {
  const std::string& kind = given.derived;
  const bool unused = kind == "checkout_unused", missing = kind == "checkout_missing";
  const auto tenant = numbers_.find(basis.tenant);
  if ((!unused && !missing) || tenant == numbers_.end()) return {};
  // A damaged record of the vault may have been read as another.
  if (damaged_vault(tenant->second, basis.time)) return {};
  const auto uses = [&](const Fact& one) {
    return one.shared && one.sort != Sort::kFailedSignIn && one.tenant == tenant->second;
  };
  if (unused) {
    // Whoever is named for it: the loan ended when the true borrower gave it back.
    const auto borrower = numbers_.find(basis.person_id.empty() ? given.user_id : basis.person_id);
    Fact out;
    out.time = basis.time;
    out.person = borrower == numbers_.end() ? 0 : borrower->second;
    out.tenant = tenant->second;
    if (any(basis.time, loan_end(out), uses)) return "the account was used while it was out";
  }
  if (missing && out_then(tenant->second, basis.time)) return "somebody had the account out";
  return {};
}

// Of a log whose records may have been read as others nothing is known.
std::string DerivedJudge::false_gap(const Truth& basis) const {
  const auto at = logs_.find({basis.folder, basis.family});
  if (at == logs_.end()) return {};
  const Log& log = at->second;
  const auto next =
      std::upper_bound(log.entries.begin(), log.entries.end(), basis.time,
                       [](TimeNs time, const Log::Entry& entry) { return time < entry.time; });
  const bool ends = next != log.entries.end();
  if (ends && next->time < basis.time + kHour - kSkew) return "the log goes on within the hour";
  if (!log.whole) return {};
  if (next - log.entries.begin() < static_cast<std::ptrdiff_t>(kHabitRecords))
    return "the log has too few records before that to have a habit";
  TimeNs longest = 0;
  for (auto one = log.entries.begin() + 1; one < next; ++one)
    longest = std::max(longest, one->time - std::prev(one)->time);
  if (ends && next->time - basis.time + kSkew < longest)
    return "the log was silent for longer before";
  return {};
}

// The other tenant's copy of a sign-in has its request id.
std::string DerivedJudge::false_twin(const Truth& basis) const {
  if (!basis.traits().sign_ins || !succeeded(basis))
    return "its record is of no sign-in that succeeded";
  const bool home = basis.folder.starts_with("0-");
  const auto request = numbers_.find(shows(basis, "request"));
  const bool turned_up = request != numbers_.end() && !request->first.empty() &&
                         any(basis.time - kHour, basis.time + kHour, [&](const Fact& one) {
                           return one.of_sign_ins && one.sort == Sort::kSignIn &&
                                  one.request == request->second && one.home != home;
                         });
  return turned_up ? "the other tenant's log holds that sign-in" : "";
}

bool DerivedJudge::added_before(const UserDeed& deed, TimeNs slack) const {
  return std::ranges::any_of(added_, [&](const UserDeed& one) {
    const bool same = std::ranges::any_of(
        one.users, [&](const std::string& user) { return deed.users.contains(user); });
    return same && one.tenant == deed.tenant && one.time <= deed.time + slack &&
           deed.time < one.time + kDayLong + slack;
  });
}

// What an event of this kind must rest on.
std::string DerivedJudge::false_ground(const Truth& basis, std::string_view kind) const {
  const bool deleted = kind == "created_and_deleted",
             raised = kind == "user_created_and_privileged";
  if (deleted || raised) {
    if (!speaks_of(basis, "operation", deleted ? "delete user" : "member to role"))
      return deleted ? "its record deletes no user" : "its record gives no role";
    UserDeed deed{basis.time, {}, basis.tenant, {}, {}, 0, true};
    for (const auto& [field, values] : basis.says) {
      if (!field.starts_with("target.")) continue;
      for (const std::string& one : values) deed.users.insert(lower(one));
    }
    deed.users.erase("");
    if (!added_before(deed, kSkew)) return "the logs hold no creation of that user within a day";
  }
  if (kind == "relationship_overrun" && basis.knowable.answer != Answer::kMisled) {
    if (is_sign_in(basis)) return "its record is of no action";
    const bool over = holds(basis, "relationship.status", "expired") ||
                      holds(basis, "relationship.status", "terminated") ||
                      holds(basis, "relationship.status", kAnything);
    if (!over) return "the relationship had not ended";
  }
  constexpr std::pair<std::string_view, std::string_view> kGrounds[] = {
      {"aobo_removed", "roleassignments/delete"}, {"aobo_added", "roleassignments/write"}};
  for (const auto& [one, operation] : kGrounds) {
    if (kind == one && !speaks_of(basis, "operation", operation))
      return "its record changes no role of a partner's group so";
  }
  if (kind == "credit_at_risk" && !holds(basis, "credit", "at_risk"))
    return "its record puts no credit at risk";
  const bool dap = speaks_of(basis, "operation", "dap_admin_relationship") ||
                   speaks_of(basis, "operation", "partner to company");
  if (kind == "dap_returned" && !dap) return "its record changes no DAP";
  return {};
}

// Why the person or the customer of an event is not the one of its record; empty where it is.
std::string DerivedJudge::wrong_person(const Truth& basis, const Given& given) const {
  const auto log = logs_.find({basis.folder, basis.family});
  const bool of_a_log = given.derived == "collection_gap" && log != logs_.end();
  const std::string& tenant = of_a_log ? log->second.tenant : basis.tenant;
  if (basis.damage.empty() && given.tenant != tenant)
    return fmt::format("is about the tenant {}, its record about {}", given.tenant, tenant);
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

// What it shows of its record, and when it says that it became true: at once, or after a period.
// What is said anew of somebody else is said when that is known.
std::string DerivedJudge::wrong_field(const Truth& basis, const Given& given) const {
  const auto wrong = derived_mismatches(basis, given);
  if (!wrong.empty()) return "is wrong: " + wrong.front().why();
  const auto after =
      std::ranges::find_if(kAfter, [&](const auto& row) { return row.first == given.derived; });
  const bool anew = given.id.find("anew-") != std::string::npos;
  const bool fixed = after != std::end(kAfter) && !anew;
  if (given.time < basis.time || (fixed && given.time != basis.time + after->second))
    return fmt::format("is of {}, its record of {}", format_time(given.time),
                       format_time(basis.time));
  const bool credit = given.derived == "credit_at_risk";
  const auto shown = given.fields.find("credit");
  if (credit != (shown != given.fields.end() && shown->second == "at_risk"))
    return "does not say of the credit what it is about";
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
    if (std::string why = wrong_field(basis, given); !why.empty())
      return {Verdict::kDerivedUnfounded, what + why};
  }
  return {};
}

}  // namespace aobo::sim

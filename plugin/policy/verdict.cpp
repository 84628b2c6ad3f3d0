#include "plugin/policy/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"
#include "plugin/identity/membership.h"
#include "plugin/policy/operation_calls.h"
#include "plugin/policy/policy.h"

namespace aobo {
namespace {

template <typename List, typename Value>
bool contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// What of a scope a record can be held against, beside person and customer.
struct Asked {
  bool deed = true;   // workload and operation
  bool hours = true;  // somebody chose the moment
  bool permit = true;
};

// Who comes in, or takes out what opens a door, has done nothing yet. What an envelope holds is
// told by records of its own. Who gives back does what is asked of him, at whatever hour. A session
// that is renewed by itself tells of nobody at work.
Asked asked_of(const Record& record) {
  constexpr std::string_view kRenewed = "non-interactive", kTeamsEntry = "teamssessionstarted";
  const CheckOutAction vault = record.check_out.action;
  if (vault == CheckOutAction::kOut || vault == CheckOutAction::kRefused) return {.deed = false};
  if (vault != CheckOutAction::kNone) return {.deed = false, .hours = false, .permit = false};
  if (is_sign_in(record) || record.operation == kTeamsEntry)
    return {.deed = false, .hours = record.kind != kRenewed, .permit = false};
  return {.deed = !is_envelope(record)};
}

// The part of a verdict that the scopes make, for one person or for an application.
struct Judgement {
  PolicyAnswer answer = PolicyAnswer::kNone;
  std::vector<Violation> violations;
  const Scope* scope = nullptr;
  std::string ticket;
  bool by_name = false;  // a scope may hold what a name shows (is_shown_name)
};

class ScopeJudge {
 public:
  ScopeJudge(const Case& the_case, const History& history)
      : case_(the_case),
        policy_(the_case.policy()),
        history_(history),
        asked_(asked_of(the_case.record())),
        workload_(workload_of(the_case.record())) {}

  // Nothing is said where it would rest on what nobody told: who is in a scope's group, or at which
  // customer it was.
  Judgement judge(const Person* person) const {
    Judgement nearest;
    Judgement none;
    bool named = false, may_name = false, may_cover = false;
    for (const Scope& scope : policy_.scopes) {
      const std::optional<bool> names_them = names(scope, person);
      if (names_them == false) continue;
      Judgement one;
      one.scope = &scope;
      const bool clear = hold_against(scope, person, one);
      if (one.violations.empty() && clear && names_them) {
        one.answer = PolicyAnswer::kAllowed;
        return one;
      }
      may_cover = may_cover || one.violations.empty();
      none.by_name = none.by_name || (one.by_name && one.violations.empty());
      may_name = may_name || !names_them;
      if (one.violations.empty() || !names_them) continue;
      if (!named || nearer(one, nearest)) nearest = std::move(one);
      named = true;
    }
    if (may_cover || (may_name && !named)) return none;
    if (named) {
      nearest.answer = PolicyAnswer::kViolation;
    } else if (policy_.unlisted == Unlisted::kAllow) {
      nearest.answer = PolicyAnswer::kAllowed;
    } else if (policy_.unlisted == Unlisted::kDeny) {
      nearest = {PolicyAnswer::kViolation, {Violation::kPerson}, nullptr, {}};
    }
    return nearest;
  }

 private:
  // Nothing where nobody told who was in the scope's groups.
  std::optional<bool> names(const Scope& scope, const Person* person) const {
    if (scope.everybody) return true;
    if (person == nullptr) {
      const auto app = case_.app ? case_.app : parse_id(case_.record().app_id);
      return app && contains(scope.apps, *app);
    }
    if (contains(scope.people, person->object)) return true;
    if (contains(scope.partners, case_.directory().partner_of(*person).tenant)) return true;
    bool known = true;
    for (const Guid& group : scope.groups) {
      const auto member =
          was_member(case_.directory(), history_.evidence, group, *person, case_.record().time);
      if (member == true) return true;
      known = known && member.has_value();
    }
    return known ? std::optional(false) : std::nullopt;
  }

  // A scope for another customer says little of what is lacking here.
  static bool nearer(const Judgement& one, const Judgement& other) {
    const auto elsewhere = [](const Judgement& judgement) {
      return contains(judgement.violations, Violation::kCustomer);
    };
    return elsewhere(one) != elsewhere(other) ? elsewhere(other)
                                              : one.violations.size() < other.violations.size();
  }

  // A call of Graph reaches a workload; which one a tool's does, its log does not say.
  bool covers_workload(const Scope& scope) const {
    return scope.workloads.empty() || contains(scope.workloads, workload_) ||
           contains(scope.workloads, workload_behind(case_.record())) ||
           case_.record().family->tool;
  }

  bool covers_operation(const Scope& scope) const {
    return scope.operations.empty() ||
           std::any_of(scope.operations.begin(), scope.operations.end(),
                       [&](const std::string& one) {
                         return policy_.operations.has(one)
                                    ? policy_.operations.contains(one, case_.record().operation)
                                    : operation_matches(one, case_.record().operation);
                       });
  }

  // Whether that is all: no, where the customer is not known, and with it what is agreed for it.
  bool hold_against(const Scope& scope, const Person* person, Judgement& out) const {
    const auto& customer = case_.attribution.tenant;
    // Of whoever is no customer of a partner's nothing was agreed: a supplier whose guest they are.
    const bool known = customer && case_.directory().customer(*customer) != nullptr;
    bool clear = known || scope.customers.empty();
    if (!scope.customers.empty() && known && !contains(scope.customers, *customer))
      out.violations.push_back(Violation::kCustomer);
    if (asked_.deed && !covers_workload(scope)) out.violations.push_back(Violation::kWorkload);
    if (asked_.deed && !covers_operation(scope)) {
      out.by_name = is_shown_name(case_.record());
      const bool judged = !out.by_name && (!is_call(case_.record()) ||
                                           policy_.operations.knows(case_.record().operation));
      clear = clear && judged;
      if (judged) out.violations.push_back(Violation::kOperation);
    }
    if (asked_.hours && scope.hours && !policy_.calendars.at(*scope.hours).holds(begun()))
      out.violations.push_back(Violation::kTime);
    if (asked_.permit && scope.needs != Need::kNothing &&
        !has_permit(scope.needs, person, out.ticket)) {
      // A permit may be for the customer that nobody knows; a check-out brings its own.
      const bool judged = customer || case_.record().check_out.action != CheckOutAction::kNone;
      clear = clear && judged;
      if (judged) out.violations.push_back(Violation::kTicket);
    }
    return clear;
  }

  bool has_permit(Need need, const Person* person, std::string& ticket) const {
    const Record& record = case_.record();
    if (record.check_out.action != CheckOutAction::kNone) {  // a check-out brings its own
      ticket = record.check_out.ticket;
      return need == Need::kWindow || !ticket.empty() ||
             record.check_out.action != CheckOutAction::kOut;
    }
    if (person == nullptr) return false;
    const PersonKey key = PersonKey::of(case_.directory(), *person);
    for (const Permit* permit : history_.permits.holding(key, case_.attribution.tenant, begun())) {
      if (need == Need::kTicket && permit->ticket.empty()) continue;
      if (is_taken_back(*permit, key)) continue;
      ticket = permit->ticket;
      return true;
    }
    return false;
  }

  // What the person gave back by name the permits know; what the vault ended, its log.
  bool is_taken_back(const Permit& permit, const PersonKey& person) const {
    return permit.source == PermitSource::kVault &&
           history_.evidence.of<CheckOuts>().ended_by_nobody(permit.account, person, permit.from,
                                                             begun());
  }

  // What takes long was agreed when it was begun, whenever it ends.
  TimeNs begun() const {
    const TimeNs time = case_.record().time;
    return case_.activity.begun ? std::min(*case_.activity.begun, time) : time;
  }

  const Case& case_;
  const Policy& policy_;
  const History& history_;
  const Asked asked_;
  std::string workload_;
};

// What is true of all who may have done it.
Judgement agreed(const ScopeJudge& judge, const std::vector<const Person*>& people) {
  Judgement all = judge.judge(people.front());
  for (std::size_t i = 1; i < people.size(); ++i) {
    const Judgement one = judge.judge(people[i]);
    if (one.answer != all.answer) return {};
    std::erase_if(all.violations, [&](Violation v) { return !contains(one.violations, v); });
    if (one.scope != all.scope) all.scope = nullptr;
    if (one.ticket != all.ticket) all.ticket.clear();
  }
  if (all.answer == PolicyAnswer::kViolation && all.violations.empty()) return {};
  return all;
}

Judgement scope_judgement(const Case& the_case, const History& history) {
  const ScopeJudge judge(the_case, history);
  const Attribution& a = the_case.attribution;
  if (a.others) return {};  // of somebody whom nobody knows nothing was agreed
  if (!a.candidates.empty()) return agreed(judge, a.candidates);
  if (a.path == Path::kAutomation) return judge.judge(nullptr);
  const bool known_to_be_nobody = a.partner == nullptr || !a.partner->lacks_people;
  const bool stranger = a.confidence == Confidence::kUnknown && known_to_be_nobody &&
                        the_case.policy().unlisted == Unlisted::kDeny;
  return stranger ? Judgement{PolicyAnswer::kViolation, {Violation::kPerson}, nullptr, {}}
                  : Judgement{};
}

std::string_view lacks(Violation violation) {
  switch (violation) {
    case Violation::kCustomer:
      return "does not reach this customer";
    case Violation::kWorkload:
      return "does not reach this workload";
    case Violation::kOperation:
      return "does not hold this operation";
    case Violation::kTime:
      return "does not hold at this hour";
    case Violation::kTicket:
      return "needs a ticket or window that was not open";
    default:
      return "";
  }
}

void add_reasons(const Judgement& judgement, PolicyVerdict& out) {
  for (const Violation violation : judgement.violations) {
    if (violation == Violation::kPerson) {
      out.reasons.emplace_back("no scope names this person, and whom none names may do nothing");
    } else {
      const std::string which = judgement.scope == nullptr
                                    ? "every scope of those it may have been"
                                    : "scope \"" + judgement.scope->name + "\"";
      out.reasons.push_back(fmt::format("{} {}", which, lacks(violation)));
    }
  }
}

}  // namespace

PolicyVerdict find_verdict(const Case& the_case, const History& history) {
  PolicyVerdict out;
  if (!the_case.attribution.is_partner) return out;
  Judgement judgement = scope_judgement(the_case, history);
  out.answer = judgement.answer;
  out.violations = judgement.violations;
  if (judgement.scope != nullptr) out.scope = judgement.scope->name;
  out.ticket = std::move(judgement.ticket);
  add_reasons(judgement, out);
  if (judgement.by_name && out.answer == PolicyAnswer::kNone)
    out.reasons.emplace_back(
        "the log shows a name for people in place of the operation, and which of the scopes hold "
        "it cannot be told");
  for (const Flaw* flaw : the_case.standing.flaws) {
    std::optional<Violation> violation = flaw->violation;
    if (!violation && the_case.policy().dap_beside_gdap_is_violation)
      violation = Violation::kRelationship;
    if (!violation) continue;
    add_once(out.violations, *violation);
    out.reasons.push_back(fmt::format("{}: {}", flaw->name, flaw->text));
  }
  std::sort(out.violations.begin(), out.violations.end());
  if (!out.violations.empty()) out.answer = PolicyAnswer::kViolation;
  return out;
}

}  // namespace aobo

#include "plugin/policy/verdict.h"

#include <algorithm>
#include <limits>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"
#include "plugin/identity/membership.h"
#include "plugin/policy/demands.h"
#include "plugin/policy/leave.h"
#include "plugin/policy/operation_calls.h"
#include "plugin/policy/policy.h"
#include "plugin/policy/reasons.h"

namespace aobo {
namespace {

template <typename List, typename Value>
bool contains(const List& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

// The part of a verdict that the scopes make, for one person or for an application.
struct Judgement {
  PolicyAnswer answer = PolicyAnswer::kNone;
  std::vector<Violation> violations;
  const Scope* scope = nullptr;
  bool spared = false;   // the hours, which did not hold
  bool by_name = false;  // a scope may hold what a name shows (is_shown_name)
};

class ScopeJudge {
 public:
  ScopeJudge(const Case& the_case, const History& history)
      : case_(the_case),
        policy_(the_case.policy()),
        history_(history),
        demands_(demands_on(the_case, history.unattended)),
        workload_(workload_of(the_case.record())) {}

  // What worked in the person's name; nothing where the person did.
  const VerdictReason& worker() const { return demands_.worker; }

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
      nearest = {PolicyAnswer::kViolation, {Violation::kPerson}, nullptr};
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
    if (std::ranges::any_of(scope.upns,
                            [&](const std::string& upn) { return bears(*person, upn); }))
      return true;
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

  // A name is that of whoever bore it then, by the log of renamings before the directory; of a time
  // at which nobody bore it yet, of whoever came to bear it.
  bool bears(const Person& person, std::string_view upn) const {
    const Directory& directory = case_.directory();
    const TimeNs time = case_.record().time;
    const auto renamed = history_.evidence.of<FormerUpns>().people(upn, time, case_.number);
    if (!renamed.empty()) return contains(renamed, PersonKey::of(directory, person));
    const auto then = directory.by_upn(upn, time);
    return contains(then.empty() ? directory.by_upn(upn, kEver) : then, &person);
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
           std::ranges::any_of(scope.operations, [&](const std::string& one) {
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
    if (demands_.deed && !covers_workload(scope)) out.violations.push_back(Violation::kWorkload);
    if (demands_.deed && !covers_operation(scope)) {
      out.by_name = is_shown_name(case_.record());
      const bool judged = !out.by_name && (!is_call(case_.record()) ||
                                           policy_.operations.knows(case_.record().operation));
      clear = clear && judged;
      if (judged) out.violations.push_back(Violation::kOperation);
    }
    if (scope.hours && !policy_.calendars.at(*scope.hours).holds(begun_at(case_))) {
      out.spared = !demands_.hours;
      if (demands_.hours) out.violations.push_back(Violation::kTime);
    }
    if (demands_.permit && scope.needs != Need::kNothing && !has_permit(scope.needs, person)) {
      // A permit may be for the customer that nobody knows; a check-out brings its own.
      const bool judged = customer || case_.record().check_out.action != CheckOutAction::kNone;
      clear = clear && judged;
      if (judged) out.violations.push_back(Violation::kTicket);
    }
    return clear;
  }

  bool has_permit(Need need, const Person* person) const {
    const CheckOut& own = case_.record().check_out;
    if (own.action != CheckOutAction::kNone)  // a check-out brings its own
      return need == Need::kWindow || !own.ticket.empty() || own.action != CheckOutAction::kOut;
    return person != nullptr &&
           std::ranges::any_of(leave_of(case_, history_, *person), [&](const Permit* permit) {
             return need == Need::kWindow || !permit->ticket.empty();
           });
  }

  const Case& case_;
  const Policy& policy_;
  const History& history_;
  const Demands demands_;
  std::string workload_;
};

// What is true of all who may have done it.
Judgement agreed(const ScopeJudge& judge, const std::vector<const Person*>& people) {
  if (people.empty()) return {};
  Judgement all = judge.judge(people.front());
  for (std::size_t i = 1; i < people.size(); ++i) {
    const Judgement one = judge.judge(people[i]);
    if (one.answer != all.answer) return {};
    std::erase_if(all.violations, [&](Violation v) { return !contains(one.violations, v); });
    if (one.scope != all.scope) all.scope = nullptr;
    all.spared = all.spared || one.spared;
  }
  if (all.answer == PolicyAnswer::kViolation && all.violations.empty()) return {};
  return all;
}

// All of the partner's people, where all are known.
std::vector<const Person*> everybody_of(const Case& the_case) {
  std::vector<const Person*> people;
  const Partner* partner = the_case.attribution.partner;
  if (partner == nullptr || partner->lacks_people) return people;
  for (const auto& person : the_case.directory().people()) {
    const bool theirs = &the_case.directory().partner_of(*person) == partner;
    if (theirs && !person->tool) people.push_back(person.get());
  }
  return people;
}

Judgement scope_judgement(const Case& the_case, const ScopeJudge& judge) {
  const Attribution& a = the_case.attribution;
  // A hint leads to one, and it may have been any of them.
  if (a.confidence == Confidence::kWeak) return agreed(judge, everybody_of(the_case));
  if (a.others) return {};  // of somebody whom nobody knows nothing was agreed
  if (!a.candidates.empty()) return agreed(judge, a.candidates);
  if (a.path == Path::kAutomation) return judge.judge(nullptr);
  const bool known_to_be_nobody = a.partner == nullptr || !a.partner->lacks_people;
  const bool stranger = a.confidence == Confidence::kUnknown && known_to_be_nobody &&
                        the_case.policy().unlisted == Unlisted::kDeny;
  return stranger ? Judgement{PolicyAnswer::kViolation, {Violation::kPerson}, nullptr}
                  : Judgement{};
}

void add_reasons(const Judgement& judgement, PolicyVerdict& out) {
  const std::string scope = judgement.scope == nullptr ? std::string() : judgement.scope->name;
  for (const Violation violation : judgement.violations)
    out.reasons.push_back(scope_lacks(violation, scope));
}

}  // namespace

PolicyVerdict find_verdict(const Case& the_case, const History& history) {
  PolicyVerdict out;
  out.ticket = tickets_of(the_case, history);
  if (!the_case.attribution.is_partner) return out;
  if (const ReasonKind why = why_nobody_is_asked(the_case); why != ReasonKind::kNone) {
    out.reasons.push_back({why, {}});
    return out;
  }
  const ScopeJudge judge(the_case, history);
  const Judgement judgement = scope_judgement(the_case, judge);
  out.answer = judgement.answer;
  out.violations = judgement.violations;
  if (judgement.scope != nullptr) out.scope = judgement.scope->name;
  add_reasons(judgement, out);
  if (judgement.spared && judge.worker().kind != ReasonKind::kNone)
    out.reasons.push_back(judge.worker());
  if (the_case.attribution.confidence == Confidence::kWeak && out.answer == PolicyAnswer::kNone)
    out.reasons.push_back({ReasonKind::kHint, {}});
  if (judgement.by_name && out.answer == PolicyAnswer::kNone)
    out.reasons.push_back({ReasonKind::kShownName, {}});
  for (const Flaw* flaw : the_case.standing.flaws) {
    std::optional<Violation> violation = flaw->violation;
    if (!violation && the_case.policy().dap_beside_gdap_is_violation)
      violation = Violation::kRelationship;
    if (!violation) continue;
    add_once(out.violations, *violation);
    out.reasons.push_back({ReasonKind::kFlaw, std::string(flaw->name)});
  }
  std::ranges::sort(out.violations);
  if (!out.violations.empty()) out.answer = PolicyAnswer::kViolation;
  return out;
}

}  // namespace aobo

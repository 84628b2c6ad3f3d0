#include "plugin/identity/resolver.h"

#include <algorithm>
#include <utility>

#include "plugin/base/distinct.h"
#include "plugin/base/limits.h"
#include "plugin/identity/application.h"
#include "plugin/identity/home.h"
#include "plugin/identity/membership.h"
#include "plugin/identity/method.h"
#include "plugin/identity/operations.h"
#include "plugin/identity/path.h"
#include "plugin/identity/subject.h"

namespace aobo {
namespace {

struct Found {
  const Method* method;
  Finding finding;
  Confidence confidence;
};

bool sign_in_without_entry(const Record& record) {
  return is_sign_in(record) &&
         (record.outcome == Outcome::kFailure || record.outcome == Outcome::kInterruption);
}

// In one order whatever the order of the evidence; of too many the first stand.
std::vector<const Person*> in_order(std::vector<const Person*> people) {
  std::ranges::sort(people, [](const Person* a, const Person* b) {
    return a->upn != b->upn ? a->upn < b->upn : a->object < b->object;
  });
  if (people.size() > limits::kCandidates) people.resize(limits::kCandidates);
  return people;
}

std::string_view tenant_name(const Case& the_case) {
  const Directory& directory = the_case.directory();
  const Customer* customer = the_case.tenant ? directory.customer(*the_case.tenant) : nullptr;
  if (customer != nullptr && !customer->name.empty()) return customer->name;
  const Partner* partner = the_case.tenant ? directory.partner(*the_case.tenant) : nullptr;
  return partner != nullptr ? std::string_view(partner->name) : the_case.record().tenant_name;
}

// What the methods find, the strongest first; each adds its proof. Where one leads to somebody whom
// no directory knows, a hint at somebody else is worth nothing.
std::vector<Found> ask_methods(const Case& the_case, const Evidence& evidence, Attribution& out) {
  std::vector<Found> found;
  bool strangers = false;
  Finding finding;
  for (const Method& method : methods()) {
    if (!finding.silent()) finding = {};
    method.find(the_case, evidence, finding);
    if (finding.silent()) continue;
    const bool stranger = finding.empty() && finding.others;
    if (finding.empty()) {
      if (finding.refuted || stranger) out.evidence.push_back(std::move(finding.proof));
      strangers = strangers || stranger;
      continue;
    }
    if (finding.refuted) out.evidence.push_back(finding.proof);
    const Confidence confidence =
        finding.confidence == Confidence::kNone ? method.confidence : finding.confidence;
    out.evidence.push_back(std::move(finding.proof));
    if (!finding.contradicting.empty()) out.evidence.push_back(std::move(finding.contradiction));
    found.push_back({&method, std::exchange(finding, {}), confidence});
  }
  if (!std::ranges::is_sorted(found, {}, &Found::confidence))
    std::ranges::stable_sort(found, {}, &Found::confidence);
  if (strangers && !found.empty() && found.front().confidence == Confidence::kWeak) found.clear();
  return found;
}

// An id that one person has. `singles` are the people whom a finding names alone.
void weigh_exact(const std::vector<Found>& all, Attribution& out) {
  std::vector<const Person*> exact, singles;
  std::optional<Guid> unknown;
  const Found* decides = &all.front();
  for (const Found& found : all) {
    if (found.confidence != Confidence::kExact) break;
    const std::vector<const Person*>& people = found.finding.people;
    if (people.size() == 1 && decides->finding.people.size() > 1) decides = &found;
    if (found.finding.unknown_object) unknown = found.finding.unknown_object;
    for (const Person* person : people) add_once(exact, person);
    if (people.size() == 1) add_once(singles, people.front());
    for (const Person* person : found.finding.contradicting) {
      add_once(exact, person);
      add_once(singles, person);
    }
  }
  const bool agree =
      singles.size() == 1 && !unknown && std::ranges::all_of(all, [&](const Found& found) {
        return found.confidence != Confidence::kExact ||
               contains(found.finding.people, singles.front());
      });
  out.method = decides->method->name;
  if (agree) {
    out.person = singles.front();
    out.confidence = Confidence::kExact;
    out.by_id = std::ranges::any_of(all, [&](const Found& found) {
      return found.confidence == Confidence::kExact && found.method->find != by::upn &&
             found.finding.people.size() == 1;
    });
  } else if (exact.empty()) {
    out.unknown_object = unknown;
    out.confidence = Confidence::kUnknown;
  } else {
    out.confidence = singles.empty() && !unknown ? Confidence::kAmbiguous : Confidence::kConflict;
    out.others = unknown.has_value() || exact.size() > limits::kCandidates;
    out.candidates = in_order(std::move(exact));
  }
}

// Strong findings, each of which narrows what those before left open, or adds doubt to it; weak
// ones where there are none.
void weigh_hints(const std::vector<Found>& all, Attribution& out) {
  std::vector<const Person*> open;
  bool others = false;  // somebody whom no directory knows is possible too
  const Found* decides = &all.front();
  const Confidence best = decides->confidence;
  for (const Found& found : all) {
    if (found.confidence != best) break;
    const std::vector<const Person*>& people = found.finding.people;
    const bool one = people.size() == 1 && !found.finding.others;
    const bool decided = open.size() == 1 && !others;
    const bool agrees = decided && contains(people, open.front());
    const bool narrows = one && !decided && contains(open, people.front());
    if (agrees) continue;
    if (narrows) {
      open = people;
      others = false;
      decides = &found;
    } else {
      for (const Person* person : people) add_once(open, person);
      others = others || found.finding.others;
    }
  }
  out.method = decides->method->name;
  if (open.size() == 1 && !others) {
    out.person = open.front();
    out.confidence = best;
    return;
  }
  out.confidence = Confidence::kAmbiguous;
  out.others = others || open.size() > limits::kCandidates;
  out.candidates = in_order(std::move(open));
}

// Whom the record itself names by an id, whatever other records say.
const Person* claimed_person(const std::vector<Found>& all) {
  const Person* claimed = nullptr;
  for (const Found& found : all) {
    const bool own_id = found.confidence == Confidence::kExact && found.method->find != by::upn &&
                        found.method->find != by::request && found.finding.people.size() == 1 &&
                        found.finding.contradicting.empty();
    if (!own_id) continue;
    if (claimed != nullptr && claimed != found.finding.people.front()) return nullptr;
    claimed = found.finding.people.front();
  }
  return claimed;
}

// What a tool's account did, a program did: nobody is named for it, and it is no candidate.
void set_tool_apart(Attribution& out) {
  const auto tools =
      std::erase_if(out.candidates, [](const Person* person) { return person->tool.has_value(); });
  out.others = out.others || tools > 0;
  if (out.person == nullptr || !out.person->tool) return;
  out.tool = out.person;
  out.tool_confidence = out.confidence;
  out.evidence.push_back({ProofKind::kToolAccount, {shown(*out.tool), out.tool->tool->name}});
  out.person = nullptr;
  out.method = {};
  out.confidence = Confidence::kNone;
}

void weigh(const Case& the_case, const Evidence& evidence, Attribution& out) {
  const std::vector<Found> found = ask_methods(the_case, evidence, out);
  if (found.empty()) return;
  out.claimed = claimed_person(found);
  if (found.front().confidence == Confidence::kExact) {
    weigh_exact(found, out);
  } else {
    weigh_hints(found, out);
  }
  if (out.person != nullptr) {
    const auto decides =
        std::ranges::find(found, out.method, [](const Found& one) { return one.method->name; });
    out.by_name = !out.by_id && decides != found.end() && decides->method->find == by::upn;
    out.by_activity = decides != found.end() && decides->method->find == by::activity;
    out.candidates.assign(1, out.person);
    if (sign_in_without_entry(the_case.record())) {
      out.confidence = Confidence::kWeak;
      out.evidence.push_back({ProofKind::kFailedSignIn, {}});
    }
  }
  set_tool_apart(out);
}

// Who stood behind a tool that acted, where its own log tells, and whose the tool is.
void weigh_tool(const Case& the_case, const Evidence& evidence, Attribution& out) {
  for (const Method& method : tool_methods()) {
    Finding finding;
    method.find(the_case, evidence, finding);
    if (finding.proof.kind == ProofKind::kNone) continue;
    const bool one = finding.people.size() == 1 && !finding.others;
    if (!finding.people.empty()) {
      out.person = one ? finding.people.front() : nullptr;
      out.confidence = one ? method.confidence : Confidence::kAmbiguous;
      out.others = finding.others || finding.people.size() > limits::kCandidates;
      out.candidates = in_order(std::move(finding.people));
    } else if (method.confidence != Confidence::kNone) {
      continue;
    }
    out.evidence.push_back(finding.proof);
    if (out.method.empty()) out.method = method.name;
  }
}

// Whose people they are, where nobody is named.
std::optional<Guid> partner_of_all(const std::vector<const Person*>& people,
                                   const Directory& directory) {
  if (people.empty()) return std::nullopt;
  const std::size_t first = people.front()->partner;
  const bool same =
      std::ranges::all_of(people, [&](const Person* person) { return person->partner == first; });
  return same ? std::optional(directory.partners()[first].tenant) : std::nullopt;
}

// What the partner whose person was found, or whose people may have been, says of the way in.
void follow_partner(const Case& the_case, Attribution& out) {
  // A guest or an unexplained actor who turns out to be a partner's person acts as a partner in
  // another's tenant. An access window only tells of somebody.
  const bool acts = the_case.record().family->sort != Sort::kAccessWindow;
  if (acts && out.partner_tenant != out.tenant && out.path != Path::kCustomer)
    out.is_partner = true;
  if (out.path == Path::kCustomer && out.tenant && out.partner_tenant != out.tenant) {
    out.path = Path::kUnknown;  // a partner's person, by a way that the record does not tell
    out.is_partner = acts;
  }
  if (acts && out.path == Path::kUnknown)
    out.path = relationship_path(the_case, *out.partner_tenant);
}

}  // namespace

// Whose subscription it is decides: a record without its hierarchy has no tenant but the token's.
static std::optional<Guid> located_tenant(const Record& record, const Directory& directory) {
  if (record.subscription) {
    if (const auto customer = directory.customer_of_subscription(*record.subscription))
      return customer;
  }
  if (record.tenant || record.tenant_name.empty()) return record.tenant;
  const Customer* customer = directory.customer_by_domain(record.tenant_name);
  return customer != nullptr ? std::optional(customer->tenant) : std::nullopt;
}

// By its name, by its object id, or by what a sign-in showed to be its object id there.
static const SharedAccount* acting_shared_account(const Case& the_case,
                                                  const std::optional<Guid>& tenant,
                                                  const Evidence& evidence) {
  const Actor& actor = the_case.record().actor;
  const Directory& directory = the_case.directory();
  const SharedAccount* found = nullptr;
  if (!actor.upn.empty()) found = directory.shared_account(actor.upn);
  // The name is a claim, as a person's is.
  if (found != nullptr && found->customer &&
      is_anothers_name(the_case.record(), tenant, *found->customer))
    found = nullptr;
  if (found == nullptr && actor.object) found = directory.shared_account(*actor.object);
  if (found != nullptr || !actor.object || !tenant || directory.shared_accounts().empty())
    return found;
  const std::string account = evidence.of<AccountSignIns>().account_of(*tenant, *actor.object);
  return account.empty() ? nullptr : directory.shared_account(account);
}

Location locate(const Case& the_case, const Evidence& evidence) {
  const Record& record = the_case.record();
  Location found;
  found.tenant = located_tenant(record, the_case.directory());
  if (record.check_out.action != CheckOutAction::kNone) {
    found.shared = the_case.directory().shared_account_of_vault(record.check_out.account);
    if (!found.tenant && found.shared != nullptr) found.tenant = found.shared->customer;
  } else {
    found.shared = acting_shared_account(the_case, found.tenant, evidence);
  }
  found.namesake = namesake_of(the_case, found.tenant, evidence);
  const Applications::Known application = acting_application(the_case, found.tenant, evidence);
  found.app = application.app;
  found.app_owner = application.owner;
  return found;
}

// The person's account, or the tool's.
static const Person* account_of(const Attribution& answer) {
  return answer.tool != nullptr ? answer.tool : answer.person;
}

// Whether a sign-in's userId is another one's of the tenant of the person whose UPN it shows. A
// guest's is one of the tenant entered.
static bool shows_other_id(const Case& the_case, const Evidence& evidence,
                           const Attribution& answer) {
  const Actor& actor = the_case.record().actor;
  const bool of_home = actor.home_object_source == ProvingKey::kUserId && !actor.guest &&
                       evidence.options().signin_user_id;
  const Person* acted = account_of(answer);
  return acted != nullptr && !answer.by_id && of_home &&
         actor.home_tenant == the_case.directory().partner_of(*acted).tenant &&
         actor.home_object != acted->object;
}

Attribution attribute(const Case& the_case, const Evidence& evidence) {
  Attribution out;
  out.tenant = the_case.tenant;
  out.tenant_name = tenant_name(the_case);
  if (const Partner* house =
          the_case.tenant ? the_case.directory().partner(*the_case.tenant) : nullptr)
    out.own_house = house->own;
  const PathAnswer path = find_path(the_case, evidence);
  out.path = path.path;
  out.is_partner = path.is_partner;
  out.partner_tenant = path.partner_tenant;
  if (path.path != Path::kMicrosoft && path.path != Path::kAutomation)
    weigh(the_case, evidence, out);

  const std::string_view agent = the_case.record().sign_in.agent;
  if (!agent.empty()) out.evidence.push_back({ProofKind::kAgent, {std::string(agent)}});

  out.other_id = shows_other_id(the_case, evidence, out);
  if (const Person* acted = account_of(out)) {
    out.partner_tenant = the_case.directory().partner_of(*acted).tenant;
    follow_partner(the_case, out);
    if (is_sure(out.tool_confidence)) out.path = Path::kAutomation;
  } else if (!out.partner_tenant) {
    out.partner_tenant = partner_of_all(out.candidates, the_case.directory());
    if (out.partner_tenant) follow_partner(the_case, out);
  }
  if (out.path == Path::kAutomation) weigh_tool(the_case, evidence, out);
  if (out.person != nullptr && !out.partner_tenant)
    out.partner_tenant = the_case.directory().partner_of(*out.person).tenant;
  if (out.partner_tenant) out.partner = the_case.directory().partner(*out.partner_tenant);
  if (out.confidence == Confidence::kNone && out.is_partner && out.path != Path::kAutomation)
    out.confidence = Confidence::kUnresolved;
  return out;
}

// Two are enough to tell that it is not one person alone.
static std::vector<PersonKey> some_candidates(const Case& the_case) {
  constexpr std::size_t kEnough = 2;
  std::vector<PersonKey> some;
  for (const Person* person : the_case.attribution.candidates) {
    if (some.size() == kEnough) break;
    some.push_back(PersonKey::of(the_case.directory(), *person));
  }
  return some;
}

Lesson lesson_of(const Case& the_case, const Evidence& evidence) {
  const Record& record = the_case.record();
  const Attribution& answer = the_case.attribution;
  Lesson lesson;
  lesson.tenant = the_case.tenant;
  const bool window = record.family->sort == Sort::kAccessWindow;
  lesson.at_partner = (record.family->tenant_changes || window) && the_case.tenant &&
                      the_case.directory().partner(*the_case.tenant) != nullptr;
  // Ids and addresses are the account's, whoever worked with the tool.
  const Person* acted = account_of(answer);
  const bool tool = answer.tool != nullptr || answer.path == Path::kAutomation;
  const Confidence sureness = tool ? answer.tool_confidence : answer.confidence;
  if (acted != nullptr && is_sure(sureness) && !answer.other_id && !answer.by_activity)
    lesson.person = PersonKey::of(the_case.directory(), *acted);
  lesson.by_name = lesson.person.has_value() && answer.by_name;
  lesson.exact = sureness == Confidence::kExact && answer.by_id;
  const bool sign_in_failed = is_sign_in(record) && record.outcome != Outcome::kSuccess;
  if (answer.claimed != nullptr && !sign_in_failed)
    lesson.claimed = PersonKey::of(the_case.directory(), *answer.claimed);
  const auto& house = answer.partner_tenant ? answer.partner_tenant : the_case.tenant;
  if (answer.unknown_object && house && the_case.directory().partner(*house) != nullptr)
    lesson.stranger = PersonKey{*house, *answer.unknown_object};
  if (answer.confidence == Confidence::kConflict) {
    for (const Person* person : answer.candidates)
      lesson.disputed.push_back(PersonKey::of(the_case.directory(), *person));
  }
  if (is_sign_in(record) && !sign_in_failed && !lesson.person)
    lesson.perhaps = some_candidates(the_case);
  lesson.opaque = may_be_of_partner_center(the_case);
  if (the_case.shared != nullptr) lesson.account = the_case.shared->account;
  if (record.actor.principal)
    lesson.groups = groups_within(the_case.directory(), evidence, *record.actor.principal);
  return lesson;
}

}  // namespace aobo

#include "plugin/identity/resolver.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/identity/operations.h"
#include "plugin/identity/path.h"

namespace aobo {
namespace {

bool failed_sign_in(const Record& record) {
  return is_sign_in(record) && record.outcome == Outcome::kFailure;
}

bool contains(const std::vector<const Person*>& people, const Person* person) {
  return std::find(people.begin(), people.end(), person) != people.end();
}

// In one order whatever the order of the evidence; of too many the first stand.
void settle(std::vector<const Person*>& people) {
  std::sort(people.begin(), people.end(), [](const Person* a, const Person* b) {
    return a->upn != b->upn ? a->upn < b->upn : a->object < b->object;
  });
  if (people.size() > limits::kCandidates) people.resize(limits::kCandidates);
}

// "add member to group", "add member to group completed (pim activation)", "remove member from
// group (pim activation expired)"; what was only requested has not happened.
std::optional<bool> membership_change(std::string_view operation) {
  if (operation.find("requested") != std::string_view::npos) return std::nullopt;
  if (operation.starts_with("add member to group")) return true;
  if (operation.starts_with("remove member from group")) return false;
  return std::nullopt;
}

std::optional<TimeNs> activation_end(const Record& record) {
  for (const Parameter& parameter : record.parameters) {
    if (equal_ignoring_case(parameter.name, "ExpirationTime")) return parse_time(parameter.value);
  }
  return std::nullopt;
}

std::string_view tenant_name(const Case& c) {
  const Customer* customer = c.tenant ? c.directory.customer(*c.tenant) : nullptr;
  if (customer != nullptr && !customer->name.empty()) return customer->name;
  const Partner* partner = c.tenant ? c.directory.partner(*c.tenant) : nullptr;
  return partner != nullptr ? std::string_view(partner->name) : c.record.tenant_name;
}

}  // namespace

Case Resolver::make_case(const Record& record, const Directory& directory) const {
  Case c{record, directory, evidence_, options_, record.tenant, nullptr};
  if (!c.tenant && record.subscription)
    c.tenant = directory.customer_of_subscription(*record.subscription);
  if (!c.tenant && !record.tenant_name.empty()) {
    if (const Customer* customer = directory.customer_by_domain(record.tenant_name))
      c.tenant = customer->tenant;
  }
  if (record.check_out.action != CheckOutAction::kNone) {
    c.shared = directory.shared_account_of_vault(record.check_out.account);
    if (!c.tenant && c.shared != nullptr) c.tenant = c.shared->customer;
  } else {
    if (!record.actor.upn.empty()) c.shared = directory.shared_account(record.actor.upn);
    if (c.shared == nullptr && record.actor.object)
      c.shared = directory.shared_account(*record.actor.object);
  }
  return c;
}

void Resolver::resolve(const Record& record, const Directory& directory, Attribution& out) {
  const Case c = make_case(record, directory);
  answer(c, out);
  learn(c, out);
}

void Resolver::answer(const Record& record, const Directory& directory, Attribution& out) {
  answer(make_case(record, directory), out);
}

void Resolver::learn_again(const Record& record, const Directory& directory,
                           const Attribution& answer) {
  learn(make_case(record, directory), answer);
}

void Resolver::answer(const Case& c, Attribution& out) {
  out.clear();
  const Directory& directory = c.directory;
  out.tenant = c.tenant;
  out.tenant_name = tenant_name(c);
  const PathAnswer path = find_path(c);
  out.path = path.path;
  out.is_partner = path.is_partner;
  out.partner_tenant = path.partner_tenant;
  if (path.path != Path::kMicrosoft && path.path != Path::kAutomation) weigh(c, out);

  if (out.person != nullptr) {
    out.partner_tenant = directory.partner_of(*out.person).tenant;
    // A guest or an unexplained actor who turns out to be a partner's person acts as a partner in
    // another's tenant. An access window only tells of somebody.
    const bool acts = c.record.family->sort != Sort::kAccessWindow;
    if (acts && out.partner_tenant != out.tenant && out.path != Path::kCustomer)
      out.is_partner = true;
    if (out.path == Path::kCustomer && out.tenant && out.partner_tenant != out.tenant) {
      out.path = Path::kUnknown;  // a partner's person, by a way that the record does not tell
      out.is_partner = acts;
    }
    if (acts && out.path == Path::kUnknown) out.path = relationship_path(c, *out.partner_tenant);
  } else if (!out.partner_tenant && !out.candidates.empty()) {
    const std::size_t first = out.candidates.front()->partner;
    const bool one_partner =
        std::all_of(out.candidates.begin(), out.candidates.end(),
                    [&](const Person* person) { return person->partner == first; });
    if (one_partner) out.partner_tenant = directory.partners()[first].tenant;
  }
  if (out.partner_tenant) out.partner = directory.partner(*out.partner_tenant);
  if (out.confidence == Confidence::kNone && out.is_partner && out.path != Path::kAutomation) {
    out.confidence = Confidence::kUnresolved;
  }
}

void Resolver::weigh(const Case& c, Attribution& out) {
  found_.clear();
  for (const Method& method : methods()) {
    Finding finding;
    method.find(c, finding);
    if (finding.empty()) continue;
    const Confidence confidence =
        finding.confidence == Confidence::kNone ? method.confidence : finding.confidence;
    out.evidence.push_back(finding.text);
    found_.push_back({&method, std::move(finding), confidence});
  }
  if (found_.empty()) return;
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Found& a, const Found& b) { return a.confidence < b.confidence; });
  if (found_.front().confidence == Confidence::kExact) {
    weigh_exact(out);
  } else {
    weigh_hints(out);
  }
  if (out.person == nullptr) return;
  out.candidates.assign(1, out.person);
  if (failed_sign_in(c.record)) {
    out.confidence = Confidence::kWeak;
    out.evidence.emplace_back("failed sign-in: the account that was tried, no proof of who tried");
  }
}

// An id that one person has. `singles` are the people whom a finding names alone.
void Resolver::weigh_exact(Attribution& out) {
  std::vector<const Person*> exact, singles;
  std::optional<Guid> unknown;
  const Found* decides = &found_.front();
  for (const Found& found : found_) {
    if (found.confidence != Confidence::kExact) break;
    const std::vector<const Person*>& people = found.finding.people;
    if (people.size() == 1 && decides->finding.people.size() > 1) decides = &found;
    if (found.finding.unknown_object) unknown = found.finding.unknown_object;
    for (const Person* person : people) add_once(exact, person);
    if (people.size() == 1) add_once(singles, people.front());
  }
  const bool agree =
      singles.size() == 1 && !unknown &&
      std::all_of(found_.begin(), found_.end(), [&](const Found& f) {
        return f.confidence != Confidence::kExact || contains(f.finding.people, singles.front());
      });
  out.method = decides->method->name;
  if (agree) {
    out.person = singles.front();
    out.confidence = Confidence::kExact;
  } else if (exact.empty()) {
    out.unknown_object = unknown;
    out.confidence = Confidence::kUnknown;
  } else {
    out.confidence = singles.empty() && !unknown ? Confidence::kAmbiguous : Confidence::kConflict;
    out.candidates = exact;
    settle(out.candidates);
  }
}

// Strong findings, each of which narrows what those before left open, or adds doubt to it; weak
// ones where there are none.
void Resolver::weigh_hints(Attribution& out) {
  std::vector<const Person*> open;
  const Found* decides = &found_.front();
  const Confidence best = decides->confidence;
  for (const Found& found : found_) {
    if (found.confidence != best) break;
    const std::vector<const Person*>& people = found.finding.people;
    const bool agrees = open.size() == 1 && contains(people, open.front());
    const bool narrows = people.size() == 1 && open.size() > 1 && contains(open, people.front());
    if (agrees) continue;
    if (narrows) {
      open = people;
      decides = &found;
    } else {
      for (const Person* person : people) add_once(open, person);
    }
  }
  out.method = decides->method->name;
  if (open.size() == 1) {
    out.person = open.front();
    out.confidence = best;
    return;
  }
  out.confidence = Confidence::kAmbiguous;
  out.candidates = open;
  settle(out.candidates);
}

// Changes of membership and of names in a partner tenant's own log; a customer's log says nothing
// of them.
void Resolver::learn_from_partner_tenant(const Case& c) {
  const Record& record = c.record;
  if (record.outcome == Outcome::kFailure || !c.tenant || c.directory.partner(*c.tenant) == nullptr)
    return;
  const auto joined = membership_change(record.operation);
  if (joined && record.target_group && record.target_member) {
    const PersonKey person{*c.tenant, *record.target_member};
    evidence_.learn_membership(*record.target_group, person, record.time, *joined);
    // An activation in Privileged Identity Management says when it ends, where it says it.
    const auto until = *joined ? activation_end(record) : std::nullopt;
    if (until && *until > record.time)
      evidence_.learn_membership(*record.target_group, person, *until, false);
  }
  if (record.operation != "update user") return;
  const auto renamed = parse_id(record.target_id);
  for (const Change& change : record.changes) {
    if (renamed && equal_ignoring_case(change.name, "UserPrincipalName") &&
        !change.before.empty()) {
      evidence_.learn_former_upn(change.before, {*c.tenant, *renamed}, record.time);
    }
  }
}

// Only what is certain teaches: an exact or strong name, or a log of the partner's own.
void Resolver::learn(const Case& c, const Attribution& attribution) {
  const Record& record = c.record;
  if (record.family->tenant_changes) learn_from_partner_tenant(c);
  if (attribution.person == nullptr) return;
  const bool exact = attribution.confidence == Confidence::kExact;
  if (!exact && attribution.confidence != Confidence::kStrong) return;
  const PersonKey person{c.directory.partner_of(*attribution.person).tenant,
                         attribution.person->object};

  if (record.check_out.action == CheckOutAction::kOut ||
      record.check_out.action == CheckOutAction::kIn) {
    const std::string_view account =
        c.shared != nullptr ? std::string_view(c.shared->account) : record.check_out.account;
    if (record.check_out.action == CheckOutAction::kOut) {
      evidence_.check_out(account, person, record.time);
    } else {
      evidence_.check_in(account, person, record.time);
    }
    return;
  }
  if (record.family->partner_center && record.tenant && record.outcome != Outcome::kFailure) {
    evidence_.learn_partner_center(*record.tenant, record.operation, record.target_id, person,
                                   record.time);
    return;
  }
  if (is_sign_in(record)) {
    if (record.outcome != Outcome::kSuccess) return;
    if (record.request) evidence_.learn_sign_in(*record.request, person, exact, record.time);
    if (record.token && record.token != record.request)
      evidence_.learn_sign_in(*record.token, person, false, record.time);
    if (const auto session = parse_id(record.session); session && c.tenant) {
      evidence_.learn_session(*session, *c.tenant, person, record.time);
    }
    if (exact && !record.address.ip.empty() && c.shared == nullptr) {
      evidence_.learn_address(record.address.ip, person, record.time);
    }
  }
  // The partner tenant's own log shows a person's PUID beside a name that is certain.
  if (exact && c.tenant == person.tenant && record.actor.puid)
    evidence_.learn_puid(*record.actor.puid, person);
}

}  // namespace aobo

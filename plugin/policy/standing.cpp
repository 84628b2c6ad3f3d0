#include "plugin/policy/standing.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"
#include "plugin/identity/membership.h"
#include "plugin/policy/access_change.h"
#include "plugin/policy/policy.h"
#include "plugin/policy/role_needs.h"

namespace aobo {
namespace {

enum FlawIndex : std::size_t {
  kExpired,
  kTerminated,
  kNotYet,
  kUnknown,
  kDapBesideGdap,
  kNoGroup,
  kRoleNotGranted,
  kGroupUnknown,
  kDelegationUnknown,
  kLeaver,
  kNotYetEmployed,
  kCount
};

constexpr std::array<Flaw, kCount> kFlaws = {{
    {"expired", Violation::kRelationship, "the relationship had expired"},
    {"terminated", Violation::kRelationship, "the relationship had been terminated"},
    {"not-yet", Violation::kRelationship, "the relationship had not yet begun"},
    {"no-relationship", Violation::kRelationship,
     "the partner had no such relationship with this customer"},
    {"dap-beside-gdap", std::nullopt, "DAP, which gives everything, still stands beside GDAP"},
    {"no-group", Violation::kRole,
     "the person was in no group to which the relationship gives anything"},
    {"role-not-granted", Violation::kRole,
     "none of the roles granted to the person allows the operation"},
    {"group-unknown", Violation::kRelationship,
     "the right used is that of a group that no export holds"},
    {"delegation-unknown", Violation::kRelationship,
     "no Lighthouse delegation of this partner is known here"},
    {"leaver", Violation::kPerson, "the person had left the partner"},
    {"not-yet-employed", Violation::kPerson, "the person had not yet come to the partner"},
}};

void add(Standing& out, FlawIndex flaw) { add_once(out.flaws, &kFlaws[flaw]); }

std::optional<RelationshipType> type_of(Path path) {
  switch (path) {
    case Path::kGdap:
      return RelationshipType::kGdap;
    case Path::kDap:
      return RelationshipType::kDap;
    case Path::kAobo:
      return RelationshipType::kAobo;
    case Path::kLighthouse:
      return RelationshipType::kLighthouse;
    default:
      return std::nullopt;
  }
}

using Status = RelationshipStatus;

// One relationship, or one of which only the logs tell, as it stood at the time of the case.
struct Right {
  RelationshipType type = RelationshipType::kGdap;
  const Relationship* relationship = nullptr;
  Status status = Status::kNone;
  std::optional<TimeNs> end;
  TimeNs known_from = Validity{}.from;  // what logs say from before, the export knew
};

Right exported_right(const Relationship& relationship, TimeNs time) {
  Right right{relationship.type, &relationship, Status::kActive, std::nullopt,
              relationship.valid.from};
  const ExportedStatus status = relationship.status;
  if (relationship.valid.to != Validity{}.to) right.end = relationship.valid.to;
  if (status == ExportedStatus::kNotGranted || time < relationship.valid.from) {
    right.status = Status::kNotYet;
  } else if (!relationship.valid.holds(time)) {
    right.status = status == ExportedStatus::kTerminated ? Status::kTerminated : Status::kExpired;
    right.known_from = relationship.valid.to;
  }
  return right;
}

// Whether the change may be the end of the relationship, which logs tell up to a day off the
// export.
bool may_end(const RelationshipChange& change, const Validity& valid) {
  if (change.time < valid.from) return false;
  if (valid.to == Validity{}.to) return true;
  const bool goes_on = change.time + kDayNs < valid.to;
  return change.time <= valid.to + kDayNs && !(change.expired && goes_on);
}

bool begins(const RelationshipChange& change, const Validity& valid) {
  if (valid.from == Validity{}.from) return false;
  return std::abs(change.time - valid.from) <= kDayNs;
}

// Which of the relationships on record a change is of: the one that it names; where it names none,
// the one that began then, or the only one that may have ended then. None of them: their number.
std::size_t meant_by(const RelationshipChange& change, const std::vector<Right>& rights) {
  const std::size_t none = rights.size();
  std::size_t meant = none, fitting = 0;
  for (std::size_t i = 0; i < rights.size(); ++i) {
    const Relationship& r = *rights[i].relationship;
    if (!change.relationship.empty()) {
      if (equal_ignoring_case(r.id, change.relationship)) return i;
      continue;
    }
    if (change.begun ? !begins(change, r.valid) : !may_end(change, r.valid)) continue;
    meant = i;
    ++fitting;
  }
  if (change.begun && fitting == 0 && change.relationship.empty() && rights.size() == 1) return 0;
  return change.begun || fitting == 1 ? meant : none;
}

void apply(const RelationshipChange& change, Right& right) {
  if (!change.begun) {
    right.status = change.expired ? Status::kExpired : Status::kTerminated;
    right.end = change.time;
  } else if (right.status != Status::kActive) {
    right = {change.type, nullptr, Status::kActive, std::nullopt, change.time};
  }
}

// The directory's word alone.
std::vector<Right> exported_rights(const Case& the_case, RelationshipType type) {
  const auto index = static_cast<std::size_t>(the_case.attribution.partner -
                                              the_case.directory().partners().data());
  std::vector<Right> rights;
  for (const std::size_t i :
       the_case.directory().relationships_with(*the_case.attribution.tenant)) {
    const Relationship& r = the_case.directory().relationships()[i];
    if (r.partner == index && r.type == type)
      rights.push_back(exported_right(r, the_case.record().time));
  }
  return rights;
}

// Whether what the customer's log shows to be put into effect may be another relationship than one
// that stood then: it is renewed before it ends.
bool may_renew(const RelationshipChange& change, const std::vector<Right>& rights) {
  constexpr TimeNs kAhead = 30 * kDayNs;  // from when Microsoft reminds of the end
  return std::ranges::none_of(rights, [&](const Right& right) {
    const Validity& valid = right.relationship->valid;
    return begins(change, valid) || (valid.holds(change.time) && change.time + kAhead < valid.to);
  });
}

// All rights of that kind that the partner has or had with the customer: the directory's word, and
// after it what the logs say since.
std::vector<Right> rights_of(const Case& the_case, const History& history, RelationshipType type) {
  const Guid& customer = *the_case.attribution.tenant;
  const Partner& partner = *the_case.attribution.partner;
  const TimeNs time = the_case.record().time;
  std::vector<Right> rights = exported_rights(the_case, type);
  std::vector<const RelationshipChange*> last(rights.size());
  std::map<std::string_view, const RelationshipChange*> others;  // of relationships not on record
  for (const RelationshipChange* change :
       history.relationships.changes(customer, partner.tenant, type, time)) {
    if (change->shown) {
      if (may_renew(*change, rights)) others[change->relationship] = change;
      continue;
    }
    const std::size_t which = meant_by(*change, rights);
    if (which < rights.size()) {
      if (change->time >= rights[which].known_from) last[which] = change;
    } else if (change->begun || rights.empty() || !change->relationship.empty()) {
      others[change->relationship] = change;
    }
  }
  for (std::size_t i = 0; i < last.size(); ++i) {
    if (last[i] != nullptr) apply(*last[i], rights[i]);
  }
  for (const auto& [id, change] : others) {
    rights.push_back({type, nullptr, Status::kNone, std::nullopt, change->time});
    apply(*change, rights.back());
  }
  return rights;
}

// The one that holds; else the one that ended last before; else the next to come.
Right best(const std::vector<Right>& rights, RelationshipType type) {
  const auto rank = [](const Right& right) {
    if (right.status == Status::kActive) return std::pair<int, TimeNs>(0, 0);
    if (right.status == Status::kNotYet) return std::pair<int, TimeNs>(2, right.known_from);
    return std::pair<int, TimeNs>(1, -right.end.value_or(0));
  };
  if (rights.empty()) return {type, nullptr, Status::kNone, std::nullopt, Validity{}.from};
  return *std::ranges::min_element(rights, {}, rank);
}

// ---- on subscriptions

using Changes = std::vector<const RelationshipChange*>;

// What is left of a right on one subscription, and what the logs gave there, or above it. A role
// that is taken below or above the subscription, or another one than the owner's, leaves the right
// that is on record.
Right on_subscription(Right right, const Changes& changes, const Guid& subscription) {
  std::set<std::pair<std::string_view, std::optional<Guid>>> given;
  for (const RelationshipChange* change : changes) {
    const bool here = change->subscription == subscription;
    if ((change->subscription && !here) || change->time < right.known_from) continue;
    if (change->begun) {
      given.emplace(change->scope, change->role);
      continue;
    }
    std::erase_if(given, [&](const auto& one) {
      return one.first == change->scope && (!change->role || one.second == change->role);
    });
    const bool whole =
        here && change->scope.empty() && (!change->role || change->role == kOwnerRole);
    if (!whole || right.status == Status::kExpired || right.status == Status::kTerminated) continue;
    right.status = Status::kTerminated;
    right.end = change->time;
  }
  if (!given.empty() && right.status != Status::kActive) {
    right.status = Status::kActive;
    right.end.reset();
  }
  return right;
}

// Of one group's: those of its own, and those that do not say whose they are.
Changes changes_of(const Changes& changes, const Guid& principal) {
  Changes own;
  std::ranges::copy_if(changes, std::back_inserter(own), [&](const RelationshipChange* change) {
    return !change->principal || change->principal == principal;
  });
  return own;
}

// The foreign principal's or Lighthouse's right: that of the subscription of the record, and of the
// group whose right it shows; of an entry any of the customer's. What is taken from one group takes
// nothing from another.
Right azure_right(const Case& the_case, const History& history, RelationshipType type) {
  const Guid& customer = *the_case.attribution.tenant;
  const Record& record = the_case.record();
  const Right right = best(exported_rights(the_case, type), type);
  const Changes changes = history.relationships.changes(
      customer, the_case.attribution.partner->tenant, type, record.time);
  if (changes.empty()) return right;
  std::set<Guid> subscriptions, principals;
  for (const RelationshipChange* change : changes) {
    if (change->subscription) subscriptions.insert(*change->subscription);
    if (change->principal) principals.insert(*change->principal);
  }
  if (record.subscription) {
    subscriptions = {*record.subscription};
  } else {
    for (const auto& [subscription, owner] : the_case.directory().subscriptions()) {
      if (owner == customer) subscriptions.insert(subscription);
    }
  }
  if (right.relationship != nullptr) {
    for (const AccessAssignment& assignment : right.relationship->assignments)
      principals.insert(assignment.group);
  }
  const bool shown = type == RelationshipType::kAobo && record.actor.principal;
  if (shown) principals = {*record.actor.principal};
  std::vector<Right> each;
  std::vector<Changes> by_principal;
  for (const Guid& principal : principals) by_principal.push_back(changes_of(changes, principal));
  for (const Guid& subscription : subscriptions) {
    for (const Changes& own : by_principal)
      each.push_back(on_subscription(right, own, subscription));
  }
  return best(each, type);
}

// ---- weighed for the person

// Where the chain from the person to a right that holds does not close; nothing where it does, or
// where nobody told enough to say.
struct Weighed {
  Right right;
  std::optional<FlawIndex> flaw;
  std::vector<Guid> roles;
};

// The groups that the relationship gives something to. In Azure the record itself shows whose right
// was used: that group alone counts, and where it is none that is known, none.
std::vector<AccessAssignment> assignments_of(const Case& the_case, const Right& right) {
  const auto& principal = the_case.record().actor.principal;
  if (the_case.record().family->azure_rights && principal) {
    if (the_case.directory().group(*principal) == nullptr) return {};
    return {{*principal, {}, {}}};
  }
  if (right.relationship == nullptr) return {};
  return right.relationship->assignments;
}

// Whose rights and days at the partner are weighed: a hint is held against nobody.
const Person* weighed_person(const Case& the_case) {
  const Attribution& a = the_case.attribution;
  return a.confidence == Confidence::kWeak ? nullptr : a.person;
}

Weighed weigh(const Case& the_case, const History& history, const Right& right) {
  Weighed out{right, std::nullopt, {}};
  if (right.relationship != nullptr) out.roles = right.relationship->roles;
  const std::vector<AccessAssignment> assignments = assignments_of(the_case, right);
  const Person* person = weighed_person(the_case);
  if (assignments.empty() || person == nullptr) return out;
  const TimeNs time = the_case.record().time;
  std::vector<Guid> roles;
  bool in_a_group = false, unknown = false;
  for (const AccessAssignment& assignment : assignments) {
    if (!assignment.valid.holds(time)) continue;
    const auto member =
        was_member(the_case.directory(), history.evidence, assignment.group, *person, time);
    unknown = unknown || !member;
    if (member != true) continue;
    in_a_group = true;
    for (const Guid& role : assignment.roles) add_once(roles, role);
  }
  if (!in_a_group && unknown) return out;
  // What stands on a page that is not there may be the group in question, or the role.
  if (right.relationship != nullptr && right.relationship->lacks_assignments) {
    for (const Guid& role : roles) add_once(out.roles, role);
    return out;
  }
  out.roles = std::move(roles);
  const bool judged = right.type == RelationshipType::kGdap && !out.roles.empty() && !unknown &&
                      the_case.record().family->needs_role;
  if (!in_a_group) {
    out.flaw = kNoGroup;
  } else if (judged && !roles_allow(out.roles, the_case.record().operation)) {
    out.flaw = kRoleNotGranted;
  }
  return out;
}

void judge_status(Status status, Standing& out) {
  if (status == Status::kExpired) add(out, kExpired);
  if (status == Status::kTerminated) add(out, kTerminated);
  if (status == Status::kNotYet) add(out, kNotYet);
}

void judge_person(const Case& the_case, Standing& out) {
  const Person* person = weighed_person(the_case);
  if (person == nullptr) return;
  if (the_case.record().time >= person->employed.to) add(out, kLeaver);
  if (the_case.record().time < person->employed.from) add(out, kNotYetEmployed);
}

// Whether we were told of this partner's relationships at all.
bool knows_any(const Directory& directory, const Partner& partner, RelationshipType type) {
  const auto index = static_cast<std::size_t>(&partner - directory.partners().data());
  return std::any_of(directory.relationships().begin(), directory.relationships().end(),
                     [&](const Relationship& r) { return r.partner == index && r.type == type; });
}

}  // namespace

std::span<const Flaw> known_flaws() { return kFlaws; }

namespace {

bool is_foreign_group_unknown(const Case& the_case, const History& history) {
  const Actor& actor = the_case.record().actor;
  if (std::ranges::any_of(the_case.directory().partners(), &Partner::lacks_groups)) return false;
  return the_case.attribution.path == Path::kAobo &&
         equal_ignoring_case(actor.principal_type, "ForeignGroup") && actor.principal &&
         the_case.directory().group(*actor.principal) == nullptr &&
         !history.evidence.of<Memberships>().knows(*actor.principal);
}

// The kinds of right that an action by this path may rest on, the one that the path names first: a
// deed in Entra or Microsoft 365 on GDAP or DAP; an entry may be meant for any right. Of a
// delegated administrator without a relationship on record it would be GDAP.
std::vector<RelationshipType> kinds_of(const Case& the_case) {
  const Path path = the_case.attribution.path;
  const std::optional<RelationshipType> named = type_of(path);
  if (!named && path != Path::kUnknown) return {};
  if (named == RelationshipType::kLighthouse) return {*named};
  // A customer's token for a group does not say which of the two gave it its role; that it is a
  // foreign principal's does.
  const bool foreign = equal_ignoring_case(the_case.record().actor.principal_type, "ForeignGroup");
  if (named == RelationshipType::kAobo && foreign) return {*named};
  if (named == RelationshipType::kAobo) return {*named, RelationshipType::kLighthouse};
  std::vector<RelationshipType> kinds{RelationshipType::kGdap, RelationshipType::kDap};
  if (named == RelationshipType::kDap) std::swap(kinds[0], kinds[1]);
  if (is_sign_in(the_case.record())) kinds.push_back(RelationshipType::kAobo);
  return kinds;
}

std::vector<Right> all_rights(const Case& the_case, const History& history, RelationshipType type) {
  if (type == RelationshipType::kAobo || type == RelationshipType::kLighthouse)
    return {azure_right(the_case, history, type)};
  return rights_of(the_case, history, type);
}

// Of all rights that hold, the one by which the chain closes; else the one by which it nearly does;
// where none holds, the one that the path names.
Weighed decide(const Case& the_case, const History& history,
               const std::vector<RelationshipType>& kinds) {
  std::optional<Weighed> nearest;
  for (const RelationshipType kind : kinds) {
    for (const Right& right : all_rights(the_case, history, kind)) {
      if (right.status != Status::kActive) continue;
      Weighed one = weigh(the_case, history, right);
      if (!one.flaw) return one;
      const bool nearer = nearest && nearest->flaw == kNoGroup && one.flaw == kRoleNotGranted;
      if (!nearest || nearer) nearest = std::move(one);
    }
  }
  if (nearest) return *nearest;
  return weigh(the_case, history,
               best(all_rights(the_case, history, kinds.front()), kinds.front()));
}

void judge_unknown(const Case& the_case, RelationshipType type, Standing& out) {
  const Path path = the_case.attribution.path;
  if (path == Path::kLighthouse) out.status = Status::kUnknown;
  if (!knows_any(the_case.directory(), *the_case.attribution.partner, type)) return;
  if (path == Path::kLighthouse) add(out, kDelegationUnknown);
  if (path != Path::kGdap && path != Path::kDap) return;
  out.status = Status::kUnknown;
  add(out, kUnknown);
}

bool stands(const Case& the_case, const History& history, RelationshipType type) {
  return best(all_rights(the_case, history, type), type).status == Status::kActive;
}

// Whether the partner's GDAP relationships are not all known, so that another may give the right.
bool lacks_what_may_give_it(const Case& the_case, const std::vector<RelationshipType>& kinds) {
  return the_case.attribution.partner->lacks_relationships &&
         std::ranges::find(kinds, RelationshipType::kGdap) != kinds.end();
}

// What is done to a relationship in Partner Center rests on no relationship: it is asked for before
// there is one, and told after it has ended. The record of its beginning tells that it stands.
void spare_changes_of_relationships(const Case& the_case, Standing& out) {
  const Record& record = the_case.record();
  if (!record.family->partner_center ||
      !the_case.policy().operations.contains("relationship", record.operation))
    return;
  std::erase_if(out.flaws, [](const Flaw* flaw) {
    return flaw->violation == Violation::kRelationship || flaw->violation == Violation::kRole;
  });
  const auto change = relationship_change(the_case);
  if (change && change->begun) out.status = Status::kActive;
}

}  // namespace

Standing find_standing(const Case& the_case, const History& history) {
  Standing out;
  const Attribution& a = the_case.attribution;
  if (!a.is_partner) return out;
  judge_person(the_case, out);
  if (is_foreign_group_unknown(the_case, history)) add(out, kGroupUnknown);
  if (!a.tenant || a.partner == nullptr) return out;
  const std::vector<RelationshipType> kinds = kinds_of(the_case);
  if (kinds.empty()) return out;
  const Weighed found = decide(the_case, history, kinds);
  const Right& right = found.right;
  if ((found.flaw || right.status != Status::kActive) && lacks_what_may_give_it(the_case, kinds)) {
    out.status = Status::kUnknown;
    return out;
  }
  out.relationship = right.relationship;
  out.end = right.end;
  out.status = right.status;
  out.roles = found.roles;
  if (right.status == Status::kNone) {
    judge_unknown(the_case, kinds.front(), out);
  } else {
    out.type = right.type;
  }
  judge_status(right.status, out);
  if (found.flaw) add(out, *found.flaw);
  const bool delegated =
      right.type == RelationshipType::kGdap || right.type == RelationshipType::kDap;
  if (delegated && stands(the_case, history, RelationshipType::kGdap) &&
      stands(the_case, history, RelationshipType::kDap)) {
    add(out, kDapBesideGdap);
  }
  spare_changes_of_relationships(the_case, out);
  return out;
}

}  // namespace aobo

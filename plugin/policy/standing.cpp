#include "plugin/policy/standing.h"

#include <algorithm>
#include <array>

#include "plugin/base/distinct.h"
#include "plugin/identity/membership.h"
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

bool ended_by_hand(const Relationship& r) {
  return r.status == "terminated" || r.status == "terminating";
}

// Among several the one that holds; else the one that ended last before; else the next to come.
const Relationship* best(const Case& c, const Guid& customer, std::size_t partner,
                         RelationshipType type) {
  const TimeNs time = c.record().time;
  const Relationship* found = nullptr;
  const auto better = [&](const Relationship& a, const Relationship& b) {
    if (a.valid.holds(time) != b.valid.holds(time)) return a.valid.holds(time);
    const bool a_past = a.valid.to <= time, b_past = b.valid.to <= time;
    if (a_past != b_past) return a_past;
    return a_past ? a.valid.to > b.valid.to : a.valid.from < b.valid.from;
  };
  for (const std::size_t index : c.directory().relationships_with(customer)) {
    const Relationship& r = c.directory().relationships()[index];
    if (r.partner != partner || r.type != type) continue;
    if (found == nullptr || better(r, *found)) found = &r;
  }
  return found;
}

using Status = RelationshipStatus;

struct Link {
  const Relationship* relationship = nullptr;
  Status status = Status::kNone;
  std::optional<TimeNs> end;
};

// The directory's word, and after it what the logs say since.
Link link_of(const Case& c, const History& history, const Guid& customer, const Partner& partner,
             RelationshipType type) {
  const TimeNs time = c.record().time;
  const auto index = static_cast<std::size_t>(&partner - c.directory().partners().data());
  Link link;
  link.relationship = best(c, customer, index, type);
  TimeNs told_from = Validity{}.from;
  if (link.relationship != nullptr) {
    const Relationship& r = *link.relationship;
    if (r.valid.to != Validity{}.to) link.end = r.valid.to;
    told_from = r.valid.from;
    if (r.valid.holds(time)) {
      link.status = Status::kActive;
    } else if (time < r.valid.from) {
      link.status = Status::kNotYet;
    } else {
      link.status = ended_by_hand(r) ? Status::kTerminated : Status::kExpired;
      told_from = r.valid.to;
    }
  }
  const RelationshipChange* change =
      history.relationships.last(customer, partner.tenant, type, time);
  if (change == nullptr || change->time < told_from) return link;
  if (change->begun) {
    if (link.status != Status::kActive) link = {nullptr, Status::kActive, std::nullopt};
  } else {
    link.status = change->expired ? Status::kExpired : Status::kTerminated;
    link.end = change->time;
  }
  return link;
}

void judge_status(Status status, Standing& out) {
  if (status == Status::kExpired) add(out, kExpired);
  if (status == Status::kTerminated) add(out, kTerminated);
  if (status == Status::kNotYet) add(out, kNotYet);
}

// Roles that the relationship gives to the groups of the person; nothing where no assignment is
// known.
std::optional<std::vector<Guid>> granted_roles(const Case& c, const History& history,
                                               const Relationship& r, bool& in_a_group) {
  if (r.assignments.empty() || c.attribution.person == nullptr) return std::nullopt;
  std::vector<Guid> roles;
  in_a_group = false;
  for (const AccessAssignment& assignment : r.assignments) {
    if (!is_member(c.directory(), history.evidence, assignment.group, *c.attribution.person,
                   c.record().time))
      continue;
    in_a_group = true;
    for (const Guid& role : assignment.roles) add_once(roles, role);
  }
  return roles;
}

bool allows(const std::vector<Guid>& roles, const RoleNeed& need) {
  return std::any_of(need.roles.begin(), need.roles.end(), [&](const Guid& role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  });
}

// An operation may stand in several sets, and be allowed by the needs of any.
bool may_do(const Case& c, const std::vector<Guid>& roles) {
  bool listed = false;
  for (const RoleNeed& need : role_needs()) {
    if (!c.policy().operations.contains(std::string(need.set), c.record().operation)) continue;
    if (allows(roles, need)) return true;
    listed = true;
  }
  return !listed;
}

void judge_roles(const Case& c, const History& history, Standing& out) {
  if (out.relationship == nullptr) return;
  bool in_a_group = true;
  const auto granted = granted_roles(c, history, *out.relationship, in_a_group);
  out.roles = granted ? *granted : out.relationship->roles;
  if (granted && !in_a_group) add(out, kNoGroup);
  const bool judged = granted && in_a_group && !granted->empty() && c.record().family->needs_role;
  if (judged && !may_do(c, *granted)) add(out, kRoleNotGranted);
}

void judge_person(const Case& c, Standing& out) {
  const Person* person = c.attribution.person;
  if (person == nullptr) return;
  if (c.record().time >= person->employed.to) add(out, kLeaver);
  if (c.record().time < person->employed.from) add(out, kNotYetEmployed);
}

// Whether we were told of this partner's relationships at all.
bool knows_any(const Directory& directory, const Partner& partner, RelationshipType type) {
  const auto index = static_cast<std::size_t>(&partner - directory.partners().data());
  return std::any_of(directory.relationships().begin(), directory.relationships().end(),
                     [&](const Relationship& r) { return r.partner == index && r.type == type; });
}

}  // namespace

std::span<const Flaw> known_flaws() { return kFlaws; }

Standing find_standing(const Case& c, const History& history) {
  Standing out;
  const Attribution& a = c.attribution;
  if (!a.is_partner) return out;
  judge_person(c, out);
  if (a.path == Path::kAobo && c.record().actor.principal_type == "ForeignGroup" &&
      c.record().actor.principal && c.directory().group(*c.record().actor.principal) == nullptr) {
    add(out, kGroupUnknown);
  }
  if (!a.tenant || a.partner == nullptr) return out;
  std::optional<RelationshipType> type = type_of(a.path);
  if (!type && a.path != Path::kUnknown) return out;
  if (!type)
    type =
        RelationshipType::kGdap;  // a delegated administrator of whom no relationship is on record
  Link link = link_of(c, history, *a.tenant, *a.partner, *type);
  // An entry may be meant for any right that stands; a deed in Entra or Microsoft 365 for GDAP or
  // DAP.
  const bool entry = is_sign_in(c.record());
  for (const RelationshipType other : {RelationshipType::kDap, RelationshipType::kAobo}) {
    const bool may_be = (*type == RelationshipType::kGdap || *type == RelationshipType::kDap) &&
                        (entry || other == RelationshipType::kDap);
    if (link.status == Status::kActive || !may_be) continue;
    if (const Link stands = link_of(c, history, *a.tenant, *a.partner, other);
        stands.status == Status::kActive) {
      link = stands;
      type = other;
    }
  }
  out.relationship = link.relationship;
  out.end = link.end;
  out.status = link.status;
  if (link.status != Status::kNone) out.type = type;
  judge_status(link.status, out);
  if (link.status == Status::kNone && knows_any(c.directory(), *a.partner, *type)) {
    if (a.path == Path::kLighthouse) {
      add(out, kDelegationUnknown);
    } else if (a.path == Path::kGdap || a.path == Path::kDap) {
      out.status = Status::kUnknown;
      add(out, kUnknown);
    }
  }
  if (a.path == Path::kLighthouse && link.status == Status::kNone) out.status = Status::kUnknown;
  if (*type == RelationshipType::kGdap) judge_roles(c, history, out);
  if (*type == RelationshipType::kGdap && link.status == Status::kActive &&
      link_of(c, history, *a.tenant, *a.partner, RelationshipType::kDap).status ==
          Status::kActive) {
    add(out, kDapBesideGdap);
  }
  return out;
}

}  // namespace aobo

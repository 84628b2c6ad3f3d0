// RoleChange: what a record tells of a role in a tenant's directory: that somebody got it or lost
// it, or may take it up (is eligible for it) in Privileged Identity Management. Sources of the
// operations' names: Microsoft Entra, "Audit log activities" (reference-audit-activities), Core
// Directory and PIM. What was requested, denied, cancelled or failed changed nothing; the
// "membership of a group" that PIM calls a role is none.
#pragma once

#include <optional>

#include "plugin/event/record.h"

namespace aobo {

struct RoleChange {
  // By its template id; all zero where the record shows a role that is not among the published
  // ones, or none.
  Guid role;
  bool eligible = false;
  bool given = false;          // got it, or lost it
  std::optional<TimeNs> ends;  // of one given for a while

  bool same_hold(const RoleChange& other) const {
    return role == other.role && eligible == other.eligible;
  }
};
std::optional<RoleChange> role_change(const Record& record);

// The id of the role that the record is about, as it has it; else the template id of the published
// role that it shows by name. A group may be called as a role is: where the record names one, its
// name is no role's.
std::string_view id_of_role(const Record& record);

// The user or the application that a record is about, by each name that it gives of it.
struct NamedTarget {
  std::optional<Guid> object;
  std::string_view upn;  // empty where the record gives none

  bool is_named() const { return object.has_value() || !upn.empty(); }
};
NamedTarget named_target(const Record& record);

// Whether who got or lost the role is a group: then its members did.
bool goes_to_group(const Record& record);

}  // namespace aobo

// Who was in a group at a time: what the logs say of a membership goes before what the export says.
// A group may be a member of another, as partners who manage Azure are told to do it (Partner
// Center's page "gdap-supported-workloads": a security group within AdminAgents); its members are
// then members of both, as long as both memberships hold. Groups that hold each other end at the
// first repetition.
#pragma once

#include <optional>
#include <vector>

#include "plugin/directory/directory.h"
#include "plugin/identity/evidence.h"

namespace aobo {

struct Members {
  std::vector<const Person*> people;
  bool others = false;        // somebody whom no directory knows may be in it too
  bool applications = false;  // an application is in it
};

// Who was in it at any time of these, both included.
Members members_within(const Directory& directory, const Evidence& evidence, const Group& group,
                       TimeNs first, TimeNs last);

// `group` may be one that no export holds: then the logs alone tell. Nothing where nobody said who
// was in it, or where the person's account is deleted and with it what exports would have shown.
std::optional<bool> was_member(const Directory& directory, const Evidence& evidence,
                               const Guid& group, const Person& person, TimeNs time);

inline bool is_member(const Directory& directory, const Evidence& evidence, const Guid& group,
                      const Person& person, TimeNs time) {
  return was_member(directory, evidence, group, person, time).value_or(false);
}

// Whether the group, or one that it is within, gives rights at a customer by the directory: who is
// put into it may act there.
bool gives_rights(const Directory& directory, const Evidence& evidence, const Guid& group);

// What is within a group by the directory or by the logs, whenever it was, and may be a group: what
// logs name and no directory knows may turn out to be one. Without itself.
std::vector<Guid> groups_within(const Directory& directory, const Evidence& evidence,
                                const Guid& group);

}  // namespace aobo

// Who was in a group at a time: what the logs say of a membership goes before what the export says.
#pragma once

#include <vector>

#include "plugin/directory/directory.h"
#include "plugin/identity/evidence.h"

namespace aobo {

std::vector<const Person*> members_at(const Directory& directory, const Evidence& evidence,
                                      const Group& group, TimeNs time);

// `group` may be one that no export holds: then the logs alone tell.
bool is_member(const Directory& directory, const Evidence& evidence, const Guid& group,
               const Person& person, TimeNs time);

}  // namespace aobo

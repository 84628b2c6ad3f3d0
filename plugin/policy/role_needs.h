// Whether the roles that were granted could have done an operation, by the table of
// base/role_table.h.
//
// It errs on the side of the person. An operation that is not listed needs nothing, a role
// that is not listed may do anything, and where a record does not tell enough, as of what kind a
// group is, every role counts that could have done it to any.
#pragma once

#include <string_view>
#include <vector>

#include "plugin/base/guid.h"

namespace aobo {

// Whether one of the roles may do the operation, or it cannot be said that none may.
bool roles_allow(const std::vector<Guid>& roles, std::string_view operation);

}  // namespace aobo

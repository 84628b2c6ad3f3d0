// Which Entra roles an operation needs: enough to say that none of the roles granted could have
// done it. Source: Microsoft's permissions reference (Entra documentation, permissions-reference),
// and its role template ids, which are public.
//
// The table errs on the side of the person. An operation that is not listed needs nothing, a role
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

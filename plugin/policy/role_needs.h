// Which Entra roles an operation needs: enough to say that none of the roles granted could have
// done it. Role template ids are Microsoft's public ones (Entra documentation,
// permissions-reference). Operations that are not listed need nothing here: silence is no finding.
#pragma once

#include <span>
#include <string_view>

#include "plugin/base/guid.h"

namespace aobo {

struct RoleNeed {
  std::string_view set;         // of operations
  std::span<const Guid> roles;  // any one of them suffices
};
std::span<const RoleNeed> role_needs();

}  // namespace aobo

#include "plugin/policy/role_needs.h"

#include <algorithm>

#include "plugin/base/role_table.h"

namespace aobo {

bool roles_allow(const std::vector<Guid>& roles, std::string_view operation) {
  if (!std::ranges::all_of(roles, is_role_known)) return true;
  if (std::ranges::find(roles, entra::kGlobal) != roles.end()) return true;
  bool listed = false;
  for (const RoleNeed& need : role_needs()) {
    if (!need.proves || !need.is_of(operation)) continue;
    if (std::ranges::any_of(roles, [&](const Guid& role) { return need.allows(role); }))
      return true;
    listed = true;
  }
  return !listed;
}

}  // namespace aobo

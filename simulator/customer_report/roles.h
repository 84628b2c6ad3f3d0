// Which roles a thing done needs, and the fewest that cover all that was done. Role template ids
// and what each may do are Microsoft's public ones (Entra documentation, "permissions-reference"
// and "delegate-by-task": least privileged roles by task).
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

struct RoleRow {
  std::string_view id, name;
  unsigned power;  // the higher, the more it may do; of two that suffice the lower is taken
};
std::span<const RoleRow> role_rows();
// By its template id; null for another role.
const RoleRow* find_role(std::string_view id);

struct RoleNeeds {
  std::vector<const RoleRow*> roles;   // the fewest, and of equally few the least powerful
  std::vector<std::string> uncovered;  // operations for which no role is known here
};
// Of operations as aobo.operation has them.
RoleNeeds smallest_roles(const std::set<std::string>& operations);

}  // namespace aobo::sim

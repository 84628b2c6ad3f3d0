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

// Whether a role, by its template id, was used: something that was done needs it or could rest on
// it; nothing did; or nobody can say, because it is none of role_rows() and for some of the
// operations no role is known.
enum class RoleUse { kUsed, kUnused, kUnclear };
RoleUse use_of_role(std::string_view id, const std::set<std::string>& operations);

// Global Administrator, which may do everything.
inline constexpr std::string_view kGlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
// The published name; the id of a role that is none of role_rows().
std::string role_name(std::string_view id);

}  // namespace aobo::sim

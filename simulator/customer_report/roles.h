// Which roles a thing done needs, and the fewest that cover all that was done, by the table that
// the plugin judges by (plugin/base/role_table.h).
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"
#include "simulator/customer_report/deed.h"

namespace aobo::sim {

// A role of which it is advised that it would be enough.
struct RoleRow {
  Guid id;
  std::string_view name;
  unsigned power;  // the higher, the more it may do; of two that suffice the lower is taken
};
std::span<const RoleRow> role_rows();
// By its template id; null for another role.
const RoleRow* find_role(std::string_view id);

struct RoleNeeds {
  std::vector<const RoleRow*> roles;   // the fewest, and of equally few the least powerful
  std::vector<std::string> uncovered;  // operations of which it is not known what is enough
  // Operations for which the roles are enough unless it was an administrator to whom it was done.
  std::vector<std::string> unsure;
};
RoleNeeds smallest_roles(const std::set<Deed>& deeds);

// Whether a role, by its template id, was used: something that was done could have rested on it;
// nothing did; or nobody can say, because it is not known what the role may do or what one of the
// operations needs, or because it reads, which no log shows.
enum class RoleUse { kUsed, kUnused, kUnclear };
RoleUse use_of_role(std::string_view id, const std::set<std::string>& operations);

// Global Administrator, which may do everything.
inline constexpr std::string_view kGlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
// Whether the role, by its template id, only reads.
bool role_only_reads(std::string_view id);
// The published name; the id of a role for which none is published.
std::string shown_role(std::string_view id);

}  // namespace aobo::sim

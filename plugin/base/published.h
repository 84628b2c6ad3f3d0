// What Microsoft publishes of ids in the logs.
// Roles: "Microsoft Entra built-in roles" (learn.microsoft.com, role-based-access-control/
// permissions-reference, of 2026-01-20) by template id, and the Azure built-in roles that are most
// met, by definition id.
#pragma once

#include <string_view>

namespace aobo {

// By its id in lower case; empty where it is none of those.
std::string_view role_name(std::string_view id);
// The other way round, in any case; also by the name that a role of Entra's bore before.
std::string_view role_id(std::string_view name);
// Whether Microsoft marks that role of Entra's as privileged, by that page.
bool is_privileged_role(std::string_view id);

}  // namespace aobo

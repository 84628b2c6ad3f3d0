// What Microsoft publishes of ids and codes in the logs.
// Roles: "Microsoft Entra built-in roles" (learn.microsoft.com, role-based-access-control/
// permissions-reference, of 2026-01-20) by template id, and the Azure built-in roles that are most
// met, by definition id.
// Codes of sign-ins: "Microsoft Entra authentication and authorization error codes"
// (learn.microsoft.com, identity-platform/reference-error-codes). The page does not sort them; what
// asks the user for a next step is an interruption here, what a policy refuses is blocked, and all
// else is a failure.
#pragma once

#include <cstdint>
#include <string_view>

namespace aobo {

// By its id in lower case; empty where it is none of those.
std::string_view role_name(std::string_view id);

// success, interruption, blocked or failure.
std::string_view signin_outcome(std::uint64_t code);

}  // namespace aobo

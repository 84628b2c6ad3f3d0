// What Microsoft's codes of sign-ins say: "Microsoft Entra authentication and authorization error
// codes" (learn.microsoft.com, identity-platform/reference-error-codes). The page does not sort
// them; what asks the user for a next step is an interruption here, what a policy refuses is
// blocked, and all else is a failure.
#pragma once

#include <cstdint>
#include <string_view>

#include "plugin/base/outcome.h"

namespace aobo {

// success, interruption, blocked or failure.
std::string_view signin_outcome(std::uint64_t code);

// The same as the outcome of a record: what a policy refuses has failed.
Outcome outcome_of_sign_in(std::int64_t code);

}  // namespace aobo

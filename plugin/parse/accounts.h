// The accounts of Microsoft's servers, which the services of Microsoft 365 write as UserId.
#pragma once

#include <string_view>

namespace aobo {

// Nobody can give an account such a name: a UPN has neither a backslash nor a domain without a dot.
// Whole names only: serviceoperator@partner.example is a person.
bool is_server_account(std::string_view text);

}  // namespace aobo

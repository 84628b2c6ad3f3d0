// The names that GDAP gives to a partner's technicians in a customer's logs: user_<32 hex>@…, the
// digits of their object id at home.
#pragma once

#include <optional>
#include <string_view>

#include "plugin/base/guid.h"

namespace aobo {

// The id inside user_<32 hex>@… (a GDAP technician's object id in the partner tenant).
std::optional<Guid> technician_id(std::string_view upn);

}  // namespace aobo

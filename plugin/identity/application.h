// Which application acts, and whose it is.
#pragma once

#include <optional>

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

// The application's id: the record's own; where it has none, what the directory's export or the
// application's sign-ins tell of the service principal.
std::optional<Guid> acting_application(const Case& c, const Evidence& evidence);

// The tenant that owns the application, as the record or the directory's exports have it.
std::optional<Guid> owner_of_application(const Case& c, const std::optional<Guid>& app);

}  // namespace aobo

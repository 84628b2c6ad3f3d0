// Which application acts, and whose it is.
#pragma once

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

// The application's id: the record's own; where it has none, what the directory's export or the
// application's sign-ins tell of the service principal. The tenant that owns it, as the record, the
// directory's exports or those sign-ins have it.
Applications::Known acting_application(const Case& the_case, const Evidence& evidence);

// Whose the application is: "partner", "customer", "microsoft" or "other"; empty where nobody
// tells.
std::string_view owner_kind(const Case& the_case);
// The name of the partner's tool that acted, by its account or as an application; empty where none
// is known to have.
std::string_view tool_of(const Case& the_case);
// Whether the directory knows the key with which the application signed in; nothing where the
// record has none, or no export tells the application's keys.
std::optional<bool> key_known(const Case& the_case);

}  // namespace aobo

// Which application acts, and whose it is.
#pragma once

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

// The application's id: the record's own; where it has none, what the directory's export or the
// application's sign-ins tell of the service principal. The tenant that owns it, as the record, the
// directory's exports or those sign-ins have it. `tenant`: where it took place.
Applications::Known acting_application(const Case& the_case, const std::optional<Guid>& tenant,
                                       const Evidence& evidence);

// Whose the application is; kUnknown where nobody tells.
enum class AppOwner : std::uint8_t { kUnknown, kPartner, kCustomer, kMicrosoft, kOther };
AppOwner owner_kind(const Case& the_case);
std::string_view name(AppOwner owner);  // "partner"; empty for kUnknown
// The name of the partner's tool that acted, by its account or as an application; empty where none
// is known to have.
std::string_view tool_of(const Case& the_case);
// Whether the directory knows the key with which the application signed in; nothing where the
// record has none, or no export tells the application's keys.
std::optional<bool> key_known(const Case& the_case);

}  // namespace aobo

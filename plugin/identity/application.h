// Which application acts, and whose it is.
#pragma once

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

// The application's id: the record's own; where it has none, what the directory's export or the
// application's sign-ins tell of the service principal. The tenant that owns it, as the record, the
// directory's exports or those sign-ins have it.
Applications::Known acting_application(const Case& c, const Evidence& evidence);

}  // namespace aobo

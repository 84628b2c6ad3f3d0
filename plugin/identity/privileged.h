// Whether the user or the application that a record is about held a privileged role of the tenant's
// directory at the record's time: by the logs, which go before what exports say, as with groups.
//
// False only where all is known: exports told all who have a role and all who may take one up, no
// group is among them, and no log says otherwise. Of anything less there is no answer.
#pragma once

#include <optional>

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

// Of a change of a role itself: beside that role.
std::optional<bool> target_privileged(const Case& the_case, const Evidence& evidence);

}  // namespace aobo

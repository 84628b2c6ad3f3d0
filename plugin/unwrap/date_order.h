// DateOrder of an input: day first or month first, by what its dates allow. One date that allows
// one reading alone (13/02/2026) decides for all of them.
#pragma once

#include <string>

#include "plugin/base/time_forms.h"

namespace aobo {

// Looks through the input's records anew, up to limits::kDateRecords of them: only under the keys
// under which records have their times, so that no text of somebody's decides. kUnclear where none
// tells, and for what cannot be read twice (standard input).
DateOrder find_date_order(const std::string& input);

}  // namespace aobo

// DateOrder of an input: day first or month first, by what its dates allow. Dates that allow one
// reading alone (13/02/2026) decide for all of them, where they agree: an input with both orders
// was put together of two, and which of them a date is of nobody knows.
#pragma once

#include <string>

#include "plugin/base/time_forms.h"

namespace aobo {

// Looks through the input's records anew, wrapped or not, up to limits::kDateRecords of them and
// limits::kDateBytes: only in what a family knows, and only under the keys under which records have
// their times, so that neither a text of somebody's decides nor the time of whoever wrapped them.
// kUnclear where none tells or both orders are there, and for what cannot be read twice (standard
// input).
DateOrder find_date_order(const std::string& input);

}  // namespace aobo

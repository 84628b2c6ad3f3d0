// The rows of a CSV file that is read whole: an export of a portal, small and of a person's own
// making. Logs are framed by source/csv_framer.h, piece by piece.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo {

// Cells by row; the separator is what the first line has most of: comma, semicolon or tab. Quoted
// cells may hold separators, quotes ("") and line breaks. Blank lines are left out.
std::vector<std::vector<std::string>> csv_rows(std::string_view text);

}  // namespace aobo

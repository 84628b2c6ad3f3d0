// The rows of a CSV file that is read whole: an export of a portal, small and of a person's own
// making. Logs are framed by source/csv_framer.h, piece by piece.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo {

struct CsvRow {
  std::vector<std::string> cells;
  std::size_t line = 1;      // on which it begins
  bool ended = false;        // a line end stands behind it
  bool quote_open = false;   // a quote in it is never closed: the rest of the file is one cell
  bool last_quoted = false;  // its last cell is
};

// Cells by row; the separator is what the first line has most of: comma, semicolon or tab. Quoted
// cells may hold separators, quotes ("") and line breaks. Blank lines are left out.
std::vector<std::vector<std::string>> csv_rows(std::string_view text);

// The same, with what shows whether a row is whole.
std::vector<CsvRow> csv_rows_in_place(std::string_view text);

}  // namespace aobo

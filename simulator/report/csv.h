// CSV as RFC 4180 has it, safe against spreadsheets that take a text for a formula: a cell that
// begins with = + - @ a tab or a line break gets an apostrophe before it (OWASP, "CSV Injection").
// Control characters, line breaks too, and what is deceptive come out as \xHH or \uXXXX, as in
// tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

void append_csv_cell(std::string& line, std::string_view text);
// With its line break.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace aobo::sim

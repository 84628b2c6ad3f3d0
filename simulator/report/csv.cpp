#include "simulator/report/csv.h"

namespace aobo::sim {

void append_csv_cell(std::string& line, std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
  const bool quoted = formula || text.find_first_of("\",\r\n\t;") != std::string_view::npos;
  if (!quoted) {
    line += text;
    return;
  }
  line += '"';
  if (formula) line += '\'';
  for (const char c : text) {
    if (c == '"') line += '"';
    if (c != '\0') line += c;
  }
  line += '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    append_csv_cell(line, cells[i]);
  }
  return line + "\r\n";
}

}  // namespace aobo::sim

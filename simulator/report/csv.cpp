#include "simulator/report/csv.h"

#include "plugin/base/text.h"

namespace aobo::sim {

namespace {

// Whether a spreadsheet may take it for a formula: by its first letter that is no blank, also where
// that is a full-width one (U+FF1D and its like), which some read as the narrow one.
bool may_be_formula(std::string_view text) {
  if (!text.empty() && std::string_view("\t\r\n").find(text.front()) != std::string_view::npos)
    return true;
  const auto is_blank = [](std::string_view at) {
    return at.starts_with(' ')        ? 1U
           : at.starts_with("\u00a0") ? 2U
           : at.starts_with("\u3000") ? 3U
                                      : 0U;
  };
  while (const std::size_t blank = is_blank(text)) text.remove_prefix(blank);
  for (const std::string_view sign : {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}) {
    if (text.starts_with(sign)) return true;
  }
  return false;
}

}  // namespace

void append_csv_cell(std::string& line, std::string_view text) {
  const bool formula = may_be_formula(text);
  const std::string cell = on_one_line(text);
  const bool quoted = formula || cell.find_first_of("\",;") != std::string::npos;
  if (!quoted) {
    line += cell;
    return;
  }
  line += '"';
  if (formula) line += '\'';
  for (const char c : cell) {
    if (c == '"') line += '"';
    line += c;
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

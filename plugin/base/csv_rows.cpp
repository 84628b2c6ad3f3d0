#include "plugin/base/csv_rows.h"

#include <algorithm>

namespace aobo {
namespace {

char separator_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char one : {',', ';', '\t'}) {
    if (std::ranges::count(line, one) > std::ranges::count(line, best)) best = one;
  }
  return best;
}

// The cell that begins at `at`, which moves to what ends it: a separator, a line end, the end.
std::string take_cell(std::string_view text, std::size_t& at, char separator, CsvRow& row) {
  std::string cell;
  row.last_quoted = at < text.size() && text[at] == '"';
  if (row.last_quoted) {
    row.quote_open = true;
    for (++at; at < text.size(); ++at) {
      if (text[at] != '"') {
        cell.push_back(text[at]);
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        cell.push_back(text[++at]);
      } else {
        ++at;
        row.quote_open = false;
        break;
      }
    }
  }
  for (; at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r'; ++at)
    cell.push_back(text[at]);
  return cell;
}

}  // namespace

std::vector<CsvRow> csv_rows_in_place(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const char separator = separator_of(text);
  std::vector<CsvRow> rows;
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    CsvRow row;
    row.line = line;
    const std::size_t begin = at;
    for (bool more = true; more;) {
      row.cells.push_back(take_cell(text, at, separator, row));
      more = at < text.size() && text[at] == separator;
      if (more) ++at;
    }
    row.ended = at < text.size();
    while (at < text.size() && (text[at] == '\n' || text[at] == '\r')) ++at;
    line += static_cast<std::size_t>(std::ranges::count(text.substr(begin, at - begin), '\n'));
    if (row.cells.size() > 1 || !row.cells[0].empty()) rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  for (CsvRow& row : csv_rows_in_place(text)) rows.push_back(std::move(row.cells));
  return rows;
}

}  // namespace aobo

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
std::string take_cell(std::string_view text, std::size_t& at, char separator) {
  std::string cell;
  if (at < text.size() && text[at] == '"') {
    for (++at; at < text.size(); ++at) {
      if (text[at] != '"') {
        cell.push_back(text[at]);
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        cell.push_back(text[++at]);
      } else {
        ++at;
        break;
      }
    }
  }
  for (; at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r'; ++at)
    cell.push_back(text[at]);
  return cell;
}

}  // namespace

std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const char separator = separator_of(text);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t at = 0; at < text.size();) {
    std::vector<std::string> row;
    for (bool more = true; more;) {
      row.push_back(take_cell(text, at, separator));
      more = at < text.size() && text[at] == separator;
      if (more) ++at;
    }
    while (at < text.size() && (text[at] == '\n' || text[at] == '\r')) ++at;
    if (row.size() > 1 || !row[0].empty()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace aobo

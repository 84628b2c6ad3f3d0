#include "simulator/report/columns.h"

#include <algorithm>

namespace aobo::sim {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Bytes of the first `count` code points.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size() && count > 0; --count) {
    ++at;
    while (at < text.size() && continues(text[at])) ++at;
  }
  return at;
}

}  // namespace

std::size_t shown_width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string cut_in_the_middle(std::string_view text, std::size_t width) {
  const std::size_t all = shown_width(text);
  if (all <= width) return std::string(text);
  if (width == 0) return {};
  const std::size_t head = width / 2, tail = width - 1 - head;
  return std::string(text.substr(0, bytes_of(text, head))) + "…" +
         std::string(text.substr(bytes_of(text, all - tail)));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t shown = shown_width(text);
  if (shown < width) text.append(width - shown, ' ');
  return text;
}

std::vector<std::size_t> share_out(std::span<const ColumnWidth> columns, std::size_t width) {
  std::vector<std::size_t> given;
  std::size_t sum = columns.empty() ? 0 : 2 * (columns.size() - 1);
  for (const ColumnWidth& column : columns) {
    given.push_back(std::max(column.wanted, column.least));
    sum += given.back();
  }
  while (sum > width) {
    std::size_t widest = columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (given[i] > columns[i].least && (widest == columns.size() || given[i] > given[widest]))
        widest = i;
    }
    if (widest == columns.size()) break;
    --given[widest];
    --sum;
  }
  return given;
}

}  // namespace aobo::sim

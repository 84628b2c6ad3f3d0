#include "simulator/report/columns.h"

#include <algorithm>
#include <cstdint>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

struct PointRange {
  std::uint32_t from, to;
};
// Unicode's East Asian Width (annex 11), wide and full width, and pictures: two columns.
constexpr PointRange kWidePoints[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
    {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
    {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
    {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
    {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27b0},   {0x27bf, 0x27bf},
    {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
    {0x3041, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
    {0x16fe0, 0x18d08}, {0x1aff0, 0x1b2fb}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f265}, {0x1f300, 0x1f64f},
    {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7f0}, {0x1f900, 0x1f9ff}, {0x1fa70, 0x1faff},
    {0x20000, 0x3fffd}};
// Marks that stand on the character before them: none.
constexpr PointRange kMarks[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f}, {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xe0100, 0xe01ef}};

bool stands_in(std::span<const PointRange> ranges, std::uint32_t point) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const PointRange& range) {
    return point >= range.from && point <= range.to;
  });
}

// The next character of a text: its bytes, and the columns that it takes.
struct Character {
  std::size_t bytes = 1, columns = 1;
};
Character next_character(std::string_view text) {
  std::uint32_t point = 0;
  const std::size_t bytes = utf8_length(text, point);
  if (bytes <= 1) return {};
  return {bytes, stands_in(kWidePoints, point) ? 2U : stands_in(kMarks, point) ? 0U : 1U};
}

// The bytes of the characters from the front that fit.
std::size_t bytes_that_fit(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Character one = next_character(text.substr(at));
    if (one.columns > width) break;
    width -= one.columns;
    at += one.bytes;
  }
  return at;
}

}  // namespace

std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character one = next_character(text);
    width += one.columns;
    text.remove_prefix(one.bytes);
  }
  return width;
}

std::string cut_in_the_middle(std::string_view text, std::size_t width) {
  const std::size_t all = shown_width(text);
  if (all <= width) return std::string(text);
  if (width == 0) return {};
  const std::size_t head = bytes_that_fit(text, width / 2);
  // The tail begins where what is left fits.
  std::size_t tail = head;
  std::size_t left = all - shown_width(text.substr(0, head));
  while (left > width - 1 - width / 2) {
    const Character one = next_character(text.substr(tail));
    left -= one.columns;
    tail += one.bytes;
  }
  // A mark of what was cut away stays behind.
  while (tail < text.size() && next_character(text.substr(tail)).columns == 0)
    tail += next_character(text.substr(tail)).bytes;
  return std::string(text.substr(0, head)) + "…" + std::string(text.substr(tail));
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t at = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' ', 1), text.size());
    std::string_view word = text.substr(0, end);
    const bool breaks = at > 0 && at + shown_width(word) > width;
    if (breaks) {
      while (word.starts_with(' ')) word.remove_prefix(1);
      out += "\n" + std::string(indent, ' ');
      at = indent;
    }
    out += word;
    at += shown_width(word);
    text.remove_prefix(end);
  }
  return out;
}

std::string wrapped_lines(std::string_view text, std::size_t width) {
  constexpr std::size_t kFurther = 4;
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    out += wrapped(line, width, begin + kFurther);
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
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

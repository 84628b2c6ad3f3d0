#include "simulator/rules/placed_text.h"

#include <algorithm>

namespace aobo::sim {
namespace {

bool blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

}  // namespace

PlacedText PlacedText::of_scalar(std::string_view value, const SourcePlace& begin,
                                 std::string_view file_text) {
  // Byte of the file at which the scalar begins.
  std::size_t at = 0;
  for (std::uint32_t line = 1; line < begin.line; ++line) {
    const std::size_t end = file_text.find('\n', at);
    if (end == std::string_view::npos) return {value, begin};
    at = end + 1;
  }
  PlacedText placed;
  SourcePlace here{begin.file, begin.line, 1};
  SourcePlace last = begin;
  for (const char c : value) {
    // What is no blank stands in the file as well, in this order; an escape that does not is put
    // where the one before stood.
    SourcePlace there = here;
    std::size_t look = at;
    if (!blank(c)) {
      while (look < file_text.size() &&
             (file_text[look] != c || (there.line == begin.line && there.column < begin.column))) {
        if (file_text[look] == '\n') {
          ++there.line;
          there.column = 0;
        }
        ++there.column;
        ++look;
      }
    }
    if (!blank(c) && look < file_text.size()) {
      last = there;
      at = look + 1;
      here = {begin.file, there.line, there.column + 1};
    }
    placed.append(std::string_view(&c, 1), last);
  }
  return placed;
}

SourcePlace PlacedText::place(std::size_t at) const {
  if (places_.empty()) return {};
  return places_[std::min(at, places_.size() - 1)];
}

void PlacedText::append(std::string_view text, const SourcePlace& place) {
  text_ += text;
  places_.insert(places_.end(), text.size(), place);
}

void PlacedText::append(const PlacedText& other) {
  text_ += other.text_;
  places_.insert(places_.end(), other.places_.begin(), other.places_.end());
}

void PlacedText::replace(std::size_t at, std::size_t count, std::string_view by) {
  const SourcePlace there = place(at);
  text_.replace(at, count, by);
  const auto from = places_.begin() + static_cast<std::ptrdiff_t>(at);
  const auto begin = places_.erase(from, from + static_cast<std::ptrdiff_t>(count));
  places_.insert(begin, by.size(), there);
}

}  // namespace aobo::sim

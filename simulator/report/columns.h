// Columns of text for a terminal: what is too wide is cut in its middle, and a width is shared out
// among columns. A character is as wide as a terminal shows it: none, one column or two.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// Columns of a text of valid UTF-8.
std::size_t shown_width(std::string_view text);
// The text in `width`, cut in the middle with "…" where it is wider; blanks are not added.
std::string cut_in_the_middle(std::string_view text, std::size_t width);
// Broken at blanks where it is wider; lines after the first begin with `indent` blanks. A word that
// is wider by itself, like an id, stays whole.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);
// The same of each line of a text; what is broken off stands a little further in than its line.
std::string wrapped_lines(std::string_view text, std::size_t width);
std::string padded(std::string text, std::size_t width);

struct ColumnWidth {
  std::size_t wanted = 0;
  std::size_t least = 0;  // it is never narrower
};
// What each column gets of `width`, two blanks between two of them: what it wants where there is
// room, else the widest give first.
std::vector<std::size_t> share_out(std::span<const ColumnWidth> columns, std::size_t width);

}  // namespace aobo::sim

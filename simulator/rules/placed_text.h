// PlacedText: a text of which every character knows where in the files it came from, however it was
// joined, folded or substituted since, so that an error in a condition can be shown where a person
// wrote it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/rules/diagnostic.h"

namespace aobo::sim {

class PlacedText {
 public:
  PlacedText() = default;
  // All of it at one place.
  PlacedText(std::string_view text, const SourcePlace& place) { append(text, place); }
  // A YAML scalar's value, found again in the file from where the scalar begins: what folding and
  // quoting left out is skipped.
  static PlacedText of_scalar(std::string_view value, const SourcePlace& begin,
                              std::string_view file_text);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  // The place of the character there; past the end that of the last one.
  SourcePlace place(std::size_t at) const;

  void append(std::string_view text, const SourcePlace& place);
  void append(const PlacedText& other);
  // In place of `count` characters from `at`: `by`, all of it at the place of the first of them.
  void replace(std::size_t at, std::size_t count, std::string_view by);

 private:
  std::string text_;
  std::vector<SourcePlace> places_;
};

}  // namespace aobo::sim

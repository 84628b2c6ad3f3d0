// Writing JSON text: strings with what must be escaped escaped, bytes that are no UTF-8 replaced by
// U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace aobo {

// Appends `text` with its quotes.
void append_json_string(std::string& out, std::string_view text);
// The text as a JSON string, quotes and all.
std::string json_string(std::string_view text);

// Minified JSON with what would not be shown as it is (direction marks, line separators) as
// escapes, as a writer of logs has it: the same values, and nothing of them is lost where it is
// shown.
std::string with_escapes(std::string json);

// The value of "\uXXXX" at the head of `text`, or -1.
int escaped_unit(std::string_view text);

// Appends a list of texts: ["a","b"].
template <typename Texts>
void append_json_list(std::string& out, const Texts& texts) {
  out.push_back('[');
  bool first = true;
  for (const auto& text : texts) {
    if (!first) out.push_back(',');
    first = false;
    append_json_string(out, text);
  }
  out.push_back(']');
}

}  // namespace aobo

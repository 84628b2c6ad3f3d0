// TextRange: a part of a text, by its bytes; and where such parts end.
#pragma once

#include <cstddef>
#include <string_view>

namespace aobo {

struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What ends a value in a URL or in text.
inline constexpr std::string_view kValueStops = "&;, \t\r\n\"'<>\\#)}";

// Where the characters from `at` on end of which `is` is true.
template <typename Is>
std::size_t run_end(std::string_view text, std::size_t at, Is is) {
  while (at < text.size() && is(text[at])) ++at;
  return at;
}

constexpr bool is_quote(char byte) { return byte == '"' || byte == '\''; }
constexpr bool is_letter_or_digit(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9');
}

// Behind the spaces that stand at `at`, if any.
inline std::size_t behind_spaces(std::string_view text, std::size_t at) {
  return run_end(text, at, [](char c) { return c == ' '; });
}

}  // namespace aobo

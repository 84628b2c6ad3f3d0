// What can be mended of JSON that no parser takes, because its meaning is certain all the same.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace aobo {

// The text as valid JSON tokens, or nothing where nothing was to be mended:
//   bytes that are no UTF-8          read as Windows-1252 (what Windows writes otherwise)
//   raw control characters in text   escaped; between values NUL and other padding is left out
//   half a surrogate pair            U+FFFD
//   NaN, Infinity, -Infinity         null
//   numbers no parser can hold       the digits as text
// Brackets and commas stay as they are: what is cut or spliced stays broken.
std::optional<std::string> repaired_json(std::string_view text);

// Text whose bytes are no UTF-8, read as Windows-1252; nothing where they are.
std::optional<std::string> text_of_windows(std::string_view text);

// An object that was cut off, as far as its members are whole, closed after the last of them;
// nothing where not one is. Members inside objects that were cut are kept as well.
//   {"a":1,"b":{"c":2,"d":"x     gives {"a":1,"b":{"c":2}}
std::optional<std::string> closed_json(std::string_view text);

}  // namespace aobo

// What a log says in words of its own, within a sentence of ours.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "plugin/base/text.h"

namespace aobo {

// As printable() has it, in quotation marks that nothing within can end, and go on as if the words
// were ours: those within come twice. Single ones, because a host escapes the others.
inline std::string in_quotes(std::string_view text, std::size_t most = std::string_view::npos) {
  std::string out = "'";
  for (const char c : printable(text, most)) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + '\'';
}

// Whether it can be nothing but a name, an id or an address: a text of one word, of ASCII, because
// other alphabets have spaces and commas of their own.
inline bool is_one_word(std::string_view text) {
  constexpr std::string_view kOthers = "\"'(),;";
  return !text.empty() && std::ranges::none_of(text, [&](char c) {
    return c <= ' ' || c > '~' || kOthers.find(c) != std::string_view::npos;
  });
}

inline std::string plain_or_in_quotes(std::string_view text,
                                      std::size_t most = std::string_view::npos) {
  return is_one_word(text) ? printable(text, most) : in_quotes(text, most);
}

}  // namespace aobo

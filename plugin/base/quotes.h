// What a log says in words of its own, within a sentence of ours.
#pragma once

#include <string>
#include <string_view>

#include "plugin/base/text.h"

namespace aobo {

// As printable() has it, in quotation marks that nothing within can end, and go on as if the words
// were ours: those within come out as \".
inline std::string in_quotes(std::string_view text, std::size_t most = std::string_view::npos) {
  std::string out = "\"";
  for (const char c : printable(text, most)) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace aobo

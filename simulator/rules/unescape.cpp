#include "simulator/rules/unescape.h"

#include <fmt/format.h>

#include "plugin/base/number.h"
#include "simulator/rules/parser.h"

namespace aobo::sim {
namespace {

constexpr std::pair<char, char> kEscapes[] = {{'b', '\b'}, {'f', '\f'}, {'n', '\n'},  {'r', '\r'},
                                              {'t', '\t'}, {' ', '\\'}, {'\\', '\\'}, {'/', '/'}};

// The byte of "HH", which `digits` begins with.
char byte_of(std::string_view digits, std::size_t at) {
  if (digits.size() < 2) throw SyntaxError{at, "truncated hex char escape sequence"};
  const auto byte = whole_number<unsigned char>(digits.substr(0, 2), 16);
  if (!byte)
    throw SyntaxError{at, fmt::format("invalid hex char escape sequence: {}", digits.substr(0, 2))};
  return static_cast<char>(*byte);
}

char escaped(char character, char quote, std::size_t at) {
  for (const auto& [letter, byte] : kEscapes) {
    if (character == letter) return byte;
  }
  if (character == quote) return character;
  if (character == '"') throw SyntaxError{at, "invalid \\\" escape in '-quoted string"};
  if (character == '\'') throw SyntaxError{at, "invalid \\' escape in \"-quoted string"};
  throw SyntaxError{at, fmt::format("unsupported string escape sequence: \\{}", character)};
}

}  // namespace

std::string unescaped(std::string_view inner, char quote, std::size_t at, FalcoVersion falco) {
  std::string value;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] != '\\' || i + 1 == inner.size()) {
      value += inner[i];
      continue;
    }
    const char c = inner[++i];
    if (c == 'x' && falco >= FalcoVersion::k045) {
      value += byte_of(inner.substr(i + 1), at + i);
      i += 2;
    } else {
      value += escaped(c, quote, at + i);
    }
  }
  return value;
}

}  // namespace aobo::sim

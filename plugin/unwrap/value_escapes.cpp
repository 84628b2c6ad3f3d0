#include "plugin/unwrap/value_escapes.h"

#include <simdjson.h>

namespace aobo {
namespace {

// What only one of the two writes.
struct Signs {
  bool any = false;      // a backslash at all
  bool escaped = false;  // one before "=" or "|": no JSON has that
  bool bare = false;     // an "=" without one
  bool by_fours = true;  // backslashes stand in fours only: one of JSON's, escaped, makes four
};

Signs signs_of(std::string_view value) {
  Signs signs;
  std::size_t run = 0;
  for (const char byte : value) {
    if (byte == '\\') {
      ++run;
      continue;
    }
    const bool odd = run % 2 == 1;
    if (byte == '=' || byte == '|') signs.escaped = signs.escaped || odd;
    if (byte == '=') signs.bare = signs.bare || !odd;
    signs.any = signs.any || run > 0;
    signs.by_fours = signs.by_fours && run % 4 == 0;
    run = 0;
  }
  return signs;
}

std::string taken_off(std::string_view value) {
  std::string plain;
  plain.reserve(value.size());
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char next = value[at] == '\\' && at + 1 < value.size() ? value[at + 1] : '\0';
    const bool known =
        next == '\\' || next == '=' || next == '|' || next == 'n' || next == 'r' || next == 't';
    if (!known) {
      plain.push_back(value[at]);
      continue;
    }
    ++at;
    plain.push_back(next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next);
  }
  return plain;
}

bool is_json(std::string_view text) {
  simdjson::dom::parser parser;
  return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

}  // namespace

std::optional<std::string> without_escapes(std::string_view value) {
  const Signs signs = signs_of(value);
  if (!signs.any) return std::nullopt;
  std::string plain = taken_off(value);
  if (signs.escaped) return plain;
  if (!is_json(plain)) return std::nullopt;
  // Where both are JSON, one backslash of a name tells: "DOM\\\\user" is escaped, "DOM\\user" not,
  // which would hold a control character otherwise.
  if (is_json(value) && (signs.bare || !signs.by_fours)) return std::nullopt;
  return plain;
}

}  // namespace aobo

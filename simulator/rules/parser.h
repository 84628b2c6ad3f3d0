// The language of conditions, as Falco 0.44 reads it (falcosecurity/libs,
// userspace/libsinsp/filter/parser.h):
//   or    = and { "or" and }          and = not { "and" not }         not = { "not" } ( check | "("
//   or ")" ) check = term "exists" | term NUMOP number | term STROP [ "oneof" | "anyof" | "allof"
//   list ] text | term LISTOP list | NAME term  = FIELD [ "[" argument "]" ] | TRANSFORMER "("
//   terms ")"
// Kept with its peculiarities: key words in lower case only; "and", "or" want a blank or "(" behind
// them, "exists" does not; text operators want a blank behind them, list operators do not; a quoted
// text ends at the first quote that no backslash precedes, even where that backslash is itself
// escaped; a name where a list is expected is a list of that one word.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "simulator/rules/condition.h"

namespace aobo::sim {

struct SyntaxError {
  std::size_t at = 0;   // byte of the text
  std::string message;  // in Falco's words, where Falco says so too
};

// Nesting of one condition; deeper ones are refused.
inline constexpr std::size_t kConditionDepth = 1000;

std::variant<Condition, SyntaxError> parse_condition(std::string_view text);

}  // namespace aobo::sim

// The language of conditions, as Falco reads it (falcosecurity/libs,
// userspace/libsinsp/filter/parser.h):
//   or    = and { "or" and }
//   and   = not { "and" not }
//   not   = { "not" } ( check | "(" or ")" )
//   check = term "exists" | term NUMOP number | term STROP text | term LISTOP list | NAME
//         | term STROP ( "oneof" | "anyof" | "allof" ) list
//   term  = FIELD [ "[" argument "]" ] | TRANSFORMER "(" terms ")" [ "[" argument "]" ]
// Kept with its peculiarities: key words in lower case only; "and", "or" want a blank or "(" behind
// them, "exists" does not; text operators want a blank behind them, list operators do not; a quoted
// text ends at the first quote that no backslash precedes, even where that backslash is itself
// escaped; a name where a list is expected is a list of that one word.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "simulator/rules/condition.h"
#include "simulator/rules/falco_version.h"

namespace aobo::sim {

struct SyntaxError {
  std::size_t at = 0;   // byte of the text
  std::string message;  // in Falco's words, where Falco says so too
};

// Steps into the grammar's rules, of which a parenthesis takes five; deeper conditions are refused.
// Falco 0.45 counts so; 0.44 meant to, and does not.
inline constexpr std::size_t kConditionDepth = 1000;

std::variant<Condition, SyntaxError> parse_condition(std::string_view text, FalcoVersion falco);

}  // namespace aobo::sim

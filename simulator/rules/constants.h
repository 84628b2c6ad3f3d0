// Constants: how Falco reads the texts on the right side of a check as values of the left side's
// type.
#pragma once

#include <optional>
#include <string>

#include "plugin/base/result.h"
#include "simulator/rules/compile.h"

namespace aobo::sim {

// Adds one; the error is in Falco's words.
std::optional<Error> add_constant(ss_plugin_field_type type, Op op, const std::string& text,
                                  Constants& into);
// What a regex check is warned of: that a plain word, or one with .* or an anchor at its ends,
// needs no regex: a regex always has to match the whole text.
bool needs_no_regex(std::string_view pattern);
// Whether an operator can hold a value of this type against others, in Falco's words where it
// cannot.
std::optional<Error> check_operator(Op op, ss_plugin_field_type type, bool is_list);

}  // namespace aobo::sim

// Escapes within a quoted text of a condition, as Falco reads them (falcosecurity/libs,
// userspace/libsinsp/filter/escaping.cpp): \b \f \n \r \t \\ \/, the text's own quote, and "\ ",
// which is a backslash, for old rules. \xHH, two hexadecimal digits, is a byte since Falco 0.45.
#pragma once

#include <string>
#include <string_view>

#include "simulator/rules/falco_version.h"

namespace aobo::sim {

// `inner` stands between quotes, the first of which is byte `at` of the condition. Throws a
// SyntaxError (parser.h) for an escape that there is not.
std::string unescaped(std::string_view inner, char quote, std::size_t at, FalcoVersion falco);

}  // namespace aobo::sim

// Texts as logs hold them, of any bytes: made UTF-8, and made one line.
#pragma once

#include <string>
#include <string_view>

#include "simulator/rules/falco_version.h"

namespace aobo::sim {

bool is_utf8(std::string_view text);

// U+FFFD in place of each longest beginning of a sequence that does not go on (Unicode,
// chapter 3.9, "U+FFFD Substitution of Maximal Subparts"), which is how Falco 0.45 does it.
std::string with_replacements(std::string_view text);

// An alert's text as the host prints it. Falco 0.45 escapes it as JSON does: quotes, backslashes
// and control characters. 0.44 prints it as it is, so that a log can forge a line; here control
// characters are escaped all the same, and so are in both versions line separators and marks that
// turn the direction of text around.
std::string line_text(std::string_view text, FalcoVersion falco);

}  // namespace aobo::sim

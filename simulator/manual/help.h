// Help as it stands on a terminal, at most kHelpColumns wide.
#pragma once

#include <string>
#include <string_view>

#include "simulator/manual/command_text.h"

namespace aobo::sim {

inline constexpr std::size_t kHelpColumns = 92;

// `text` in lines of at most `columns`, each behind `indent` spaces but the first, which has
// `first` characters before it already. A word that is longer stands alone.
std::string help_lines(std::string_view text, std::size_t indent, std::size_t first,
                       std::size_t columns = kHelpColumns);

std::string help_text(const CommandText& command);
std::string help_text(const ProgramText& program);

}  // namespace aobo::sim

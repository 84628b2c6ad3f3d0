// Secrets that are words of a command line without a name before them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "plugin/mask/text_range.h"

namespace aobo {

// The secret of the command that has its mark at `at`: the dash of ConvertTo-SecureString, the "n"
// of "net user".
std::optional<TextRange> secret_of_command(std::string_view text, std::size_t at);

}  // namespace aobo

// Tokens that say by their beginning whose they are: "ghp_…" of GitHub, "xoxb-…" of Slack. Each
// beginning is published by the one who issues them (secret_token.cpp).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "plugin/mask/text_range.h"

namespace aobo {

// Whether a token's published beginning ends with the "_" or "-" at `at`.
bool ends_token_prefix(std::string_view text, std::size_t at);

// The token whose beginning ends there, whole.
std::optional<TextRange> secret_of_prefix(std::string_view text, std::size_t at);

}  // namespace aobo

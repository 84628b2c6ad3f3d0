// Secrets that are parts of a URL: the password before the host, and the path of an incoming
// webhook.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "plugin/mask/text_range.h"

namespace aobo {

// The password in the URL whose colon is at `colon`, or its path where that is the secret.
std::optional<TextRange> secret_of_url(std::string_view text, std::size_t colon);

}  // namespace aobo

// Writing JSON text: strings with what must be escaped escaped, bytes that are no UTF-8 replaced by
// U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace aobo {

// Appends `text` with its quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace aobo

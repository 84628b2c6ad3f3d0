// What a string of JSON says: its escapes taken out. What is no escape stays as it stands; half of
// a surrogate pair becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace aobo {

// `raw`: what stands between the quotes.
std::string unescaped(std::string_view raw);

}  // namespace aobo

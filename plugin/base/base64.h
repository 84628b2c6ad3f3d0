// Base64 and base64url (RFC 4648, sections 4 and 5).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace aobo {

struct Base64 {
  std::size_t bytes = 0;
  bool bits_left = false;  // bits of the last character that make no byte, and are not 0
};

// Writes the bytes of a text without padding, in either alphabet, to `out`. Nothing where a
// character is of neither, or `out` is too small.
std::optional<Base64> decode_base64(std::string_view text, std::span<char> out);

// Base64 with padding.
std::string encode_base64(std::string_view bytes);

// Base64url without padding.
std::string encode_base64url(std::string_view bytes);

}  // namespace aobo

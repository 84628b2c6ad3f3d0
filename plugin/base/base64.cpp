#include "plugin/base/base64.h"

#include <cstdint>

namespace aobo {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int value_of(char byte) {
  if (byte >= 'A' && byte <= 'Z') return byte - 'A';
  if (byte >= 'a' && byte <= 'z') return byte - 'a' + 26;
  if (byte >= '0' && byte <= '9') return byte - '0' + 52;
  if (byte == '-' || byte == '+') return 62;
  if (byte == '_' || byte == '/') return 63;
  return -1;
}

}  // namespace

std::optional<Base64> decode_base64(std::string_view text, std::span<char> out) {
  Base64 decoded;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    if (decoded.bytes == out.size()) return std::nullopt;
    out[decoded.bytes++] = static_cast<char>((bits >> held) & 0xff);
    bits &= (1U << held) - 1;
  }
  decoded.bits_left = bits != 0;
  return decoded;
}

namespace {

std::string encoded(std::string_view bytes, std::string_view alphabet) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    held += 8;
    for (; held >= 6; held -= 6) text += alphabet[bits >> (held - 6) & 63];
  }
  if (held > 0) text += alphabet[bits << (6 - held) & 63];
  return text;
}

}  // namespace

std::string encode_base64url(std::string_view bytes) { return encoded(bytes, kUrlAlphabet); }

std::string encode_base64(std::string_view bytes) {
  std::string text = encoded(bytes, kAlphabet);
  text.resize((text.size() + 3) / 4 * 4, '=');
  return text;
}

}  // namespace aobo

#include "plugin/base/app_key.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <span>

#include "plugin/base/base64.h"
#include "plugin/base/guid.h"
#include "plugin/base/number.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::size_t kSha1 = 20, kSha256 = 32;

bool is_length(std::size_t bytes) { return bytes == kSha1 || bytes == kSha256; }

// Digits alone, or pairs of them with one sort of character between.
std::optional<std::string> from_hex(std::string_view text) {
  const bool pairs = text.size() > 2 && !is_hex_digit(text[2]);
  const char between = pairs ? text[2] : '\0';
  if (pairs && between != ':' && between != '-' && between != ' ') return std::nullopt;
  std::string hex;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool separates = pairs && at % 3 == 2;
    if (separates ? text[at] != between : !is_hex_digit(text[at])) return std::nullopt;
    if (!separates) hex.push_back(to_lower(text[at]));
  }
  return is_length(hex.size() / 2) && hex.size() % 2 == 0 ? std::optional(hex) : std::nullopt;
}

// Bytes as decimal numbers with blanks between.
std::optional<std::string> from_numbers(std::string_view text) {
  std::string hex;
  std::size_t count = 0;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(' '));
    const auto value = whole_number<std::uint8_t>(one);
    if (!value || ++count > kSha256) return std::nullopt;
    hex += fmt::format("{:02x}", *value);
    text.remove_prefix(one.size());
    if (!text.empty()) text.remove_prefix(1);
  }
  return is_length(count) ? std::optional(hex) : std::nullopt;
}

std::optional<std::string> from_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::array<char, kSha256 + 1> bytes;  // one more shows that there are too many
  const auto decoded = decode_base64(text, bytes);
  if (!decoded || decoded->bits_left || !is_length(decoded->bytes)) return std::nullopt;
  std::string hex;
  for (const char byte : std::span(bytes).first(decoded->bytes))
    hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

}  // namespace

std::optional<std::string> thumbprint_of(std::string_view text) {
  text = trimmed(text);
  if (auto hex = from_hex(text)) return hex;  // 40 and 64 characters of base64 are no thumbprint
  if (auto hex = from_numbers(text)) return hex;
  return from_base64(text);
}

std::string app_key_spelling(std::string_view text) {
  if (auto hex = thumbprint_of(text)) return *hex;
  const auto id = parse_guid(trimmed(text));
  return id ? id->text() : lower(trimmed(text));
}

}  // namespace aobo

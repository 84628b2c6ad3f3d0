#include "plugin/mask/unescape.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "plugin/base/text.h"

namespace aobo {
namespace {

std::optional<std::uint32_t> hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const char low = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') {
      value = value * 16 + static_cast<std::uint32_t>(c - '0');
    } else if (low >= 'a' && low <= 'f') {
      value = value * 16 + static_cast<std::uint32_t>(low - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

// The code point behind "\u" at the head of `rest`, and how many characters tell it.
std::optional<std::uint32_t> point_of(std::string_view rest, std::size_t& used) {
  const auto first = hex4(rest.substr(std::min<std::size_t>(2, rest.size())));
  if (!first) return std::nullopt;
  used = 6;
  if (*first < 0xd800 || *first > 0xdfff) return first;
  if (*first < 0xdc00 && rest.substr(6).starts_with("\\u")) {
    const auto second = hex4(rest.substr(8));
    if (second && *second >= 0xdc00 && *second <= 0xdfff) {
      used = 12;
      return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
    }
  }
  return 0xfffd;
}

}  // namespace

std::string unescaped(std::string_view raw) {
  constexpr std::string_view kLetters = "bfnrt", kMeanings = "\b\f\n\r\t";
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t plain = std::min(raw.find('\\', at), raw.size());
    out.append(raw.substr(at, plain - at));
    at = plain;
    if (at + 1 >= raw.size()) return out.append(raw.substr(at));
    const char c = raw[at + 1];
    const std::size_t letter = kLetters.find(c);
    std::size_t used = 2;
    if (letter != std::string_view::npos) {
      out += kMeanings[letter];
    } else if (c == '"' || c == '\\' || c == '/') {
      out += c;
    } else if (const auto point = c == 'u' ? point_of(raw.substr(at), used) : std::nullopt) {
      append_utf8(out, *point);
    } else {
      out.append(raw.substr(at, 2));
    }
    at += used;
  }
  return out;
}

}  // namespace aobo

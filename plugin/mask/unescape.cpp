#include "plugin/mask/unescape.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "plugin/base/json_text.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// The code point of the "\uXXXX" at the head of `rest`, and how many characters tell it.
std::optional<std::uint32_t> point_of(std::string_view rest, std::size_t& used) {
  const int first = escaped_unit(rest);
  if (first < 0) return std::nullopt;
  used = 6;
  if (!is_high_surrogate(first) && !is_low_surrogate(first))
    return static_cast<std::uint32_t>(first);
  const int second = escaped_unit(rest.substr(used));
  if (!is_high_surrogate(first) || !is_low_surrogate(second)) return 0xfffd;
  used = 12;
  return of_surrogates(static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second));
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

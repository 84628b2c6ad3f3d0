#include "plugin/base/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "plugin/base/eight_bytes.h"
#include "plugin/base/text.h"

namespace aobo {

namespace {

// As it stands: ASCII but for control characters, the quote and the backslash.
constexpr bool is_plain(char byte) {
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

// Where what stands there as it is ends.
std::size_t plain_end(std::string_view text, std::size_t at) {
  for (; at + eight::kBytes <= text.size(); at += eight::kBytes) {
    const std::uint64_t word = eight::load(text.data() + at);
    const std::uint64_t plain =
        eight::printable(word) & ~eight::equal(word, '"') & ~eight::equal(word, '\\');
    if (plain != eight::kHigh) return at + eight::before_first(plain ^ eight::kHigh);
  }
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

// \uXXXX, or a surrogate pair: the same text to whoever reads the JSON, and no line break to
// whoever reads lines.
void append_escape(std::string& out, std::uint32_t point) {
  if (point < 0x10000) {
    out += fmt::format("\\u{:04x}", point);
  } else {
    point -= 0x10000;
    out += fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (point >> 10), 0xdc00 + (point & 0x3ff));
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = plain_end(text, at);
    out.append(text, at, run - at);
    at = run;
    if (at == text.size()) break;
    const char c = text[at];
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text.substr(at), point);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (length == 0) {
      out += "\xef\xbf\xbd";
    } else if (point < 0x20 || point == 0x7f || is_deceptive(point)) {
      append_escape(out, point);
    } else {
      out.append(text.substr(at, length));
    }
    at += length == 0 ? 1 : length;
  }
  out.push_back('"');
}

std::string with_escapes(std::string json) {
  const auto stands_out = [](char byte) { return !(byte >= 0x20 && byte < 0x7f); };
  if (std::ranges::none_of(json, stands_out)) return json;
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(std::string_view(json).substr(at), point);
    if (length > 0 && (point == 0x7f || is_deceptive(point))) {
      append_escape(out, point);
    } else {
      out.append(json, at, std::max<std::size_t>(length, 1));
    }
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

int escaped_unit(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return -1;
  int value = 0;
  for (const char c : text.substr(2, 4)) {
    if (!is_hex_digit(c)) return -1;
    const char low = to_lower(c);
    value = value * 16 + (low <= '9' ? low - '0' : low - 'a' + 10);
  }
  return value;
}

}  // namespace aobo

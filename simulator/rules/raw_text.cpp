#include "simulator/rules/raw_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// What the second byte of a sequence may be, by its first (Unicode, table 3-7).
struct Second {
  unsigned char lead, from, to;
};
constexpr Second kSecond[] = {
    {0xe0, 0xa0, 0xbf}, {0xed, 0x80, 0x9f}, {0xf0, 0x90, 0xbf}, {0xf4, 0x80, 0x8f}};

// Bytes of the broken sequence at the head.
std::size_t broken_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0xc2 || lead > 0xf4) return 1;
  const std::size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  std::size_t size = 1;
  for (; size < std::min(whole, text.size()); ++size) {
    unsigned char from = 0x80, to = 0xbf;
    for (const Second& row : kSecond) {
      if (size != 1 || row.lead != lead) continue;
      from = row.from;
      to = row.to;
    }
    if (byte(size) < from || byte(size) > to) break;
  }
  return size;
}

// What JSON writes for a control character, a quote or a backslash; empty for another.
std::string escape_of(std::uint32_t point) {
  constexpr std::string_view kShort = "btn.fr";  // from 0x08 on; 0x0b has none
  if (point == '"') return "\\\"";
  if (point == '\\') return "\\\\";
  if (point >= 0x08 && point <= 0x0d && point != 0x0b)
    return std::string("\\") + kShort[point - 0x08];
  return point < 0x20 || point == 0x7f || is_deceptive(point) ? fmt::format("\\u{:04x}", point)
                                                              : "";
}

// Calls back for each code point, its bytes and its number, or for broken ones, with a size of 0.
template <typename Each>
void each_point(std::string_view text, const Each& each) {
  while (!text.empty()) {
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text, point);
    each(text.substr(0, length), point);
    text.remove_prefix(length == 0 ? broken_length(text) : length);
  }
}

}  // namespace

bool is_utf8(std::string_view text) {
  bool all = true;
  each_point(text, [&](std::string_view bytes, std::uint32_t) { all = all && !bytes.empty(); });
  return all;
}

std::string with_replacements(std::string_view text) {
  std::string out;
  each_point(text, [&](std::string_view bytes, std::uint32_t) {
    out += bytes.empty() ? kReplacement : bytes;
  });
  return out;
}

std::string line_text(std::string_view text, FalcoVersion falco) {
  std::string out;
  each_point(text, [&](std::string_view bytes, std::uint32_t point) {
    const bool printed_as_is = falco < FalcoVersion::k045 && (point == '"' || point == '\\');
    const std::string escape = bytes.empty() || printed_as_is ? "" : escape_of(point);
    out += bytes.empty() ? kReplacement : escape.empty() ? bytes : std::string_view(escape);
  });
  return out;
}

}  // namespace aobo::sim

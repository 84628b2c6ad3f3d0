#include "plugin/base/guid.h"

#include "plugin/base/base64.h"

namespace aobo {
namespace {

constexpr std::array<std::int8_t, 256> make_hex_values() {
  std::array<std::int8_t, 256> table{};
  for (auto& value : table) value = -1;
  for (int i = 0; i < 10; ++i)
    table[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i) {
    table[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
    table[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(10 + i);
  }
  return table;
}
constexpr auto kHexValues = make_hex_values();

constexpr std::array<std::array<char, 2>, 256> make_hex_pairs() {
  constexpr char kDigits[] = "0123456789abcdef";
  std::array<std::array<char, 2>, 256> table{};
  for (std::size_t i = 0; i < 256; ++i) table[i] = {kDigits[i >> 4], kDigits[i & 0xf]};
  return table;
}
constexpr auto kHexPairs = make_hex_pairs();

int hex_value(char byte) { return kHexValues[static_cast<unsigned char>(byte)]; }

// Reads exactly `digits` hex digits into the low end of `into`.
bool read_hex(std::string_view text, std::uint64_t& into) {
  int bad = 0;
  for (const char c : text) {
    const int value = hex_value(c);
    bad |= value;
    into = (into << 4) | static_cast<std::uint64_t>(value & 0xf);
  }
  return bad >= 0;
}

std::optional<Guid> parse_dashed(std::string_view text) {
  if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return std::nullopt;
  Guid guid;
  const bool ok = read_hex(text.substr(0, 8), guid.high) &&
                  read_hex(text.substr(9, 4), guid.high) &&
                  read_hex(text.substr(14, 4), guid.high) &&
                  read_hex(text.substr(19, 4), guid.low) && read_hex(text.substr(24, 12), guid.low);
  return ok ? std::optional(guid) : std::nullopt;
}

std::optional<Guid> parse_plain(std::string_view text) {
  Guid guid;
  const bool ok = read_hex(text.substr(0, 16), guid.high) && read_hex(text.substr(16), guid.low);
  return ok ? std::optional(guid) : std::nullopt;
}

}  // namespace

void Guid::write(char (&out)[36]) const {
  char* at = out;
  for (int byte = 0; byte < 16; ++byte) {
    if (byte == 4 || byte == 6 || byte == 8 || byte == 10) *at++ = '-';
    const std::uint64_t half = byte < 8 ? high : low;
    const auto& pair = kHexPairs[(half >> (56 - 8 * (byte % 8))) & 0xff];
    *at++ = pair[0];
    *at++ = pair[1];
  }
}

std::string Guid::text() const {
  char buffer[36];
  write(buffer);
  return std::string(buffer, sizeof buffer);
}

std::optional<Guid> parse_guid(std::string_view text) {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() == 36) return parse_dashed(text);
  if (text.size() == 32) return parse_plain(text);
  return std::nullopt;
}

std::optional<Guid> parse_id(std::string_view text) {
  const auto guid = parse_guid(text);
  return guid && !guid->is_zero() ? guid : std::nullopt;
}

std::optional<Guid> parse_uti(std::string_view text) {
  // 22 or 24 characters are 16 bytes; 48 characters are the 36 of the text.
  if (text.size() != 22 && text.size() != 24 && text.size() != 48) return std::nullopt;
  while (text.ends_with('=')) text.remove_suffix(1);
  char bytes[36];
  const auto decoded = decode_base64(text, bytes);
  if (decoded && decoded->bytes == 36) return parse_id({bytes, 36});
  if (!decoded || decoded->bytes != 16) return std::nullopt;
  static constexpr std::array<std::size_t, 16> kOrder = {3, 2, 1,  0,  5,  4,  7,  6,
                                                         8, 9, 10, 11, 12, 13, 14, 15};
  Guid guid;
  for (std::size_t i = 0; i < 16; ++i) {
    std::uint64_t& half = i < 8 ? guid.high : guid.low;
    half = (half << 8) | static_cast<unsigned char>(bytes[kOrder[i]]);
  }
  return guid.is_zero() ? std::nullopt : std::optional(guid);
}

}  // namespace aobo

#include "plugin/base/guid.h"

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

int hex_value(char c) { return kHexValues[static_cast<unsigned char>(c)]; }

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

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-' || c == '+') return 62;
  if (c == '_' || c == '/') return 63;
  return -1;
}

// The bytes of base64 or base64url, padded or not; 0 of them where a character is neither or they
// do not fit.
std::size_t decode_base64(std::string_view text, char (&bytes)[36]) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  std::size_t size = 0;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0) return 0;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    if (size == sizeof bytes) return 0;
    bytes[size++] = static_cast<char>((bits >> held) & 0xff);
  }
  return size;
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
  char bytes[36];
  const std::size_t size = decode_base64(text, bytes);
  if (size == 36) return parse_guid({bytes, size});
  if (size != 16) return std::nullopt;
  static constexpr std::array<std::size_t, 16> kOrder = {3, 2, 1,  0,  5,  4,  7,  6,
                                                         8, 9, 10, 11, 12, 13, 14, 15};
  Guid guid;
  for (std::size_t i = 0; i < 16; ++i) {
    std::uint64_t& half = i < 8 ? guid.high : guid.low;
    half = (half << 8) | static_cast<unsigned char>(bytes[kOrder[i]]);
  }
  return guid;
}

}  // namespace aobo

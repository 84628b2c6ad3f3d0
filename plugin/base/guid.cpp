#include "plugin/base/guid.h"

#include <cstring>

#include "plugin/base/base64.h"
#include "plugin/base/eight_bytes.h"

namespace aobo {
namespace {

// The digits of half a word, each in a byte, the highest first.
std::uint64_t digits_of(std::uint32_t half) {
  std::uint64_t digits = half;
  digits = (digits | digits << 16) & 0x0000'ffff'0000'ffff;
  digits = (digits | digits << 8) & 0x00ff'00ff'00ff'00ff;
  digits = (digits | digits << 4) & 0x0f0f'0f0f'0f0f'0f0f;
  return __builtin_bswap64(digits);
}

void write_hex(std::uint64_t word, char* out) {
  for (const auto half :
       {static_cast<std::uint32_t>(word >> 32), static_cast<std::uint32_t>(word)}) {
    const std::uint64_t digits = digits_of(half);
    // Behind the nine the letters, which lie 39 characters further.
    const std::uint64_t letters = (digits + eight::kEach * 6) >> 4 & eight::kEach;
    eight::store(out, digits + eight::kEach * '0' + letters * ('a' - '9' - 1));
    out += eight::kBytes;
  }
}

// The number of eight hex digits, in either case.
bool read_half(const char* text, std::uint64_t& half) {
  const std::uint64_t word = eight::load(text), folded = eight::lower(word);
  const std::uint64_t digits = eight::from(word, '0') & ~eight::from(word, '9' + 1);
  const std::uint64_t letters = eight::from(folded, 'a') & ~eight::from(folded, 'f' + 1);
  std::uint64_t value = __builtin_bswap64((word & eight::kEach * 0xf) + (letters >> 7) * 9);
  value = (value | value >> 4) & 0x00ff'00ff'00ff'00ff;
  value = (value | value >> 8) & 0x0000'ffff'0000'ffff;
  half = (value | value >> 16) & 0xffff'ffff;
  return (digits | letters) == eight::kHigh;
}

std::optional<Guid> read_digits(const char (&text)[32]) {
  std::uint64_t halves[4];
  for (std::size_t i = 0; i < 4; ++i) {
    if (!read_half(text + 8 * i, halves[i])) return std::nullopt;
  }
  return Guid{halves[0] << 32 | halves[1], halves[2] << 32 | halves[3]};
}

std::optional<Guid> parse_dashed(std::string_view text) {
  if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return std::nullopt;
  char digits[32];
  text.copy(digits, 8, 0);
  text.copy(digits + 8, 4, 9);
  text.copy(digits + 12, 4, 14);
  text.copy(digits + 16, 4, 19);
  text.copy(digits + 20, 12, 24);
  return read_digits(digits);
}

std::optional<Guid> parse_plain(std::string_view text) {
  char digits[32];
  text.copy(digits, sizeof digits);
  return read_digits(digits);
}

}  // namespace

void Guid::write(char (&out)[36]) const {
  char digits[32];
  write_hex(high, digits);
  write_hex(low, digits + 16);
  std::memcpy(out, digits, 8);
  std::memcpy(out + 9, digits + 8, 4);
  std::memcpy(out + 14, digits + 12, 4);
  std::memcpy(out + 19, digits + 16, 4);
  std::memcpy(out + 24, digits + 20, 12);
  out[8] = out[13] = out[18] = out[23] = '-';
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

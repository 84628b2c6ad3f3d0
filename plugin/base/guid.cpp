#include "plugin/base/guid.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "plugin/base/base64.h"

namespace aobo {
namespace {

// Where the two digits of each byte stand.
using Places = std::array<std::uint8_t, 16>;
constexpr Places kDashed = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
constexpr Places kPlain = {0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30};

constexpr std::string_view kDigits = "0123456789abcdef";

// Of each byte its two digits.
constexpr std::array<std::array<char, 2>, 256> make_pairs() {
  std::array<std::array<char, 2>, 256> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kDigits[i >> 4], kDigits[i & 0xf]};
  return pairs;
}
constexpr auto kPairs = make_pairs();

// Of each character its value as a digit, in either case; of what is none more than fifteen.
constexpr std::uint8_t kNoDigit = 0xff;
constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 16; ++i) {
    const auto digit = static_cast<std::size_t>(kDigits[i]);
    values[digit] = i;
    if (i > 9) values[digit - ('a' - 'A')] = i;
  }
  return values;
}
constexpr auto kValues = make_values();

template <const Places& kPlaces>
std::optional<Guid> read_digits(const char* text) {
  std::uint64_t halves[2] = {};
  std::uint8_t all = 0;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kPlaces.size(); ++i) {
    const std::uint8_t high = kValues[static_cast<unsigned char>(text[kPlaces[i]])];
    const std::uint8_t low = kValues[static_cast<unsigned char>(text[kPlaces[i] + 1])];
    all = static_cast<std::uint8_t>(all | high | low);
    halves[i / 8] = halves[i / 8] << 8 | std::uint64_t{high} << 4 | low;
  }
  return all < 16 ? std::optional(Guid{halves[0], halves[1]}) : std::nullopt;
}

std::optional<Guid> parse_dashed(std::string_view text) {
  if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return std::nullopt;
  return read_digits<kDashed>(text.data());
}

}  // namespace

void Guid::write(char (&out)[36]) const {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kDashed.size(); ++i) {
    const std::uint64_t half = i < 8 ? high : low;
    std::memcpy(out + kDashed[i], kPairs[half >> (56 - 8 * (i % 8)) & 0xff].data(), 2);
  }
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
  if (text.size() == 32) return read_digits<kPlain>(text.data());
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

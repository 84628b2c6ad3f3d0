// Eight bytes of text in one word, asked one question at once. Answers are words too: the high bit
// of each byte of which it is true, and no other bit.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace aobo::eight {

static_assert(std::endian::native == std::endian::little, "the first byte is a word's lowest");

inline constexpr std::size_t kBytes = 8;
inline constexpr std::uint64_t kEach = 0x0101'0101'0101'0101;
inline constexpr std::uint64_t kHigh = kEach * 0x80;

inline std::uint64_t load(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, kBytes);
  return word;
}
// Fewer than eight bytes; those behind them are zero.
inline std::uint64_t load_some(const char* at, std::size_t bytes) {
  // Both ends, which may overlap: a copy of so many bytes as only the text tells is a call.
  const auto ends = [&]<typename End>(End first, End last) {
    std::memcpy(&first, at, sizeof first);
    std::memcpy(&last, at + bytes - sizeof last, sizeof last);
    return first | std::uint64_t{last} << 8 * (bytes - sizeof last);
  };
  if (bytes >= 4) return ends(std::uint32_t{}, std::uint32_t{});
  if (bytes >= 2) return ends(std::uint16_t{}, std::uint16_t{});
  return bytes == 0 ? 0 : static_cast<unsigned char>(*at);
}
inline void store(char* at, std::uint64_t word) { std::memcpy(at, &word, kBytes); }

// Bytes that are `byte` or larger, of those below 0x80. No sum carries into the next byte.
constexpr std::uint64_t from(std::uint64_t word, unsigned char byte) {
  return ((word & ~kHigh) + kEach * (0x80U - byte)) & ~word & kHigh;
}
constexpr std::uint64_t equal(std::uint64_t word, unsigned char byte) {
  const std::uint64_t differs = word ^ kEach * byte;
  return ~(((differs & ~kHigh) + ~kHigh) | differs) & kHigh;
}
// 0x20 to 0x7e.
constexpr std::uint64_t printable(std::uint64_t word) {
  return from(word, 0x20) & ~from(word, 0x7f);
}
// Capital letters become small ones.
constexpr std::uint64_t lower(std::uint64_t word) {
  return word | (from(word, 'A') & ~from(word, 'Z' + 1)) >> 2;
}
inline void lower(char* at, std::size_t bytes) {
  for (; bytes >= kBytes; at += kBytes, bytes -= kBytes) store(at, lower(load(at)));
  const std::uint64_t rest = lower(load_some(at, bytes));
  std::memcpy(at, &rest, bytes);
}
// How many bytes stand before the first of which it is true; eight where there is none.
constexpr std::size_t before_first(std::uint64_t answer) {
  return static_cast<std::size_t>(std::countr_zero(answer)) / 8;
}

}  // namespace aobo::eight

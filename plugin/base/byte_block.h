// ByteBlock: 64 bytes of text, and which of them are a given character, as a bit each: bit 0 is the
// first byte. Sse2Block is for x86-64, where every processor has SSE2; WordBlock is plain C++,
// eight bytes to a word, for all others. Both give the same bits. WordBlock is compiled everywhere,
// so that its tests run everywhere.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "plugin/base/eight_bytes.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace aobo {

class WordBlock {
 public:
  static constexpr std::size_t kBytes = 64;

  // `at`: kBytes bytes that may be read; no alignment is asked for.
  explicit WordBlock(const char* at) { std::memcpy(words_.data(), at, kBytes); }

  std::uint64_t equal(char byte) const { return bits_of(byte, 0); }
  // The same after 0x20 was set in each byte: '{' and '[' differ by that bit, as do '}' and ']'.
  std::uint64_t equal_folded(char byte) const { return bits_of(byte, kEachByte * 0x20); }
  // Those that are one of these.
  template <char... bytes>
  std::uint64_t any() const {
    return (equal(bytes) | ...);
  }
  // Those of ASCII that are `byte` or larger.
  std::uint64_t from(char byte) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < words_.size(); ++i)
      bits |= side_by_side(eight::from(words_[i], static_cast<unsigned char>(byte))) << (8 * i);
    return bits;
  }

 private:
  static_assert(std::endian::native == std::endian::little, "the first byte is a word's lowest");
  static constexpr std::uint64_t kEachByte = 0x0101'0101'0101'0101;
  static constexpr std::uint64_t kLowBits = kEachByte * 0x7f;

  std::uint64_t bits_of(char byte, std::uint64_t set) const {
    const std::uint64_t wanted = kEachByte * static_cast<unsigned char>(byte);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t differs = (words_[i] | set) ^ wanted;
      // The high bit of each byte that does not differ. No sum carries into the next byte.
      const std::uint64_t same = ~(((differs & kLowBits) + kLowBits) | differs | kLowBits);
      bits |= side_by_side(same) << (8 * i);
    }
    return bits;
  }
  // Of the high bits of eight bytes. The factor moves bit 8·n to bit 56 + n.
  static std::uint64_t side_by_side(std::uint64_t high) {
    return ((high >> 7) * 0x0102'0408'1020'4080) >> 56;
  }

  std::array<std::uint64_t, kBytes / sizeof(std::uint64_t)> words_;
};

#if defined(__SSE2__)
class Sse2Block {
 public:
  static constexpr std::size_t kBytes = 64;

  // As WordBlock's.
  explicit Sse2Block(const char* at) {
    for (std::size_t i = 0; i < 4; ++i)
      lanes_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
  }

  std::uint64_t equal(char byte) const { return bits_of(byte, _mm_setzero_si128()); }
  std::uint64_t equal_folded(char byte) const { return bits_of(byte, _mm_set1_epi8(0x20)); }
  // Cheaper than asking for one after another.
  template <char... bytes>
  std::uint64_t any() const {
    std::uint64_t bits = 0;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) {
      __m128i same = _mm_setzero_si128();
      ((same = _mm_or_si128(same, _mm_cmpeq_epi8(lanes_[i], _mm_set1_epi8(bytes)))), ...);
      bits |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(same))} << (16 * i);
    }
    return bits;
  }
  std::uint64_t from(char byte) const {
    const __m128i below = _mm_set1_epi8(static_cast<char>(byte - 1));
    std::uint64_t bits = 0;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) {  // with a sign: what is no ASCII is negative
      const __m128i above = _mm_cmpgt_epi8(lanes_[i], below);
      bits |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(above))} << (16 * i);
    }
    return bits;
  }

 private:
  std::uint64_t bits_of(char byte, __m128i set) const {
    const __m128i wanted = _mm_set1_epi8(byte);
    std::uint64_t bits = 0;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) {
      const __m128i same = _mm_cmpeq_epi8(_mm_or_si128(lanes_[i], set), wanted);
      bits |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(same))} << (16 * i);
    }
    return bits;
  }

  __m128i lanes_[4];
};
using ByteBlock = Sse2Block;
#else
using ByteBlock = WordBlock;
#endif

}  // namespace aobo

#include "plugin/base/fingerprint.h"

#include <bit>
#include <cstring>
#include <random>

namespace aobo {
namespace {

struct Sip {
  std::uint64_t v0, v1, v2, v3;

  void rounds(int count) {
    for (int i = 0; i < count; ++i) {
      v0 += v1;
      v2 += v3;
      v1 = std::rotl(v1, 13) ^ v0;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 = std::rotl(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = std::rotl(v1, 17) ^ v2;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 = std::rotl(v2, 32);
    }
  }
  void take(std::uint64_t word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  std::uint64_t sum() const { return v0 ^ v1 ^ v2 ^ v3; }
};

}  // namespace

FingerprintKey FingerprintKey::random() {
  std::random_device device;
  const auto word = [&] { return (std::uint64_t{device()} << 32) | device(); };
  return {word(), word()};
}

Fingerprint fingerprint(std::string_view text, const FingerprintKey& key) {
  static_assert(std::endian::native == std::endian::little);
  Sip sip{key.first ^ 0x736f6d6570736575ULL, key.second ^ 0x646f72616e646f6dULL ^ 0xee,
          key.first ^ 0x6c7967656e657261ULL, key.second ^ 0x7465646279746573ULL};
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    sip.take(word);
  }
  std::uint64_t last = std::uint64_t{text.size()} << 56;
  for (std::size_t i = 0; at + i < text.size(); ++i) {
    last |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
  }
  sip.take(last);
  sip.v2 ^= 0xee;
  sip.rounds(4);
  const std::uint64_t low = sip.sum();
  sip.v1 ^= 0xdd;
  sip.rounds(4);
  return {sip.sum(), low};
}

}  // namespace aobo

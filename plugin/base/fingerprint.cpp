#include "plugin/base/fingerprint.h"

#include <bit>
#include <random>

#include "plugin/base/eight_bytes.h"

namespace aobo {
namespace {

struct Sip {
  std::uint64_t v0, v1, v2, v3;

  void round() {
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
  void take(std::uint64_t word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }
  void close() {
    for (int i = 0; i < 4; ++i) round();
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
  Sip sip{key.first ^ 0x736f6d6570736575ULL, key.second ^ 0x646f72616e646f6dULL ^ 0xee,
          key.first ^ 0x6c7967656e657261ULL, key.second ^ 0x7465646279746573ULL};
  std::size_t at = 0;
  for (; at + eight::kBytes <= text.size(); at += eight::kBytes)
    sip.take(eight::load(text.data() + at));
  sip.take(std::uint64_t{text.size()} << 56 | eight::load_some(text.data() + at, text.size() - at));
  sip.v2 ^= 0xee;
  sip.close();
  const std::uint64_t low = sip.sum();
  sip.v1 ^= 0xdd;
  sip.close();
  return {sip.sum(), low};
}

}  // namespace aobo

// Fingerprint: 128 bits that stand for a text. SipHash-2-4 (Aumasson and Bernstein, 2012) with a
// secret key, so that nobody who writes log content can make two texts share one and hide a record
// behind another.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>

namespace aobo {

struct Fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

struct FingerprintKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  // Of the operating system's randomness.
  static FingerprintKey random();
};

Fingerprint fingerprint(std::string_view text, const FingerprintKey& key);

struct FingerprintHash {
  std::size_t operator()(const Fingerprint& print) const {
    return static_cast<std::size_t>(print.low);
  }
};

template <class Archive>
void serialize(Archive& archive, Fingerprint& print) {
  archive(print.high, print.low);
}
template <class Archive>
void serialize(Archive& archive, FingerprintKey& key) {
  archive(key.first, key.second);
}

}  // namespace aobo

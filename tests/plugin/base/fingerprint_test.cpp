#include "plugin/base/fingerprint.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace aobo {
namespace {

struct SipVector {
  std::size_t bytes;
  const char* print;
};

// The first eight bytes of the result are `low`, least first, the others `high`.
std::string shown(const Fingerprint& print) {
  std::string text;
  for (const std::uint64_t half : {print.low, print.high}) {
    for (int byte = 0; byte < 8; ++byte) text += fmt::format("{:02x}", half >> (8 * byte) & 0xff);
  }
  return text;
}

// SipHash-2-4 with 128 bits, as its authors publish it (vectors_sip128 of the reference
// implementation): the key 00 01 … 0f, the texts of 0, 1, 2 … bytes 00 01 02 ….
TEST(Fingerprint, IsSipHashByItsAuthorsVectors) {
  const FingerprintKey key{0x0706050403020100, 0x0f0e0d0c0b0a0908};
  for (const SipVector& vector : {SipVector{0, "a3817f04ba25a8e66df67214c7550293"},
                                  SipVector{1, "da87c1d86b99af44347659119b22fc45"},
                                  SipVector{7, "a1f1ebbed8dbc153c0b84aa61ff08239"},
                                  SipVector{8, "3b62a9ba6258f5610f83e264f31497b4"},
                                  SipVector{15, "5493e99933b0a8117e08ec0f97cfc3d9"},
                                  SipVector{16, "6ee2a4ca67b054bbfd3315bf85230577"},
                                  SipVector{63, "5150d1772f50834a503e069a973fbd7c"}}) {
    std::string text;
    while (text.size() < vector.bytes) text += static_cast<char>(text.size());
    EXPECT_EQ(shown(fingerprint(text, key)), vector.print) << vector.bytes << " bytes";
  }
}

TEST(Fingerprint, AnotherKeyGivesAnother) {
  const FingerprintKey key{1, 2}, other{1, 3};
  EXPECT_NE(fingerprint("a record", key), fingerprint("a record", other));
  EXPECT_NE(fingerprint("a record", key), fingerprint("a recorD", key));
}

}  // namespace
}  // namespace aobo

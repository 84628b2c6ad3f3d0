// Whole numbers and base64, as text is read and written.
#include "plugin/base/number.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "plugin/base/base64.h"

namespace aobo {
namespace {

TEST(WholeNumber, IsTheWholeTextOrNone) {
  EXPECT_EQ(whole_number<int>("0"), 0);
  EXPECT_EQ(whole_number<int>("-12"), -12);
  EXPECT_EQ(whole_number<std::uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(whole_number<std::uint64_t>("10037FFE", 16), 0x10037FFEU);
  for (const char* text : {"", " 1", "1 ", "+1", "1.0", "1x", "0x1", "--1", "-"})
    EXPECT_EQ(whole_number<int>(text), std::nullopt) << text;
  EXPECT_EQ(whole_number<std::uint32_t>("-1"), std::nullopt);
  EXPECT_EQ(whole_number<std::uint32_t>("4294967296"), std::nullopt);
  EXPECT_EQ(whole_number<std::uint64_t>("18446744073709551616"), std::nullopt);
}

std::string decoded(std::string_view text, std::size_t room = 64) {
  std::string out(room, '\0');
  const auto base64 = decode_base64(text, out);
  if (!base64) return "none";
  return out.substr(0, base64->bytes) + (base64->bits_left ? " and bits" : "");
}

// The vectors of RFC 4648, section 10, without their padding.
TEST(Base64, ReadsAndWritesTheVectorsOfItsStandard) {
  struct Vector {
    const char *bytes, *text;
  };
  for (const Vector& row :
       {Vector{"", ""}, Vector{"f", "Zg"}, Vector{"fo", "Zm8"}, Vector{"foo", "Zm9v"},
        Vector{"foob", "Zm9vYg"}, Vector{"fooba", "Zm9vYmE"}, Vector{"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(decoded(row.text), row.bytes);
    EXPECT_EQ(encode_base64url(row.bytes), row.text);
  }
}

TEST(Base64, KnowsBothAlphabetsAndRefusesTheRest) {
  EXPECT_EQ(encode_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(decoded("-_8"), "\xfb\xff");
  EXPECT_EQ(decoded("+/8"), "\xfb\xff");
  EXPECT_EQ(decoded("Zh"), "f and bits");
  for (const char* text : {"Zg==", "Z g", "Zm8.", "Zé"}) EXPECT_EQ(decoded(text), "none") << text;
  EXPECT_EQ(decoded("Zm9v", 3), "foo");
  EXPECT_EQ(decoded("Zm9v", 2), "none");
}

}  // namespace
}  // namespace aobo

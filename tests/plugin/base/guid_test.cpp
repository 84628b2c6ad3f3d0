#include "plugin/base/guid.h"

#include <string>

#include "plugin/base/text.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

struct UtiVector {
  const char* uti;
  const char* guid;
};

// Computed from published records; the last is the form used until about 2022.
TEST(Guid, UtiVectorsDecodeToTheirRequestIds) {
  for (const UtiVector& v : {
           UtiVector{"JYpgIpsdtUSw8suU8GstAA", "22608a25-1d9b-44b5-b0f2-cb94f06b2d00"},
           UtiVector{"_xoydzBhcUObV3WTNcBFAA", "77321aff-6130-4371-9b57-759335c04500"},
           UtiVector{"QhBuqpJgmkmHhF2F1XAhAA", "aa6e1042-6092-499a-8784-5d85d5702100"},
           UtiVector{"eO2zu2yrd0SKDX9tkzoLAQ", "bbb3ed78-ab6c-4477-8a0d-7f6d933a0b01"},
           UtiVector{"mYyWp_-UrEa4Z_pZM7FlAA", "a7968c99-94ff-46ac-b867-fa5933b16500"},
           UtiVector{"NTA2YjNlYWYtMTAwNi00NGFiLWI1NTctY2MxMTZjNmQ2ZjAw",
                     "506b3eaf-1006-44ab-b557-cc116c6d6f00"},
       }) {
    const auto guid = parse_uti(v.uti);
    ASSERT_TRUE(guid.has_value()) << v.uti;
    EXPECT_EQ(guid->text(), v.guid);
  }
}

TEST(Guid, EveryFormOfTheSameIdIsTheSameId) {
  const auto id = parse_guid("22608a25-1d9b-44b5-b0f2-cb94f06b2d00");
  ASSERT_TRUE(id.has_value());
  for (const char* text :
       {"22608A25-1D9B-44B5-B0F2-CB94F06B2D00", "{22608a25-1d9b-44b5-b0f2-cb94f06b2d00}",
        "22608a251d9b44b5b0f2cb94f06b2d00"}) {
    EXPECT_EQ(parse_guid(text), id) << text;
  }
}

TEST(Guid, NearMissesAreRefused) {
  for (const char* text :
       {"", "22608a25", "22608a25-1d9b-44b5-b0f2-cb94f06b2d0",
        "22608a25-1d9b-44b5-b0f2-cb94f06b2d000", "22608a25_1d9b-44b5-b0f2-cb94f06b2d00",
        "g2608a25-1d9b-44b5-b0f2-cb94f06b2d00", "22608a251d9b44b5b0f2cb94f06b2d0-",
        "{22608a25-1d9b-44b5-b0f2-cb94f06b2d00)", " 22608a25-1d9b-44b5-b0f2-cb94f06b2d00"}) {
    EXPECT_FALSE(parse_guid(text).has_value()) << text;
  }
  for (const char* text :
       {"", "JYpgIpsdtUSw8suU8GstA", "JYpgIpsdtUSw8suU8Gst!A", "user@contoso.example",
        "NTA2YjNlYWYtMTAwNi00NGFiLWI1NTctY2MxMTZjNmQ2Zjzz"}) {
    EXPECT_FALSE(parse_uti(text).has_value()) << text;
  }
  EXPECT_FALSE(parse_id("00000000-0000-0000-0000-000000000000").has_value())
      << "the zero id is nobody's";
  for (const char* text : {"AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA==",
                           "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw"}) {
    EXPECT_FALSE(parse_uti(text).has_value()) << text << ": nor is the zero token";
  }
}

TEST(Guid, EveryCharacterIsADigitOrNoneInEveryPlace) {
  const std::string dashed = "22608a25-1d9b-44b5-b0f2-cb94f06b2d00";
  for (std::size_t at = 0; at < dashed.size(); ++at) {
    if (dashed[at] == '-') continue;
    for (int code = 0; code < 256; ++code) {
      std::string text = dashed;
      text[at] = static_cast<char>(code);
      const auto guid = parse_guid(text);
      const bool digit =
          std::string_view("0123456789abcdefABCDEF").find(text[at]) != std::string_view::npos;
      EXPECT_EQ(guid ? guid->text() : "", digit ? lower(text) : "") << text;
      std::string plain = text;
      std::erase(plain, '-');
      EXPECT_EQ(parse_guid(plain), guid) << plain;
    }
  }
}

TEST(Guid, TextIsReadBack) {
  test::property("parse_guid(guid.text()) == guid", [](std::uint64_t high, std::uint64_t low) {
    const Guid guid{high, low};
    RC_ASSERT(parse_guid(guid.text()) == guid);
  });
}

}  // namespace
}  // namespace aobo

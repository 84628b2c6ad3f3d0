// Base64, by the vectors of RFC 4648, section 10.
#include "plugin/base/base64.h"

#include <gtest/gtest.h>

namespace aobo {
namespace {

TEST(Base64, IsWrittenAsItsAuthorsWriteIt) {
  const struct {
    const char *bytes, *text;
  } rows[] = {{"", ""},
              {"f", "Zg=="},
              {"fo", "Zm8="},
              {"foo", "Zm9v"},
              {"foob", "Zm9vYg=="},
              {"fooba", "Zm9vYmE="},
              {"foobar", "Zm9vYmFy"}};
  for (const auto& row : rows) {
    EXPECT_EQ(encode_base64(row.bytes), row.text);
    const std::string padded(row.text);
    EXPECT_EQ(encode_base64url(row.bytes), padded.substr(0, padded.find('=')));
  }
  EXPECT_EQ(encode_base64("\xfb\xff"), "+/8=");
  EXPECT_EQ(encode_base64url("\xfb\xff"), "-_8");
}

}  // namespace
}  // namespace aobo

#include "plugin/source/text_stream.h"

#include <gtest/gtest.h>

#include <cstring>

namespace aobo {
namespace {

using State = ByteStream::State;

// Bytes that come in pieces of a size.
class Pieces : public ByteStream {
 public:
  Pieces(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  Read read(char* into, std::size_t capacity) override {
    const std::size_t size = std::min({capacity, piece_, bytes_.size() - at_});
    if (size == 0) return {State::kEnd, 0, {}};
    std::memcpy(into, bytes_.data() + at_, size);
    at_ += size;
    return {State::kData, size, {}};
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

std::string read(const std::string& bytes, std::size_t piece = 1000) {
  TextStream stream(std::make_unique<Pieces>(bytes, piece));
  std::string text;
  char buffer[7];
  for (;;) {
    const auto got = stream.read(buffer, sizeof buffer);
    if (got.state == State::kEnd) return text;
    if (got.state != State::kData) return "refused: " + got.error;
    text.append(buffer, got.size);
  }
}

std::string utf16(std::u16string_view text, bool big, bool mark) {
  std::string bytes;
  const auto put = [&](char16_t unit) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += big ? std::string{high, low} : std::string{low, high};
  };
  if (mark) put(0xFEFF);
  for (const char16_t unit : text) put(unit);
  return bytes;
}

TEST(TextStream, Utf16IsReadInAnyPieces) {
  const std::u16string text = u"{\"Operation\":\"Bür\U0001F600o\"}\r\n[1,2,3,4,5,6,7,8,9]";
  const std::string expected =
      "{\"Operation\":\"B\xc3\xbcr\xf0\x9f\x98\x80o\"}\r\n[1,2,3,4,5,6,7,8,9]";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      for (const std::size_t piece : {1U, 2U, 3U, 5U, 1000U})
        EXPECT_EQ(read(utf16(text, big, mark), piece), expected) << big << mark << piece;
    }
  }
  EXPECT_EQ(read(utf16(u"{\"a\":\"\xd83d\"}", false, true)), "{\"a\":\"\xef\xbf\xbd\"}");
  EXPECT_EQ(read(utf16(u"{}", false, true) + "x"), "{}\xef\xbf\xbd");
}

TEST(TextStream, TextPassesAsItIs) {
  for (const std::string& text : {std::string(), std::string("{"), std::string("{\"a\":1}\n"),
                                  std::string(3000, 'x'), std::string("{\"a\":1}\0\0\0\0", 11)}) {
    EXPECT_EQ(read(text), text);
    EXPECT_EQ(read(text, 1), text);
  }
}

TEST(TextStream, ArchivesAndDatabasesAreRefusedByName) {
  std::string tar(600, 'x');
  tar.replace(257, 5, "ustar");
  EXPECT_EQ(
      read("PK\x03\x04 and more"),
      "refused: a zip archive or an Excel workbook; unpack it, or save the sheet as CSV (UTF-8)");
  EXPECT_EQ(read(tar), "refused: a tar archive; unpack it first (tar -xf)");
  EXPECT_EQ(read("BZh91AY&SY"), "refused: a bzip2 file; unpack it first (bunzip2)");
  EXPECT_EQ(read(std::string("\xfd"
                             "7zXZ\0\0",
                             7)),
            "refused: an xz file; unpack it first (unxz)");
  EXPECT_EQ(read("PAR1...."), "refused: a Parquet file; export its rows as JSON or CSV");
}

}  // namespace
}  // namespace aobo

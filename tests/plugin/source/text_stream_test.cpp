#include "plugin/source/text_stream.h"

#include <fmt/format.h>
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

TEST(TextStream, WhereALineEndsAnotherEncodingMayBegin) {
  const std::u16string wide = u"{\"a\":\"B\u00fcro \u4e2d\u6587\"}\r\n{\"b\":1}\r\n";
  const std::string narrow = "{\"a\":\"B\xc3\xbcro \xe4\xb8\xad\xe6\x96\x87\"}\r\n{\"b\":1}\r\n";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const std::string other = utf16(wide, big, mark);
      const std::string mark_of_three = mark ? "\xef\xbb\xbf" : "";
      for (const std::size_t piece : {1U, 3U, 16U, 1000U}) {
        const std::string why = fmt::format("{} {} {}", big, mark, piece);
        EXPECT_EQ(read(narrow + narrow + other + other, piece),
                  narrow + narrow + narrow + mark_of_three + narrow)
            << why;
        EXPECT_EQ(read(other + narrow + narrow + other + narrow, piece),
                  narrow + narrow + narrow + narrow + narrow)
            << why;
      }
    }
  }
}

TEST(TextStream, ZerosBetweenLinesAreNoOtherEncoding) {
  const std::string text = "{\"a\":1}\n" + std::string(600, '\0') + "{\"b\":2}\n" +
                           std::string(1, '\0') + "{\"c\":\"\xff\"}\n";
  for (const std::size_t piece : {1U, 16U, 1000U}) EXPECT_EQ(read(text, piece), text) << piece;
}

TEST(TextStream, ALineOfChineseInUtf16IsNoUtf8) {
  const std::u16string wide =
      u"{\"b\":1}\r\n\u4e2d\u6587\u5b57\u7b26\u6d4b\u8bd5\u4e2d\u6587\u5b57\r\n{}";
  EXPECT_EQ(read(utf16(wide, false, true)),
            "{\"b\":1}\r\n\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97\xe7\xac\xa6\xe6\xb5\x8b\xe8\xaf\x95"
            "\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97\r\n{}");
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
  // Half a pair is left to whoever repairs the record, and counts it.
  EXPECT_EQ(read(utf16(u"{\"a\":\"\xd83d\"}", false, true)), "{\"a\":\"\xed\xa0\xbd\"}");
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
  for (const char* first : {"[Content_Types].xml", "docProps/app.xml", "_rels/.rels", "xl/x.xml"})
    EXPECT_EQ(read("PK\x03\x04" + std::string(26, '\0') + first),
              "refused: an Excel workbook or another document of Office; save the sheet as CSV "
              "(UTF-8)")
        << first;
  for (const char* begin : {"\x80\x04\x95", "\x80\x05\x95", "\x80\x03]q"})
    EXPECT_EQ(read(begin + std::string(20, 'x')),
              "refused: a pickle of Python; write its objects with json.dump");
  const std::string clixml =
      "refused: objects of PowerShell's Export-Clixml; Import-Clixml FILE | ConvertTo-Json -Depth "
      "10 gives what aobo reads";
  EXPECT_EQ(read("<Objs Version=\"1.1.0.1\">\n</Objs>"), clixml);
  EXPECT_EQ(read("#< CLIXML\r\n<Objs Version=\"1.1.0.1\">"), clixml);
  EXPECT_EQ(read(std::string("\xff\xfe<\0O\0b\0j\0s\0 \0V\0", 16)), clixml) << "UTF-16";
  EXPECT_EQ(read("BZh91AY&SY"), "refused: a bzip2 file; unpack it first (bunzip2)");
  EXPECT_EQ(read(std::string("\xfd"
                             "7zXZ\0\0",
                             7)),
            "refused: an xz file; unpack it first (unxz)");
  EXPECT_EQ(read("PAR1...."), "refused: a Parquet file; export its rows as JSON or CSV");
  EXPECT_EQ(read("PK\x05\x06" + std::string(18, '\0')), "refused: an empty zip archive");
  EXPECT_EQ(read("\x1f\x8b and more"),
            "refused: a gzip file in a compressed file; decompress it once (gunzip)");
  EXPECT_EQ(read("\x1f\x9d\x90 and more"),
            "refused: a file of compress (.Z); unpack it first (uncompress)");
  EXPECT_EQ(read("\x04\x22\x4d\x18 and more"), "refused: an lz4 file; unpack it first (unlz4)");
  EXPECT_EQ(read(std::string("\x5d\x00\x00\x80\x00 and more", 14)),
            "refused: an lzma file; unpack it first (unlzma)");
  EXPECT_EQ(read("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"),
            "refused: a document of old Office (.xls, .doc, .msg); save the sheet as CSV (UTF-8)");
}

// Of before POSIX there is no magic in it: the checksum of its first header tells.
TEST(TextStream, ATarIsKnownByItsChecksum) {
  std::string tar(512, '\0');
  tar.replace(0, 6, "a.json");
  tar.replace(100, 8, std::string("0000644\0", 8));
  tar.replace(124, 12, std::string("00000000012\0", 12));
  std::uint32_t sum = 8 * ' ';
  for (const char byte : tar) sum += static_cast<unsigned char>(byte);
  tar.replace(148, 8, fmt::format("{:06o}", sum) + std::string("\0 ", 2));
  EXPECT_EQ(read(tar), "refused: a tar archive; unpack it first (tar -xf)");
  tar[0] = 'b';
  EXPECT_EQ(read(tar), tar);
}

TEST(TextStream, Utf32IsRefusedByName) {
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      std::string bytes;
      for (const char32_t point : std::u32string(mark ? U"\xfeff" : U"") + U"{\"Operation\":1}") {
        for (int i = 0; i < 4; ++i)
          bytes += static_cast<char>((point >> (big ? 24 - 8 * i : 8 * i)) & 0xFF);
      }
      EXPECT_EQ(read(bytes),
                "refused: text in UTF-32; save it as UTF-8 (iconv -f UTF-32 -t UTF-8)");
    }
  }
}

}  // namespace
}  // namespace aobo

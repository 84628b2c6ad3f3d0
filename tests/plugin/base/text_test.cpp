#include "plugin/base/text.h"
#include "plugin/base/quotes.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <simdjson.h>

#include "plugin/base/json_text.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

TEST(Printable, ForgesNothing) {
  EXPECT_EQ(printable("Alice\n2026-03-02 Bob"), "Alice\\x0a2026-03-02 Bob");
  EXPECT_EQ(printable("\x1b[31mred"), "\\x1b[31mred");
  EXPECT_EQ(printable("a\xe2\x80\xae"
                      "b"),
            "a\\u202eb")
      << "right-to-left override";
  EXPECT_EQ(printable("a\xe2\x80\xa8"
                      "b"),
            "a\\u2028b")
      << "line separator";
  EXPECT_EQ(printable("\\x0a"), "\\\\x0a") << "an escape cannot be forged";
  EXPECT_EQ(printable("bad \xff byte"), "bad \\xff byte");
  EXPECT_EQ(printable("Zoë 東京"), "Zoë 東京");
  EXPECT_EQ(printable("abcdef", 3), "abc…");
}

TEST(InQuotes, NothingWithinEndsTheQuotation) {
  EXPECT_EQ(in_quotes("INC-5"), "'INC-5'");
  EXPECT_EQ(in_quotes("x', by gdap, ticket 'INC-5"), "'x'', by gdap, ticket ''INC-5'");
  EXPECT_EQ(in_quotes("x'"), "'x'''");
  EXPECT_EQ(in_quotes("abcdef", 3), "'abc…'");
  EXPECT_EQ(plain_or_in_quotes("smtp:old@mail.example"), "smtp:old@mail.example");
  for (const char* not_one_word :
       {"", "two words", "O'Brien", "a,b", "(exact", "a\"b", "a;b", "no\u00a0break"})
    EXPECT_EQ(plain_or_in_quotes(not_one_word), in_quotes(not_one_word));
}

TEST(Printable, HasNoControlBytesWhateverTheInput) {
  test::property("no byte below 0x20 and no 0x7f", [](const std::string& text) {
    for (const char c : printable(text))
      RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  });
}

TEST(Text, WhatForgesIsReplacedForAHostAndEscapedOnOneLine) {
  struct Row {
    const char* text;
    const char* shown;
    const char* line;
    const char* json;
  };
  for (const Row& row : {
           Row{"a\nb\x1b",
               "a\xef\xbf\xbd"
               "b\xef\xbf\xbd",
               "a\\x0ab\\x1b", "\"a\\u000ab\\u001b\""},
           Row{"\xc2\x85\xe2\x80\xa8", "\xef\xbf\xbd\xef\xbf\xbd", "\\u0085\\u2028",
               "\"\\u0085\\u2028\""},
           Row{"\xe2\x80\xae\xd8\x9c", "\xef\xbf\xbd\xef\xbf\xbd", "\\u202e\\u061c",
               "\"\\u202e\\u061c\""},
           Row{"\xef\xbf\xbe\xf0\x9f\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd", "\\ufffe\\U0001ffff",
               "\"\\ufffe\\ud83f\\udfff\""},
           Row{"pass\u00adword\u2060\u3164", "pass\ufffdword\ufffd\ufffd",
               "pass\\u00adword\\u2060\\u3164", "\"pass\\u00adword\\u2060\\u3164\""},
           Row{"\u2764\ufe0f \u845b\U000e0100", "\u2764\ufe0f \u845b\U000e0100",
               "\u2764\ufe0f \u845b\U000e0100", "\"\u2764\ufe0f \u845b\U000e0100\""},
           Row{"a\xe2\x80\x8d"
               "b \\ \xc3\xa9",
               "a\xe2\x80\x8d"
               "b \\ \xc3\xa9",
               "a\\u200db \\ \xc3\xa9", "\"a\\u200db \\\\ \xc3\xa9\""},
       }) {
    EXPECT_EQ(for_display(row.text), row.shown);
    EXPECT_EQ(on_one_line(row.text), row.line);
    std::string json;
    append_json_string(json, row.text);
    EXPECT_EQ(json, row.json);
  }
}

// RE2 has Unicode's tables of its own.
TEST(IsDeceptive, HoldsAllThatUnicodeCallsFormatButWhatIsSeen) {
  const RE2 format("[\\p{Cf}\\p{Zl}\\p{Zp}]");
  // Signs that stand over or before a number, and what places hieroglyphs beside each other.
  const RE2 seen(
      "[\\x{600}-\\x{605}\\x{6dd}\\x{70f}\\x{890}\\x{891}\\x{8e2}\\x{110bd}\\x{110cd}\\x{13430}-"
      "\\x{1343f}]");
  for (std::uint32_t point = 0x80; point <= 0x10ffff; ++point) {
    if (point >= 0xd800 && point < 0xe000) continue;
    std::string text;
    append_utf8(text, point);
    if (!RE2::FullMatch(text, format)) continue;
    EXPECT_NE(is_deceptive(point), RE2::FullMatch(text, seen)) << fmt::format("U+{:04X}", point);
  }
}

TEST(JsonText, IsReadBackByAnotherReader) {
  test::property("simdjson reads what was written, bytes that are no UTF-8 excepted",
                 [](const std::string& bytes) {
                   std::string json;
                   append_json_string(json, bytes);
                   simdjson::dom::parser parser;
                   std::string_view read;
                   RC_ASSERT(parser.parse(json).get(read) == simdjson::SUCCESS);
                   const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) {
                     return static_cast<unsigned char>(c) < 0x80;
                   });
                   if (ascii) RC_ASSERT(std::string(read) == bytes);
                 });
}

}  // namespace
}  // namespace aobo

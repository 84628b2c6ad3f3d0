// What a spreadsheet, a page, a table and a terminal get of texts that somebody made to harm.
#include <gtest/gtest.h>

#include <clocale>
#include <cstdint>
#include <cwchar>

#include "plugin/base/text.h"
#include "simulator/cli/terminal.h"
#include "simulator/customer_report/html.h"
#include "simulator/report/columns.h"
#include "simulator/report/csv.h"

namespace aobo::sim {
namespace {

TEST(HostileText, IsNoFormulaInASpreadsheet) {
  for (const char* formula : {"=1+1", "+1", "-1", "@a", " =1+1", "   +1", "\u00a0=1", "\u3000=1",
                              "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", " \uff1d1"})
    EXPECT_EQ(csv_line({formula}), "\"'" + std::string(formula) + "\"\r\n") << formula;
  EXPECT_EQ(csv_line({"a=1", " a", ""}), "a=1, a,\r\n");
}

// Tags, U+E0000 to U+E007F, write letters that nobody sees.
TEST(HostileText, ShowsWhatNobodySees) {
  const std::string hidden = "a\U000E0041\U000E007Fb";
  EXPECT_EQ(html_text(hidden), "a\ufffd\ufffdb");
  EXPECT_EQ(printable(hidden).find("\U000E0041"), std::string::npos);
  EXPECT_EQ(for_display(hidden), "a\ufffd\ufffdb");
}

// By the C library: what were taken for narrower would not fit.
TEST(HostileText, TakesTwoColumnsWhereATerminalGivesItTwo) {
  ASSERT_NE(std::setlocale(LC_CTYPE, "C.UTF-8"), nullptr);
  for (std::uint32_t point = 0xa0; point <= 0x10ffff; ++point) {
    if (wcwidth(static_cast<wchar_t>(point)) != 2) continue;
    std::string text;
    append_utf8(text, point);
    EXPECT_EQ(shown_width(text), 2U) << std::hex << point;
  }
}

// A line of a sheet is a record, and no more than text.
TEST(HostileText, ForgesNoLineAndNoColourInACsv) {
  EXPECT_EQ(csv_line({"a\r\nb", "\x1b[31m", "\u202e", "c\u0085", std::string("d\0e", 3), "f\\g"}),
            "a\\x0d\\x0ab,\\x1b[31m,\\u202e,c\\u0085,d\\x00e,f\\g\r\n");
  EXPECT_EQ(csv_line({"\t=1"}), "\"'\\x09=1\"\r\n");
}

TEST(HostileText, ALineThatIsWrittenOverTakesOneRow) {
  EXPECT_EQ(Progress::fitting("345 records", 80), "345 records");
  EXPECT_EQ(Progress::fitting("following 12 files, 345 records", 21), "following …5 records");
  EXPECT_EQ(Progress::fitting("1234567890", 10), "1234…7890");
  EXPECT_EQ(Progress::fitting("", 80), "");
}

}  // namespace
}  // namespace aobo::sim

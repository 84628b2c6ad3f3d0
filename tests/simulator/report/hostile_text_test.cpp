// What a spreadsheet, a page, a table and a terminal get of texts that somebody made to harm.
#include <gtest/gtest.h>

#include "plugin/base/text.h"
#include "simulator/cli/terminal.h"
#include "simulator/customer_report/html.h"
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

TEST(HostileText, ALineThatIsWrittenOverTakesOneRow) {
  EXPECT_EQ(Progress::fitting("345 records", 80), "345 records");
  EXPECT_EQ(Progress::fitting("following 12 files, 345 records", 21), "following …5 records");
  EXPECT_EQ(Progress::fitting("1234567890", 10), "1234…7890");
  EXPECT_EQ(Progress::fitting("", 80), "");
}

}  // namespace
}  // namespace aobo::sim

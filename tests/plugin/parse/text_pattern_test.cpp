// Times in a form of the user's own: what zone they are in, which forms tell no point in time, and
// which texts are no time in the form that was asked for.
#include "plugin/parse/text_pattern.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace aobo {
namespace {

Result<TextPattern> pattern(const std::string& time_format) {
  return TextPattern::compile("v", "(?P<time>.+) (?P<action>IN) (?P<account>a) (?P<person>b)",
                              time_format);
}

// The time of a line that begins with it.
std::string read(const std::string& time_format, const std::string& time) {
  const auto made = pattern(time_format);
  if (!made) return made.error().message;
  const std::string record = made->match(time + " IN a b").value_or("no match");
  constexpr std::string_view kBegin = R"({"time":")";
  return record.substr(kBegin.size(), record.find('"', kBegin.size()) - kBegin.size());
}

std::string flaw(const std::string& time_format) {
  const auto made = pattern(time_format);
  return made ? "none" : made.error().message;
}

TEST(TextPatterns, AZoneCounts) {
  const std::string format = "%Y-%m-%d %H:%M:%S %z";
  EXPECT_EQ(read(format, "2026-03-02 14:00:00 +0100"), "2026-03-02T13:00:00Z");
  EXPECT_EQ(read(format, "2026-03-02 23:30:00 -0730"), "2026-03-03T07:00:00Z");
  EXPECT_EQ(read(format, "2026-03-02 14:00:00 Z"), "2026-03-02T14:00:00Z");
  EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2026-03-02 14:00:00"), "2026-03-02T14:00:00Z");
  EXPECT_EQ(read("%d/%b/%y %I:%M %p", "02/Mar/26 02:05 PM"), "2026-03-02T14:05:00Z");
}

TEST(TextPatterns, AFormThatTellsNoPointInTimeIsAnError) {
  const std::string head = "pattern \"v\": time_format \"";
  EXPECT_EQ(flaw("%Y-%m-%d %H:%M:%S %Z"),
            head +
                "%Y-%m-%d %H:%M:%S %Z\": %Z is a zone's name, and no name is read (CET is not one "
                "zone everywhere); expected %z (+0100), or times in UTC");
  EXPECT_EQ(flaw("[%s]"), head +
                              "[%s]\": %s is Unix seconds, which are read without a time_format; "
                              "leave it away, and let the group time hold the seconds alone");
  for (const char* format : {"%Y", "%H:%M:%S", "%Y-%m %H:%M", "%Y-%m-%d %I:%M", "%m-%d %H:%M",
                             "%Y-%m-%dT%H:%M:%S.%f", "noon"}) {
    EXPECT_EQ(flaw(format), head + format +
                                "\": it does not tell year, month, day, hour and minute, or is no "
                                "format of strptime(3); expected one like %Y-%m-%d %H:%M:%S %z");
  }
  EXPECT_EQ(flaw("%Y-%m-%d %H:%M"), "none");
  EXPECT_EQ(flaw("%%s %c"), "none") << "a percent sign, and the date as C writes it";
}

// Neither by another form, nor as another day or year.
TEST(TextPatterns, ATextThatDoesNotFitIsNoTime) {
  const std::string format = "%Y-%m-%d %H:%M:%S";
  for (const char* text : {"2600-03-02 14:00:00", "1969-12-31 23:59:59", "2026-02-31 14:00:00",
                           "2026-03-02T14:00:00Z", "2026-03-02 14:00:00 +0100"})
    EXPECT_EQ(read(format, text), std::string(text) + " is not of the form " + format);
}

}  // namespace
}  // namespace aobo

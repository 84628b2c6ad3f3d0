#include "plugin/base/time_forms.h"

#include <gtest/gtest.h>

namespace aobo {
namespace {

std::string read(std::string_view text, DateOrder order = DateOrder::kUnclear) {
  const TimeReading reading = read_time_form(text, order);
  if (reading.ambiguous) return "ambiguous";
  if (reading.local && !reading.time) return "local";
  return reading.time ? format_time(*reading.time) : "no time";
}

TEST(TimeForms, FormsOfExportsAreRead) {
  struct Row {
    std::string_view text, time;
  };
  for (const Row& row : {
           Row{"2026-05-04T03:02:01.25Z", "2026-05-04T03:02:01.25Z"},
           {"2026-05-04 03:02", "2026-05-04T03:02:00Z"},
           {"2026-05-04 03:02:01 UTC", "2026-05-04T03:02:01Z"},
           {"2026/05/04 03:02:01", "2026-05-04T03:02:01Z"},
           {"/Date(1777863721250)/", "2026-05-04T03:02:01.25Z"},
           {"/Date(1777863721250+0200)/", "2026-05-04T03:02:01.25Z"},
           {"1777863721", "2026-05-04T03:02:01Z"},
           {"1777863721250", "2026-05-04T03:02:01.25Z"},
           {"1777863721.25", "2026-05-04T03:02:01.25Z"},
           {"1777863721250000", "2026-05-04T03:02:01.25Z"},
           {"1777863721250000000", "2026-05-04T03:02:01.25Z"},
           {"2026-05-04 03:02:01,25", "2026-05-04T03:02:01.25Z"},
           {"2026-05-04T03:02:01,250+00:00", "2026-05-04T03:02:01.25Z"},
           {"20260504T030201Z", "2026-05-04T03:02:01Z"},
           {"20260504T050201.25+0200", "2026-05-04T03:02:01.25Z"},
           {"20260504T030201", "2026-05-04T03:02:01Z"},
           {"May 4, 2026 @ 03:02:01.25", "local"},
           {"May 4, 2026 @ 03:02:01.25 +02:00", "2026-05-04T01:02:01.25Z"},
           {"24/05/2026 03:02:01 (UTC+01:00)", "2026-05-24T02:02:01Z"},
           {"2026-05-04 03:02:01 (GMT+1)", "2026-05-04T02:02:01Z"},
           {"2026-05-04 03:02:01 GMT-5", "2026-05-04T08:02:01Z"},
           {"2026-05-04 03:02:01 +01", "2026-05-04T02:02:01Z"},
           {"5/24/2026, 9:00:11 AM (UTC-05:00) Eastern Time (US & Canada)", "2026-05-24T14:00:11Z"},
           {"2026-05-04 03:02:01 [UTC]", "2026-05-04T03:02:01Z"},
           {"2026-05-04 03:02:01 (Coordinated Universal Time)", "2026-05-04T03:02:01Z"},
           {"2026-05-04T03:02:01+01:00[Europe/Zurich]", "2026-05-04T02:02:01Z"},
           {"24/05/2026 03:02:01 [Local Time]", "local"},
           {"04.05.2026 03:02:01 (Ortszeit)", "local"},
           {"04.05.2026 03:02:01 Ortszeit", "local"},
           {"2026-05-04T03:02:01 (heure locale)", "local"},
           {"2026-05-04 03:02:01 (現地時間)", "local"},
           {"1777863721 [Local Time]", "2026-05-04T03:02:01Z"},
           {"Mon May 04 2026 04:02:01 GMT+0100 (Central European Standard Time, as written)",
            "2026-05-04T03:02:01Z"},
           {"04.05.2026 03:02:01", "2026-05-04T03:02:01Z"},
           {"4.5.2026, 03:02", "2026-05-04T03:02:00Z"},
           {"24/05/2026 03:02:01", "2026-05-24T03:02:01Z"},
           {"5/24/2026, 3:02:01.25 PM", "2026-05-24T15:02:01.25Z"},
           {"5/24/2026 12:02 AM +02:00", "2026-05-23T22:02:00Z"},
           {"5/24/2026 12:26:59 PM", "2026-05-24T12:26:59Z"},
           {"5/5/2026 03:02", "2026-05-05T03:02:00Z"},
           {"Monday, May 4, 2026 3:02:01 AM", "2026-05-04T03:02:01Z"},
           {"Mon, 04 May 2026 03:02:01 GMT", "2026-05-04T03:02:01Z"},
           {"Mon May  4 03:02:01 2026", "2026-05-04T03:02:01Z"},
           {"Mon May 04 2026 05:02:01 GMT+0200 (Central European Summer Time)",
            "2026-05-04T03:02:01Z"},
           {"4 Sept 2026 03:02", "2026-09-04T03:02:00Z"},
           {"04/May/2026:05:02:01 +0200", "2026-05-04T03:02:01Z"},
           {"24/5/26 3:02", "2026-05-24T03:02:00Z"},
           {"13/05/26 03:02:01", "2026-05-13T03:02:01Z"},
           {"5/24/26, 3:02 PM", "2026-05-24T15:02:00Z"},
           {"04.05.26 03:02", "2026-05-04T03:02:00Z"},
           {"May 4, 2026, 3:02:01\xe2\x80\xafPM", "2026-05-04T15:02:01Z"},
       }) {
    EXPECT_EQ(read(row.text), row.time) << row.text;
  }
}

TEST(TimeForms, WhatIsNoTimeIsNone) {
  for (const std::string_view text : {"",
                                      "yesterday",
                                      "2026-05-04",
                                      "04.05.2026",
                                      "31.02.2026 03:02",
                                      "32/05/2026 03:02",
                                      "13/13/2026 03:02",
                                      "05-04-26 03:02",
                                      "5/4/126 03:02",
                                      "02/Mar/2026:08:20:00:00",
                                      "02/Mar/26:08:20:00",
                                      "2026-05-04 03:02:01 CET",
                                      "2026-05-04 03:02:01 (CET)",
                                      "5/24/2026 9:00:11 AM (EST)",
                                      "2026-05-04 03:02:01 [Europe/Berlin]",
                                      "2026-05-04 03:02:01 ()",
                                      "2026-05-04 03:02:01 (UTC+01:00",
                                      "/Date(abc)/",
                                      "/Date(1777863721250",
                                      "12345",
                                      "17778637212501",
                                      "177786372125000",
                                      "9999999999999999",
                                      "134168580000000000",
                                      "639000000000000000",
                                      "99999999999999999999",
                                      "9999999999999999999",
                                      "20260504",
                                      "20260504T0302",
                                      "20261304T030201Z",
                                      "2026050aT030201Z",
                                      "1777863721.2x",
                                      "4 Foo 2026 03:02",
                                      "May 2026 03:02",
                                      "5/24/2026 13:02 PM",
                                      "0/24/2026 1:00 AM",
                                      "2026-05-04 03:02 tomorrow",
                                      "99.99.2026 03:02"}) {
    EXPECT_EQ(read(text), "no time") << text;
  }
}

TEST(TimeForms, DayAndMonthAreNeverGuessed) {
  EXPECT_EQ(read("04/05/2026 03:02:01"), "ambiguous");
  EXPECT_EQ(read("4/5/2026 3:02:01 AM"), "ambiguous");
  EXPECT_EQ(read("04-05-2026 03:02:01"), "ambiguous");
  EXPECT_EQ(read("04/05/2026 03:02:01", DateOrder::kDayFirst), "2026-05-04T03:02:01Z");
  EXPECT_EQ(read("04/05/2026 03:02:01", DateOrder::kMonthFirst), "2026-04-05T03:02:01Z");
  EXPECT_EQ(read("5/4/26 03:02"), "ambiguous");
  EXPECT_EQ(read("5/4/26 03:02", DateOrder::kDayFirst), "2026-04-05T03:02:00Z");
  // The year may stand first.
  EXPECT_EQ(read("26/05/04 03:02"), "ambiguous");
  EXPECT_EQ(read("24/05/26 03:02"), "ambiguous");
  EXPECT_EQ(read("24/05/26 03:02", DateOrder::kDayFirst), "2026-05-24T03:02:00Z");
  EXPECT_EQ(read("24/05/26 03:02", DateOrder::kMonthFirst), "no time");
  // What allows one reading alone keeps it, whatever the others of its file say.
  EXPECT_EQ(read("24/05/2026 03:02:01", DateOrder::kMonthFirst), "2026-05-24T03:02:01Z");
}

TEST(TimeForms, OneDateDecidesForItsFile) {
  EXPECT_EQ(order_of_date("24/05/2026 03:02"), DateOrder::kDayFirst);
  EXPECT_EQ(order_of_date("5/24/2026"), DateOrder::kMonthFirst);
  EXPECT_EQ(order_of_date("13/05/26"), DateOrder::kDayFirst);
  for (const std::string_view text :
       {"04/05/2026", "5/5/2026", "44/05/2026", "5/44/2026", "26/05/04", "text"})
    EXPECT_EQ(order_of_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace aobo

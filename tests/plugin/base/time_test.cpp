#include "plugin/base/time.h"

#include "plugin/base/span_words.h"

#include "tests/support/property.h"

namespace aobo {
namespace {

struct Accepted {
  const char* text;
  const char* shown;
};

TEST(Time, EveryFormWithoutADoubtIsRead) {
  for (const Accepted& row : {
           Accepted{"2022-06-23T10:55:57Z", "2022-06-23T10:55:57Z"},
           Accepted{"2023-10-24T20:01:11.9490387+00:00", "2023-10-24T20:01:11.9490387Z"},
           Accepted{"2023-10-24T20:01:11.949038+02:00", "2023-10-24T18:01:11.949038Z"},
           Accepted{"2023-10-24T20:01:11.123456789Z", "2023-10-24T20:01:11.123456789Z"},
           Accepted{"2023-10-24T20:01:11.1234567894Z", "2023-10-24T20:01:11.123456789Z"},
           Accepted{"2017-06-15T15:56:04.077-07:00", "2017-06-15T22:56:04.077Z"},
           Accepted{"2021-05-18T21:13:33", "2021-05-18T21:13:33Z"},
           Accepted{"2021-05-18 21:13:33", "2021-05-18T21:13:33Z"},
           Accepted{"2025-04-11 21:07:42.759000000", "2025-04-11T21:07:42.759Z"},
           Accepted{"1739874011", "2025-02-18T10:20:11Z"},
           Accepted{"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
       }) {
    const auto time = parse_time(row.text);
    ASSERT_TRUE(time.has_value()) << row.text;
    EXPECT_EQ(format_time(*time), row.shown) << row.text;
  }
}

TEST(Time, NearMissesAreRefused) {
  for (const char* text :
       {"", "yesterday", "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z", "2023-10-24T24:00:00Z",
        "2023-10-10T17:08:65", "2023-06-15:54:46.8676027Z", "2025-04-11:21:02.3387000Z",
        "2023-10-24T20:01:11.Z", "2023-10-24T20:01:11+25:00", "2023-10-24T20:01:11 Europe",
        "6/18/2023 1:00:00 AM", "3/2/2026 13:00", "17398740111"}) {
    EXPECT_FALSE(parse_time(text).has_value()) << text;
  }
}

TEST(Time, DurationsOfGraphAndSpansOfPeople) {
  EXPECT_EQ(parse_iso_duration("P730D"), 730 * kDayNs);
  EXPECT_EQ(parse_iso_duration("P2Y"), 730 * kDayNs);
  EXPECT_EQ(parse_iso_duration("PT1H30M"), 5400 * kSecondNs);
  EXPECT_EQ(parse_iso_duration("PT0S"), 0);
  EXPECT_EQ(parse_span("12h"), 12 * 3600 * kSecondNs);
  EXPECT_EQ(parse_span("7d"), 7 * kDayNs);
  for (const char* text : {"", "P", "730D", "P1", "PT", "P1H", "P999999YT"}) {
    EXPECT_FALSE(parse_iso_duration(text).has_value()) << text;
  }
  for (const char* text : {"", "12", "h", "12 h", "1.5h", "12hours"})
    EXPECT_FALSE(parse_span(text).has_value()) << text;
}

TEST(Time, WhatIsFormattedIsReadBack) {
  test::property("parse_time(format_time(t)) == t", [] {
    const TimeNs time = *rc::gen::inRange<TimeNs>(0, 9'000'000'000 * kSecondNs);
    RC_ASSERT(parse_time(format_time(time)) == time);
  });
}

TEST(Span, IsWrittenAsPeopleWriteIt) {
  for (const char* text : {"0s", "1s", "60s", "61s", "90s", "2m", "10m", "59m", "1h", "12h", "24h",
                           "25h", "2d", "90d"}) {
    const auto span = parse_span(text);
    ASSERT_TRUE(span.has_value()) << text;
    EXPECT_EQ(format_span(*span), text);
  }
  EXPECT_EQ(format_span(120 * kSecondNs), "2m");
  EXPECT_EQ(format_span(48 * 3600 * kSecondNs), "2d");
}

TEST(Spans, InWordsToTheUnitThatReadsBest) {
  const std::pair<TimeNs, const char*> kSpans[] = {
      {0, "0 seconds"},        {1, "1 second"},         {59, "59 seconds"},
      {60, "1 minute"},        {90, "90 seconds"},      {120, "2 minutes"},
      {90 * 60, "90 minutes"}, {3600, "1 hour"},        {25 * 3600, "25 hours"},
      {86'400, "1 day"},       {47 * 3600, "47 hours"}, {30 * 86'400 + 5, "30 days"}};
  for (const auto& [seconds, words] : kSpans)
    EXPECT_EQ(span_in_words(seconds * kSecondNs), words) << seconds;
}

}  // namespace
}  // namespace aobo

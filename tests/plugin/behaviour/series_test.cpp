// Counts over windows: exact at the edges, also for what comes late; too low and never too high
// where the bound is reached.
#include "plugin/behaviour/series.h"

#include <set>
#include <sstream>

#include "plugin/base/limits.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

std::string counted(Series& series, const std::string& key, TimeNs time) {
  std::vector<std::uint64_t> counts;
  series.count(key, time, counts);
  std::string text;
  for (const std::uint64_t count : counts)
    text += (text.empty() ? "" : " ") + std::to_string(count);
  return text;
}

TEST(Series, AWindowHoldsItsEndAndNotItsBeginning) {
  Series series({10, 100}, 1000);
  series.add("k", 50, 1);
  series.add("k", 60, 1);
  series.add("k", 60, 2);
  EXPECT_EQ(counted(series, "k", 60), "2 2") << "what was exactly ten ago is out";
  EXPECT_EQ(counted(series, "k", 69), "2 2");
  EXPECT_EQ(counted(series, "k", 70), "0 2");
  EXPECT_EQ(counted(series, "k", 149), "0 2");
  EXPECT_EQ(counted(series, "k", 150), "0 2");
  EXPECT_EQ(counted(series, "other", 60), "0 0");
}

TEST(Series, WhatComesLateIsCountedInItsPlace) {
  Series series({10}, 1000);
  series.add("k", 100, 1);
  EXPECT_EQ(counted(series, "k", 100), "1");
  series.add("k", 95, 2);
  EXPECT_EQ(counted(series, "k", 95), "1") << "as of its own time what came after is not there";
  EXPECT_EQ(counted(series, "k", 100), "2");
  series.add("k", 80, 3);
  EXPECT_EQ(counted(series, "k", 100), "2");
  EXPECT_EQ(counted(series, "k", 80), "1");
}

TEST(Series, OfWhatComesLateAndAloneTheLatestAreGoneThrough) {
  constexpr TimeNs kMost = limits::kLateWalk;
  Series series({10 * kMost}, 10 * limits::kLateWalk);
  for (TimeNs at = 1; at <= kMost + 5; ++at) series.add("k", at, static_cast<std::uint64_t>(at));
  EXPECT_EQ(counted(series, "k", kMost + 5), std::to_string(kMost + 5));
  EXPECT_EQ(counted(series, "k", kMost), std::to_string(kMost));
  EXPECT_EQ(series.evicted(), 0U);
  EXPECT_EQ(counted(series, "k", kMost + 1), std::to_string(kMost + 1)) << "its window goes on";
  EXPECT_EQ(counted(series, "k", kMost), std::to_string(kMost));
  series.add("k", kMost + 1, 1'000'000);
  EXPECT_EQ(counted(series, "k", kMost - 1), std::to_string(kMost - 1));
  EXPECT_EQ(counted(series, "k", kMost + 4), std::to_string(kMost + 5));
  EXPECT_EQ(counted(series, "k", kMost + 3), std::to_string(kMost)) << "begun anew: the latest";
  EXPECT_EQ(series.evicted(), 1U);
}

TEST(Series, PastTheBoundTheOldestGoAndCountsAreTooLow) {
  Series series({1000}, 3);
  for (TimeNs t = 1; t <= 5; ++t) series.add("k", t, static_cast<std::uint64_t>(t));
  EXPECT_EQ(counted(series, "k", 5), "3");
  EXPECT_EQ(series.evicted(), 2U);
  EXPECT_EQ(series.size(), 3U);
}

// A count of which each step is told: those at which it is higher than within its span before.
std::string highs(Series& series, const std::vector<TimeNs>& times) {
  std::string text;
  std::vector<std::uint64_t> before, counts;
  for (const TimeNs time : times) {
    series.count("k", time, before);
    series.add("k", time, static_cast<std::uint64_t>(time));
    series.count("k", time, counts);
    const bool high = counts[0] > before[0] && series.is_high("k", 0, time, counts[0]);
    text += (text.empty() ? "" : " ") + std::to_string(counts[0]) + (high ? "!" : "");
  }
  return text;
}

TEST(Series, ACountThatGoesUpAndDownIsToldOnceASpan) {
  Series series({10}, 1000);
  EXPECT_EQ(highs(series, {1, 2, 3, 12, 13, 14, 15, 31}), "1! 2! 3! 2 2! 3! 4! 1!")
      << "at 12 the three told at 3 are within the span, at 13 they are not";
}

// What a program does each night at the same pace.
TEST(Series, AHighThatIsRememberedLongerThanItsSpanIsNoNews) {
  Series series({10}, 1000, 40);
  EXPECT_EQ(highs(series, {1, 2, 3, 21, 22, 23, 24, 52, 53, 70}), "1! 2! 3! 1 2 3 4! 1 2 1!");
}

TEST(Series, AHighIsToldOnceAcrossARestart) {
  Series series({10}, 1000);
  EXPECT_EQ(highs(series, {1, 2, 3}), "1! 2! 3!");
  std::ostringstream out;
  Writer writer(out);
  series.save(writer);
  Series again({10}, 1000);
  const std::string bytes = std::move(out).str();
  Reader reader(bytes);
  again.load(reader);
  EXPECT_EQ(highs(again, {11, 12, 13}), "3 3 3!");
}

TEST(Series, WhatComesLateIsHighInItsPlace) {
  Series series({10}, 1000);
  EXPECT_EQ(highs(series, {101, 102, 51, 52, 53}), "1! 2! 1! 2! 3!");
}

// Keys may be of any length, and each is kept once however often it is counted.
TEST(Series, PastItsShareTheOldestGoAndCountsAreTooLow) {
  Account account(400'000);
  Series series({1'000'000}, {1'000'000, &account});
  const auto key = [](TimeNs number) {
    return std::to_string(number % 10) + std::string(20'000, 'k');
  };
  std::vector<std::uint64_t> counts;
  for (TimeNs time = 0; time < 100; ++time) {
    series.add(key(time), time, static_cast<std::uint64_t>(time));
    account.trim();
  }
  series.count(key(0), 100, counts);
  EXPECT_EQ(counts, (std::vector<std::uint64_t>{10}));
  EXPECT_EQ(account.evicted(), 0U);
  for (TimeNs time = 100; time < 130; ++time) {
    series.add(std::to_string(time) + key(0), time, 1);
    account.trim();
  }
  EXPECT_LE(account.bytes(), account.share());
  EXPECT_GT(account.evicted(), 90U);
  EXPECT_EQ(series.evicted(), 0U) << "there were never too many";
  series.count(key(0), 130, counts);
  EXPECT_EQ(counts, (std::vector<std::uint64_t>{0}));
}

TEST(SeriesProperty, CountsEqualANaiveRecount) {
  struct Entry {
    int key;
    TimeNs time;
    std::uint64_t value;
  };
  test::property("counts are those of a recount", [] {
    const std::vector<TimeNs> spans = {7, 30};
    std::optional<Series> series(std::in_place, spans, 100'000);
    std::vector<Entry> all;
    const int steps = *rc::gen::inRange(1, 80);
    TimeNs now = 0;
    for (int i = 0; i < steps; ++i) {
      now += *rc::gen::inRange(0, 6);
      const TimeNs late = *rc::gen::weightedElement<TimeNs>({{6, 0}, {1, 3}, {1, 20}});
      const Entry entry{*rc::gen::inRange(0, 2), std::max<TimeNs>(now - late, 0),
                        *rc::gen::inRange<std::uint64_t>(0, 5)};
      all.push_back(entry);
      series->add(std::to_string(entry.key), entry.time, entry.value);
      std::vector<std::uint64_t> counts;
      series->count(std::to_string(entry.key), entry.time, counts);
      for (std::size_t w = 0; w < spans.size(); ++w) {
        std::set<std::uint64_t> different;
        for (const Entry& one : all) {
          if (one.key != entry.key || one.time > entry.time || one.time <= entry.time - spans[w])
            continue;
          different.insert(one.value);
        }
        RC_ASSERT(counts[w] == different.size());
      }
      if (*rc::gen::inRange(0, 10) == 0) {  // what is stored and read again counts the same
        std::ostringstream out;
        Writer writer(out);
        series->save(writer);
        series.emplace(spans, 100'000);
        const std::string bytes = std::move(out).str();
        Reader reader(bytes);
        series->load(reader);
      }
    }
  });
}

}  // namespace
}  // namespace aobo

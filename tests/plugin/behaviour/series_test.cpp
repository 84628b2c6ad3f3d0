// Counts over windows: exact at the edges, also for what comes late; too low and never too high
// where the bound is reached.
#include "plugin/behaviour/series.h"

#include <set>
#include <sstream>

#include "tests/support/property.h"

namespace aobo {
namespace {

std::string counted(Series& series, const std::string& key, TimeNs time) {
  std::vector<Series::Count> counts;
  series.count(key, time, counts);
  std::string text;
  for (const auto& count : counts)
    text += (text.empty() ? "" : " ") + std::to_string(count.all) + "/" +
            std::to_string(count.different);
  return text;
}

TEST(Series, AWindowHoldsItsEndAndNotItsBeginning) {
  Series series({10, 100}, 1000);
  series.add("k", 50, 1);
  series.add("k", 60, 1);
  series.add("k", 60, 2);
  EXPECT_EQ(counted(series, "k", 60), "2/2 3/2") << "what was exactly ten ago is out";
  EXPECT_EQ(counted(series, "k", 69), "2/2 3/2");
  EXPECT_EQ(counted(series, "k", 70), "0/0 3/2");
  EXPECT_EQ(counted(series, "k", 149), "0/0 3/2");
  EXPECT_EQ(counted(series, "k", 150), "0/0 2/2");
  EXPECT_EQ(counted(series, "other", 60), "0/0 0/0");
}

TEST(Series, WhatComesLateIsCountedInItsPlace) {
  Series series({10}, 1000);
  series.add("k", 100, 1);
  EXPECT_EQ(counted(series, "k", 100), "1/1");
  series.add("k", 95, 2);
  EXPECT_EQ(counted(series, "k", 95), "1/1") << "as of its own time what came after is not there";
  EXPECT_EQ(counted(series, "k", 100), "2/2");
  series.add("k", 80, 3);
  EXPECT_EQ(counted(series, "k", 100), "2/2");
  EXPECT_EQ(counted(series, "k", 80), "1/1");
}

TEST(Series, PastTheBoundTheOldestGoAndCountsAreTooLow) {
  Series series({1000}, 3);
  for (TimeNs t = 1; t <= 5; ++t) series.add("k", t, static_cast<std::uint64_t>(t));
  EXPECT_EQ(counted(series, "k", 5), "3/3");
  EXPECT_EQ(series.evicted(), 2U);
  EXPECT_EQ(series.size(), 3U);
}

TEST(SeriesProperty, CountsEqualANaiveRecount) {
  struct Entry {
    int key;
    TimeNs time;
    std::uint64_t value;
  };
  test::property("counts are those of a recount", [] {
    const std::vector<TimeNs> spans = {7, 30};
    Series series(spans, 100'000);
    std::vector<Entry> all;
    const int steps = *rc::gen::inRange(1, 80);
    TimeNs now = 0;
    for (int i = 0; i < steps; ++i) {
      now += *rc::gen::inRange(0, 6);
      const TimeNs late = *rc::gen::weightedElement<TimeNs>({{6, 0}, {1, 3}, {1, 20}});
      const Entry entry{*rc::gen::inRange(0, 2), std::max<TimeNs>(now - late, 0),
                        *rc::gen::inRange<std::uint64_t>(0, 5)};
      all.push_back(entry);
      series.add(std::to_string(entry.key), entry.time, entry.value);
      std::vector<Series::Count> counts;
      series.count(std::to_string(entry.key), entry.time, counts);
      for (std::size_t w = 0; w < spans.size(); ++w) {
        std::set<std::uint64_t> different;
        std::uint64_t number = 0;
        for (const Entry& one : all) {
          if (one.key != entry.key || one.time > entry.time || one.time <= entry.time - spans[w])
            continue;
          ++number;
          different.insert(one.value);
        }
        RC_ASSERT(counts[w].all == number);
        RC_ASSERT(counts[w].different == different.size());
      }
      if (*rc::gen::inRange(0, 10) == 0) {  // what is stored and read again counts the same
        std::ostringstream out;
        Writer writer(out);
        series.save(writer);
        series = Series(spans, 100'000);
        std::istringstream in(std::move(out).str());
        Reader reader(in);
        series.load(reader);
      }
    }
  });
}

}  // namespace
}  // namespace aobo

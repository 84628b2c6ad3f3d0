// Order in time: many inputs, each roughly ordered, come out as one; each record once; what is late
// is marked.
#include "plugin/timeline/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "plugin/timeline/joint_feed.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

using test::property;

// A record as a line of an input: when, and which.
struct Line {
  TimeNs time;
  std::string id;
};
using Input = std::vector<Line>;

class LineFeed : public Feed {
 public:
  LineFeed(const Input& input, std::uint32_t number) : input_(input), number_(number) {}
  State next(Arrival& into) override {
    if (at_ == input_.size()) return State::kEnd;
    const Line& line = input_[at_];
    Record record;
    record.family = &family_named("entra.audit");
    record.time = line.time * kSecondNs;
    record.id = line.id;
    record.operation = "update user";
    into.packed = PackedRecord::whole(record, "{\"id\":\"" + line.id + "\"}");
    into.input = number_;
    into.offset = 10 * at_++;
    return State::kRecord;
  }

 private:
  const Input& input_;
  std::uint32_t number_;
  std::size_t at_ = 0;
};

// The inputs must outlive what reads them.
std::unique_ptr<Merge> merge_of(const std::vector<Input>& inputs, const MergeOptions& options = {},
                                std::vector<Merge::Progress> resume = {}) {
  resume.resize(inputs.size());
  return std::make_unique<Merge>(
      std::move(resume),
      [&inputs](std::uint32_t i) { return std::make_unique<LineFeed>(inputs[i], i); }, options);
}

Timeline timeline_of(const std::vector<Input>& inputs, const TimelineOptions& options = {},
                     Timeline::Horizon horizon = {}) {
  return Timeline(
      merge_of(inputs, options.merge), nullptr, options, [] { return TimeNs{0}; },
      std::move(horizon));
}

// "3a 5b 4c(late 1)"
std::string told(Timeline& timeline) {
  std::string text;
  for (Timeline::State state = timeline.next(); state != Timeline::State::kEnd;
       state = timeline.next()) {
    if (state == Timeline::State::kWait && timeline.live()) break;
    if (state == Timeline::State::kWait) continue;  // inputs are being opened
    const ArrivalPtr arrival = timeline.take();
    const Record& record = arrival->record();
    text += fmt::format("{}{}{}", text.empty() ? "" : " ", record.time / kSecondNs, record.id);
    if (timeline.late()) text += fmt::format("(late {})", timeline.lag() / kSecondNs);
  }
  return text;
}
std::string told(const std::vector<Input>& inputs, const TimelineOptions& options = {}) {
  Timeline timeline = timeline_of(inputs, options);
  return told(timeline);
}

TEST(Timeline, InputsComeOutAsOneInTheOrderOfTheirTimes) {
  EXPECT_EQ(told({{{1, "a"}, {4, "d"}}, {{2, "b"}, {3, "c"}, {5, "e"}}, {}}), "1a 2b 3c 4d 5e");
  EXPECT_EQ(told(std::vector<Input>{{{3, "c"}, {1, "a"}, {2, "b"}}}), "1a 2b 3c")
      << "a page that begins with the newest";
}

TEST(Timeline, WhatStandsFurtherFromItsPlaceThanTheWindowReachesIsLateAndMarked) {
  TimelineOptions options;
  options.merge.memory = 1;  // the least window, about ten of these records
  Input input;
  for (TimeNs t = 100; t < 160; ++t) input.push_back({t, "x" + std::to_string(t)});
  input.push_back({50, "old"});
  const std::vector<Input> inputs{input};
  Timeline timeline = timeline_of(inputs, options);
  const std::string text = told(timeline);
  EXPECT_NE(text.find("50old(late "), std::string::npos) << text;
  EXPECT_EQ(timeline.late_records(), 1U);
  EXPECT_EQ(timeline.watermark(), 159 * kSecondNs);
}

TEST(Timeline, EachRecordComesOnce) {
  const std::vector<Input> inputs = {{{1, "a"}, {2, "b"}}, {{1, "a"}, {3, "c"}}, {{2, "b"}}};
  Timeline timeline = timeline_of(inputs);
  EXPECT_EQ(told(timeline), "1a 2b 3c");
  EXPECT_EQ(timeline.duplicates(), 2U);
  TimelineOptions forgetful;
  forgetful.duplicates = 1;
  const std::vector<Input> one = {{{1, "a"}, {2, "b"}, {3, "a"}, {4, "c"}}};
  Timeline other = timeline_of(one, forgetful);
  EXPECT_EQ(told(other), "1a 2b 3a 4c") << "another second is another record";
  EXPECT_EQ(other.duplicates_forgotten(), 3U);
}

constexpr TimeNs kDay = 86'400;  // in seconds, as lines have them

// What a timeline gives, and what it refuses, where the machine's clock stands at day 100.
std::string told_at_day_100(const std::vector<Input>& inputs, TimeNs* watermark = nullptr) {
  std::string refused;
  Timeline timeline = timeline_of(
      inputs, {},
      {[] { return 100 * kDayNs; },
       [&](const Arrival& arrival) { refused += " refused " + std::string(arrival.record().id); },
       {}});
  const std::string given = told(timeline);
  if (watermark != nullptr) *watermark = timeline.watermark();
  return given + refused;
}

// A month's log with one record of another time, which the machine's clock does not rule out: what
// the next run brings of that month is not late for it.
TEST(Timeline, ARecordFarBehindAllOthersTakesNoTimeWithIt) {
  Input month;
  for (TimeNs at = 1; at <= 64; ++at) month.push_back({at, "x"});
  month.push_back({50 * kDay, "peak"});
  std::string astray;
  const std::vector<Input> inputs = {month};
  Timeline timeline =
      timeline_of(inputs, {},
                  {[] { return 100 * kDayNs; },
                   {},
                   [&](const Arrival& arrival) { astray += std::string(arrival.record().id); }});
  EXPECT_TRUE(told(timeline).ends_with(" 64x 4320000peak"));
  EXPECT_EQ(astray, "peak");
  EXPECT_EQ(timeline.astray(), 1U);
  EXPECT_EQ(timeline.watermark(), 64 * kSecondNs);
}

TEST(Timeline, WhatAFewRecordsSayOfTimeIsBelieved) {
  const std::vector<Input> few = {{{1, "a"}, {50 * kDay, "b"}}};
  Timeline timeline = timeline_of(few);
  told(timeline);
  EXPECT_EQ(timeline.watermark(), 50 * kDayNs);
  EXPECT_EQ(timeline.astray(), 0U);
}

TEST(Timeline, AWorldThatGoesOnAfterALongSilenceTakesTimeWithIt) {
  Input world;
  for (TimeNs at = 1; at <= 64; ++at) world.push_back({at, "x"});
  for (TimeNs at = 0; at < 8; ++at) world.push_back({50 * kDay + at, "y"});
  const std::vector<Input> inputs = {world};
  Timeline timeline = timeline_of(inputs);
  told(timeline);
  EXPECT_EQ(timeline.watermark(), 50 * kDayNs + 7 * kSecondNs);
  EXPECT_EQ(timeline.astray(), 0U);
}

TEST(Timeline, ARecordOfAnotherYearIsRefusedAndMakesNoOtherLate) {
  const std::vector<Input> inputs = {{{50, "a"}, {13'000 * kDay, "wrong"}, {60, "b"}}, {{70, "c"}}};
  TimeNs watermark = 0;
  EXPECT_EQ(told_at_day_100(inputs, &watermark), "50a 60b 70c refused wrong");
  EXPECT_EQ(watermark, 70 * kSecondNs);
}

TEST(Timeline, WhatIsNearTheClockOrNearItsNeighboursStays) {
  EXPECT_EQ(told_at_day_100({{{50, "a"}, {101 * kDay, "b"}}}), "50a 8726400b")
      << "a day beyond the clock may be another clock";
  EXPECT_EQ(told_at_day_100({{{50, "a"}, {101 * kDay + 1, "b"}}}), "50a refused b");
  Input world;
  std::string all;
  for (const char* id : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    world.push_back({400 * kDay, id});
    all += "34560000" + world.back().id + " ";
  }
  world.insert(world.end(), {{430 * kDay, "i"}, {460 * kDay + 1, "k"}});
  EXPECT_EQ(told_at_day_100({world}), all + "37152000i refused k")
      << "a whole world of the future is one, up to a silence of a month";
}

TEST(Timeline, AFirstRecordOfTheFutureIsRefusedWhereFewOthersAreNearIt) {
  TimeNs watermark = 0;
  EXPECT_EQ(told_at_day_100({{{13'000 * kDay, "w"}}}, &watermark), " refused w");
  EXPECT_EQ(watermark, 0);
  EXPECT_EQ(told_at_day_100({{{400 * kDay, "a"}, {401 * kDay, "b"}, {402 * kDay, "c"}},
                             {{400 * kDay, "d"}, {401 * kDay, "e"}, {402 * kDay, "f"}},
                             {{403 * kDay, "g"}, {13'000 * kDay, "h"}}},
                            &watermark),
            " refused a refused d refused b refused e refused c refused f refused g refused h");
  EXPECT_EQ(watermark, 0);
}

TEST(Timeline, TheTwoTenantsCopiesOfASignInAreTwoThoughNeitherSaysWhoseLogItIs) {
  const auto copy = [](std::string_view name, std::optional<Guid> log) {
    Arrival arrival;
    Record record;
    record.family = &family_named("entra.signin");
    record.id = "one";
    record.tenant = Guid{2, 1};
    record.log_tenant = log;
    record.actor.home_tenant = Guid{1, 1};
    record.actor.text = name;
    arrival.packed = PackedRecord::whole(record, {});
    return arrival;
  };
  Duplicates duplicates(10);
  EXPECT_FALSE(duplicates.before(copy("alice@adatum.example", {})));
  EXPECT_FALSE(duplicates.before(copy("Adatum technician", {})));
  EXPECT_TRUE(duplicates.before(copy("alice@adatum.example", {}))) << "a page fetched again";
  EXPECT_FALSE(duplicates.before(copy("alice@adatum.example", Guid{1, 1})));
  EXPECT_TRUE(duplicates.before(copy("Alice", Guid{1, 1}))) << "one log has one record of an id";
}

TEST(Timeline, OfManyInputsThoseFarAheadAreNotKeptOpen) {
  std::vector<Input> inputs;
  for (int i = 0; i < 300; ++i)
    inputs.push_back({{i * 10, fmt::format("a{}", i)}, {i * 10 + 1, fmt::format("b{}", i)}});
  TimelineOptions options;
  options.merge.memory = 64 << 10;
  options.merge.open_inputs = 4;
  const std::string few = told(inputs, options);
  EXPECT_EQ(few, told(inputs));
  EXPECT_EQ(few.find("late"), std::string::npos);
}

// Few times and ids, so that several inputs hold the same records.
rc::Gen<std::vector<Input>> some_inputs() {
  return rc::gen::mapcat(rc::gen::element(4, 60), [](int most) {
    return rc::gen::container<std::vector<Input>>(rc::gen::container<Input>(rc::gen::apply(
        [](int time, int id) {
          return Line{time, "r" + std::to_string(id)};
        },
        rc::gen::inRange(0, most), rc::gen::inRange(0, most))));
  });
}

TEST(TimelineProperty, TheOrderInWhichInputsAreNamedChangesNothing) {
  property("any order of inputs, the same records", [] {
    std::vector<Input> inputs = *some_inputs();
    TimelineOptions options;
    options.merge.memory = *rc::gen::element<std::size_t>(1, 20'000, 1'000'000);
    options.merge.open_inputs = *rc::gen::inRange<std::size_t>(1, 6);
    const std::string first = told(inputs, options);
    std::reverse(inputs.begin(), inputs.end());
    // Which input is limited to be open first is decided by time, so that only ties between equal
    // records could differ.
    if (options.merge.open_inputs > inputs.size()) RC_ASSERT(told(inputs, options) == first);
    options.merge.memory = std::size_t{1} << 30;
    options.merge.open_inputs = 100;
    const std::string whole = told(inputs, options);
    RC_ASSERT(whole.find("late") == std::string::npos);
    std::reverse(inputs.begin(), inputs.end());
    RC_ASSERT(told(inputs, options) == whole);
  });
}

TEST(TimelineProperty, HowRecordsAreSpreadOverInputsChangesNothing) {
  property("any spreading over inputs, the same records", [] {
    const std::vector<Input> inputs = *some_inputs();
    std::vector<Input> one(1);
    for (const Input& input : inputs) one[0].insert(one[0].end(), input.begin(), input.end());
    RC_ASSERT(told(inputs) == told(one));
  });
}

TEST(TimelineProperty, AnInputDeliveredTwiceChangesNothing) {
  property("twice is once", [] {
    std::vector<Input> inputs = *some_inputs();
    const std::string once = told(inputs);
    if (!inputs.empty()) inputs.push_back(inputs.front());
    RC_ASSERT(told(inputs) == once);
  });
}

TEST(TimelineProperty, AMergeThatWasStoppedGoesOnWhereItWas) {
  property("stop, resume: the same records", [] {
    std::vector<Input> inputs = *some_inputs();
    // Between records that say the same, what was not yet read on is forgotten by the stop.
    int number = 0;
    for (Input& input : inputs) {
      for (Line& line : input) line.id += fmt::format("-{}", number++);
    }
    const MergeOptions options{*rc::gen::element<std::size_t>(1, 20'000, 1'000'000),
                               *rc::gen::inRange<std::size_t>(1, 6)};
    const auto ids = [](Merge& merge, std::size_t most) {
      std::vector<std::string> all;
      for (std::size_t i = 0; i < most; ++i) {
        const ArrivalPtr arrival = merge.next();
        if (!arrival) break;
        all.push_back(fmt::format("{}@{}", arrival->input, arrival->offset));
      }
      return all;
    };
    const auto whole = merge_of(inputs, options);
    const auto expected = ids(*whole, SIZE_MAX);
    const auto first = merge_of(inputs, options);
    auto got = ids(*first, *rc::gen::inRange<std::size_t>(0, expected.size() + 1));
    std::vector<Merge::Progress> progress;
    for (std::uint32_t i = 0; i < inputs.size(); ++i) progress.push_back(first->progress(i));
    const auto second = merge_of(inputs, options, progress);
    const auto rest = ids(*second, SIZE_MAX);
    got.insert(got.end(), rest.begin(), rest.end());
    RC_ASSERT(got == expected);
  });
}

// ---- live

struct LiveFeed : Feed {
  std::deque<Line> lines;
  bool over = false;
  std::uint64_t offset = 0;
  State next(Arrival& into) override {
    if (lines.empty()) return over ? State::kEnd : State::kWait;
    const Input one{lines.front()};
    lines.pop_front();
    LineFeed(one, 0).next(into);
    into.offset = offset++;
    return State::kRecord;
  }
};

class Live : public ::testing::Test {
 protected:
  void hold(TimeNs seconds) {
    TimelineOptions options;
    options.hold = seconds * kSecondNs;
    auto feed = std::make_unique<LiveFeed>();
    feed_ = feed.get();
    timeline_ = std::make_unique<Timeline>(
        merge_of(none_), std::move(feed), options, [this] { return clock_ * kSecondNs; }, horizon_);
  }
  std::vector<Input> none_;
  LiveFeed* feed_ = nullptr;
  Timeline::Horizon horizon_;
  std::unique_ptr<Timeline> timeline_;
  TimeNs clock_ = 0;
};

TEST_F(Live, WithoutAHoldEachGoesOutAtOnceAndTheLateAreMarked) {
  hold(0);
  feed_->lines = {{5, "a"}, {3, "b"}, {6, "c"}};
  EXPECT_EQ(told(*timeline_), "5a 3b(late 2) 6c");
}

TEST_F(Live, AHoldBringsThemIntoOrder) {
  hold(10);
  feed_->lines = {{5, "a"}, {3, "b"}};
  EXPECT_EQ(told(*timeline_), "");
  clock_ = 9;
  feed_->lines = {{4, "c"}, {9, "d"}};
  EXPECT_EQ(told(*timeline_), "");
  clock_ = 10;
  EXPECT_EQ(told(*timeline_), "3b 4c 5a") << "what waited the whole time lets those before it go";
  feed_->lines = {{2, "e"}};
  EXPECT_EQ(told(*timeline_), "2e(late 3)") << "its place has passed: it waits no longer";
  feed_->over = true;
  EXPECT_EQ(told(*timeline_), "9d") << "at the end nothing waits";
}

TEST_F(Live, ARecordOfAnotherYearIsRefusedAtOnce) {
  std::string refused;
  horizon_ = {[] { return 100 * kDayNs; },
              [&](const Arrival& arrival) { refused += arrival.record().id; },
              {}};
  hold(0);
  feed_->lines = {{13'000 * kDay, "w"}, {5, "a"}, {101 * kDay, "b"}};
  EXPECT_EQ(told(*timeline_), "5a 8726400b");
  EXPECT_EQ(refused, "w");
}

// A feed of so many records, then of nothing; how often it was asked and might wait for more.
class PatientFeed : public Feed {
 public:
  PatientFeed(std::size_t records, std::size_t& waits) : left_(records), waits_(waits) {}
  State next(Arrival& into) override {
    if (left_ == 0) {
      waits_ += may_wait_ ? 1 : 0;
      return State::kWait;
    }
    --left_;
    into.read_again = true;
    return State::kRecord;
  }
  void may_wait(bool wait) override { may_wait_ = wait; }

 private:
  std::size_t left_;
  std::size_t& waits_;
  bool may_wait_ = true;
};

// Files that are followed beside a topic in which nothing comes.
TEST(JointFeed, NobodyWaitsForOneWhileTheOtherHasSomething) {
  std::size_t waits_of_first = 0, waits_of_second = 0, records = 0;
  JointFeed joint(std::make_unique<PatientFeed>(500, waits_of_first),
                  std::make_unique<PatientFeed>(300, waits_of_second),
                  [](const Arrival&) { return true; });
  Arrival arrival;
  while (joint.next(arrival) == Feed::State::kRecord) ++records;
  EXPECT_EQ(records, 800U);
  EXPECT_EQ(waits_of_second, 0U);
  EXPECT_EQ(joint.next(arrival), Feed::State::kWait);
  EXPECT_EQ(waits_of_second, 1U) << "neither has anything";
  joint.may_wait(false);
  EXPECT_EQ(joint.next(arrival), Feed::State::kWait);
  EXPECT_EQ(waits_of_second, 1U);
  EXPECT_EQ(waits_of_first, 0U);
}

}  // namespace
}  // namespace aobo

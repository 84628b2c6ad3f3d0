// Threads: one session's events held against rules by another, and many sessions with one set of
// rules, at once.
#include "simulator/host/event_pump.h"

#include <map>
#include <thread>

#include "simulator/rules/matcher.h"
#include "simulator/rules/session_reader.h"
#include "tests/support/places.h"
#include "tests/support/plugin_host.h"

namespace aobo::sim {
namespace {

using Fired = std::map<std::string, std::vector<std::uint64_t>>;  // by rule, the numbers of events

class Threads : public ::testing::Test {
 protected:
  Threads()
      : library_(test::load_plugin()),
        schema_(*read_fields(*library_), "aobo"),
        rules_(RuleSet::load({std::string(test::kSourceDir) + "/rules"}, schema_,
                             {"aobo", AOBO_VERSION})) {}

  void add(Matcher& matcher, std::uint64_t number, Fired& fired) const {
    for (const std::size_t i : matcher.match())
      fired[rules_->rules()[i].item.name].push_back(number);
  }
  Fired alone() const {
    const auto session = test::start(*library_, test::sample_config());
    EXPECT_FALSE(session->open("logs"));
    SessionReader reader(*session, schema_);
    Matcher matcher(*rules_, reader, {.all = true});
    Fired fired;
    for (auto more = session->next(); more && *more; more = session->next())
      add(matcher, session->event_number(), fired);
    return fired;
  }

  std::unique_ptr<Library> library_;
  Schema schema_;
  std::unique_ptr<RuleSet> rules_;
};

TEST_F(Threads, WhatIsPumpedFiresAsWhatIsRead) {
  const auto source = test::start(*library_, test::sample_config());
  const auto session = test::start(*library_, test::sample_config());
  ASSERT_FALSE(source->open("logs"));
  Fired fired;
  SessionReader reader(*session, schema_);
  Matcher matcher(*rules_, reader, {.all = true});
  EventPump pump(*source);
  for (auto chunk = pump.next(); chunk && *chunk; chunk = pump.next()) {
    for (std::size_t i = 0; i < (*chunk)->offsets.size(); ++i) {
      session->borrow(
          reinterpret_cast<const ss_plugin_event*>((*chunk)->bytes.data() + (*chunk)->offsets[i]),
          (*chunk)->first + i);
      add(matcher, session->event_number(), fired);
    }
  }
  EXPECT_GT(fired.size(), 20U);
  EXPECT_EQ(fired, alone());
}

TEST_F(Threads, APumpThatIsNotEmptiedStops) {
  const auto source = test::start(*library_, test::sample_config());
  ASSERT_FALSE(source->open("logs"));
  EventPump pump(*source);  // its destructor waits for the thread
  EXPECT_TRUE(pump.next().ok());
}

TEST_F(Threads, OneSetOfRulesServesMany) {
  const Fired expected = alone();
  std::vector<Fired> found(4);
  std::vector<std::thread> threads;
  for (Fired& own : found) threads.emplace_back([&] { own = alone(); });
  for (std::thread& thread : threads) thread.join();
  for (const Fired& own : found) EXPECT_EQ(own, expected);
}

}  // namespace
}  // namespace aobo::sim

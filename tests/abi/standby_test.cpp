// Active and standby on one state: the second run waits for the first one, and goes on where that
// one ended.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "plugin/abi/falco_api.h"
#include "tests/support/plugin_host.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using Clock = std::chrono::steady_clock;
using Lines = std::vector<std::string>;

class StandbyTest : public TempFolderTest {
 protected:
  static std::string line(const std::string& id) {
    return fmt::format(
        R"({{"id":"{}","time":"2026-03-04T08:00:00Z","account":"a","person":"b@adatum.example","action":"check-out"}})"
        "\n",
        id);
  }
  std::unique_ptr<sim::Session> begin(bool standby) {
    auto session = start(*library_,
                         fmt::format(R"({{"state":{{"file":"{}/state","standby":{}}}}})", folder(),
                                     standby ? "true" : "false"),
                         [this](auto, auto component, auto text) {
                           if (component != "input")
                             log_.push_back(fmt::format("{}: {}", component, text));
                         });
    const auto error = session->open(folder() + "/logs");
    EXPECT_FALSE(error) << error->message;
    return session;
  }
  static Lines all_of(sim::Session& session) {
    Lines ids;
    const auto id = session.query("aobo.id");
    for (;;) {
      const auto more = session.next();
      EXPECT_TRUE(more.ok());
      if (!more.ok() || !*more) return ids;
      ids.push_back(session.text(*id));
    }
  }

  std::unique_ptr<sim::Library> library_ = load_plugin();
  Lines log_;
};

TEST_F(StandbyTest, ItTakesOverWhenTheFirstOneEndsAndReadsWhatIsThereByThen) {
  write("logs/1", line("r1"));
  auto active = begin(false);
  EXPECT_EQ(all_of(*active), Lines{"r1"});
  std::string holder = slurp("state.lock");
  ASSERT_FALSE(holder.empty());
  holder.pop_back();
  auto standby = begin(true);
  EXPECT_EQ(log_, Lines{fmt::format("standby: {}/state: in use by another run ({}); waiting until "
                                    "that one ends",
                                    folder(), holder)});
  EXPECT_EQ(standby->progress(), "waiting for the state");
  log_.clear();
  write("logs/2", line("r2"));
  active.reset();
  EXPECT_EQ(slurp("state.lock"), "");
  EXPECT_EQ(all_of(*standby), Lines{"r2"});
  EXPECT_EQ(log_, Lines{"standby: " + folder() + "/state: taken over"});
  EXPECT_NE(slurp("state.lock"), "");
}

// A service that fails is started anew; one that waits for nothing is not.
TEST_F(StandbyTest, WhereTheInputIsGoneItFailsAndGoesOnFailing) {
  write("logs/1", line("r1"));
  auto active = begin(false);
  auto standby = begin(true);
  active.reset();
  std::filesystem::rename(folder() + "/logs", folder() + "/elsewhere");
  log_.clear();
  const std::string why = fmt::format(
      "input {0}/logs: no such file or folder (found when the standby took over; start it anew)",
      folder());
  for (int call = 0; call < 2; ++call) {
    const auto event = standby->next();
    ASSERT_FALSE(event.ok());
    EXPECT_EQ(event.error().message, why);
  }
  EXPECT_EQ(log_, Lines{"standby: " + why});
}

TEST_F(StandbyTest, WithoutAnotherItBeginsAtOnce) {
  write("logs/1", line("r1"));
  EXPECT_EQ(all_of(*begin(true)), Lines{"r1"});
  EXPECT_EQ(log_, Lines{});
}

// A host that waits stops as any other does.
TEST_F(StandbyTest, ACallComesBackWhileItWaits) {
  write("logs/1", line("r1"));
  const auto active = begin(false);
  const std::string config =
      fmt::format(R"({{"state":{{"file":"{}/state","standby":true}}}})", folder());
  const BarePlugin plugin(*library_, config);
  ss_plugin_rc rc = SS_PLUGIN_FAILURE;
  ss_instance_t* instance = library_->open(plugin.state(), (folder() + "/logs").c_str(), &rc);
  ASSERT_EQ(rc, SS_PLUGIN_SUCCESS);
  constexpr int kCalls = 10;
  const auto begun = Clock::now();
  for (int call = 0; call < kCalls; ++call) {
    std::uint32_t count = 0;
    ss_plugin_event** events = nullptr;
    EXPECT_EQ(library_->next_batch(plugin.state(), instance, &count, &events), SS_PLUGIN_TIMEOUT);
    EXPECT_EQ(count, 0U);
  }
  EXPECT_LT(Clock::now() - begun, kCalls * std::chrono::milliseconds(100));
  library_->close(plugin.state(), instance);
}

// Inputs are looked at when they are opened, though it may be days until they are read.
TEST_F(StandbyTest, WhatCannotBeOpenedIsRefusedAtOnce) {
  write("logs/1", line("r1"));
  const auto active = begin(false);
  const auto standby = start(
      *library_, fmt::format(R"({{"state":{{"file":"{}/state","standby":true}}}})", folder()));
  const auto error = standby->open("/nowhere");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "input /nowhere: no such file or folder");
}

}  // namespace
}  // namespace aobo::test

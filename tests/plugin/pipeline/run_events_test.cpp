// Stories of what a run tells of itself: that it began, what came since, that people or agreements
// changed, that exports are old. Driven by clocks of the test's own.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "plugin/directory/loader.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/loader.h"
#include "plugin/policy/policy.h"
#include "tests/support/decoded_payload.h"
#include "tests/support/places.h"
#include "tests/support/silent_watch.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

constexpr TimeNs kOneHour = 3600 * kSecondNs;

// A record of that id, at so many minutes past eight.
std::string line(const std::string& id, int minute = 0) {
  return fmt::format(
      R"({{"id":"{}","time":"2026-03-04T08:{:02}:00Z","account":"a","person":"b@adatum.example","action":"check-out"}})"
      "\n",
      id, minute);
}

class RunEventsTest : public TempFolderTest {
 protected:
  // A run over the folder logs: one that follows it, or one that reads what is there and ends.
  void run(bool followed) {
    fs::create_directories(folder() + "/logs");
    Following following;
    std::vector<std::string> inputs;
    if (followed) {
      following.roots.push_back(*Root::of("logs", folder()));
      following.watch = std::make_unique<SilentWatch>();
    } else {
      for (const auto& entry : fs::directory_iterator(folder() + "/logs"))
        inputs.push_back(entry.path().string());
    }
    pipeline_ = std::make_unique<Pipeline>(
        inputs, config_, PermitOptions{}, counters_,
        [](const Refusal&, std::string_view, std::uint64_t) {},
        [](const char*, const std::string&) {}, [this] { return clock_; }, [this] { return wall_; },
        real_disk(), std::move(following));
  }
  // What comes out by now: a record as its id, "late" behind it where it is; a run's event as its
  // kind, time of day and text.
  Texts look(TimeNs passed = 2 * kSecondNs) {
    clock_ += passed;
    wall_ += passed;
    Texts out;
    for (int quiet = 0; quiet < 16;) {
      const Pipeline::State state = pipeline_->next(knowledge_);
      if (state == Pipeline::State::kEnd) return out;
      if (state == Pipeline::State::kWait) {
        ++quiet;
        continue;
      }
      event_ = decoded(pipeline_->payload());
      out.push_back(event_.derived().empty() ? event_.id() + (event_.late() ? " late" : "")
                                             : fmt::format("{} {}: {}", event_.derived(),
                                                           format_time(event_.time()).substr(11, 8),
                                                           event_.derived_text()));
    }
    pipeline_->delivered();
    return out;
  }
  void stop() {
    pipeline_->delivered();
    pipeline_->close(0);
    pipeline_.reset();
  }
  // The last event's.
  std::uint64_t figure(const std::string& name) const {
    for (const auto& one : event_.figures()) {
      if (one.name() == name) return one.value();
    }
    ADD_FAILURE() << "no figure " << name;
    return 0;
  }
  void append(const std::string& name, const std::string& text) {
    fs::create_directories(folder() + "/logs");
    std::ofstream(folder() + "/logs/" + name, std::ios::app) << text;
  }

  Config config_;
  Counters counters_;
  std::unique_ptr<Pipeline> pipeline_;
  std::shared_ptr<const Knowledge> knowledge_ =
      std::make_shared<const Knowledge>(Knowledge{empty_directory(), empty_policy()});
  payload::Event event_;
  TimeNs clock_ = 0;
  TimeNs wall_ = *parse_time("2026-03-05T12:00:00Z");
};

constexpr char kBegan[] = "run_started 12:00:02: aobo " AOBO_VERSION
                          " reads 1 input ({0}) so far, of {1}, without a directory, so that "
                          "nobody is named. {2}";

TEST_F(RunEventsTest, ARunThatFollowsSaysFirstThatItBegan) {
  append("a", line("1") + line("2", 1));
  run(true);
  EXPECT_EQ(look(),
            (Texts{fmt::format(kBegan, folder() + "/logs/a", folder() + "/logs",
                               "It keeps no state: it begins with all that is there, as the "
                               "next run will again."),
                   "1", "2"}))
      << "its time is later than the records' are, which are not late for that";
}

TEST_F(RunEventsTest, ARunWithStateSaysFromWhereItGoesOn) {
  config_.state.file = folder() + "/state";
  append("a", line("1", 5));
  run(true);
  EXPECT_EQ(look().at(0), fmt::format(kBegan, folder() + "/logs/a", folder() + "/logs",
                                      "Its state is new: it begins with all that is there."));
  stop();
  wall_ -= 2 * kSecondNs;
  run(true);
  EXPECT_EQ(look(), Texts{fmt::format(kBegan, folder() + "/logs/a", folder() + "/logs",
                                      "It goes on after 2026-03-04T08:05:00Z.")})
      << "that it began is told by each run";
}

TEST_F(RunEventsTest, ARunThatHasNothingYetNamesWhatItFollows) {
  run(true);
  EXPECT_EQ(look(), Texts{fmt::format(
                        "run_started 12:00:02: aobo {} reads 0 inputs so far, of {}/logs, without "
                        "a directory, so that nobody is named. It keeps no state: it begins with "
                        "all that is there, as the next run will again.",
                        AOBO_VERSION, folder())});
}

TEST_F(RunEventsTest, AReportTellsWhatCameSinceTheOneBefore) {
  append("a", line("1") + "{\"no\":\"record\"}\n");
  run(true);
  look();
  EXPECT_EQ(look(kOneHour),
            Texts{"run_report 13:00:02: In 1 hour: 1 record read, 1 refused (unknown-family 1). "
                  "Inputs with the most refused: " +
                  folder() + "/logs/a 1."});
  EXPECT_EQ(figure("records"), 1U);
  EXPECT_EQ(figure("refused"), 1U);
  EXPECT_EQ(look(kOneHour / 2), Texts{});
  EXPECT_EQ(look(kOneHour / 2), Texts{"run_report 14:00:02: In 1 hour: 0 records read."});
  EXPECT_EQ(figure("records"), 0U);
  EXPECT_EQ(figure("refused"), 0U);
  EXPECT_EQ(figure("inputs"), 1U);
}

TEST_F(RunEventsTest, LateLogsAreReportedWithWhatPassesTheUsualLag) {
  config_.lag["vault.checkout"] = kOneHour;
  append("a", line("1"));
  run(true);
  look();
  append("a", line("2", 30));
  look();
  EXPECT_EQ(look(kOneHour),
            Texts{"run_report 13:00:04: In 60 minutes: 2 records read. Longest lag: "
                  "vault.checkout 27 hours, which is 26 hours more than usual. Inputs that lag "
                  "most: " +
                  folder() + "/logs/a 27 hours."});
  EXPECT_EQ(figure("lag.vault.checkout"), 27U * 3600 + 30 * 60 + 4);
  EXPECT_EQ(figure("lag.excess"), 26U * 3600 + 30 * 60 + 4);
  look(kOneHour);
  EXPECT_EQ(figure("lag.excess"), 0U) << "each report has its own";
}

TEST_F(RunEventsTest, AReportNamesTheThreeInputsThatGiveTheMostTrouble) {
  const std::string bad = "{\"no\":\"record\"}\n";
  append("a", line("1"));
  append("b", bad + bad);
  append("c", bad);
  append("d", bad + bad + bad);
  append("e", bad + bad);
  append("f", line("2"));
  run(true);
  look();
  append("a", line("3", 59));
  append("f", line("4"));
  look();
  const std::string logs = folder() + "/logs/";
  EXPECT_EQ(look(kOneHour),
            Texts{fmt::format(
                "run_report 13:00:04: In 60 minutes: 4 records read, 8 refused (unknown-family 8). "
                "Longest lag: vault.checkout 28 hours, which is 27 hours more than usual. Inputs "
                "with the most refused: {0}d 3, {0}b 2, {0}e 2. Inputs that lag most: {0}f 28 "
                "hours, {0}a 27 hours.",
                logs)});
  EXPECT_EQ(look(kOneHour), Texts{"run_report 14:00:04: In 1 hour: 0 records read."})
      << "what was reported is not reported again";
}

TEST_F(RunEventsTest, WhatWasLoadedAnewIsToldWithWhatDiffers) {
  append("a", line("1"));
  run(true);
  look();
  auto policy = std::make_shared<Policy>();
  policy->scopes.emplace_back().name = "nights";
  knowledge_ = std::make_shared<const Knowledge>(Knowledge{empty_directory(), std::move(policy)});
  EXPECT_EQ(look(), Texts{"policy_reloaded 12:00:04: Scopes: 1 new (\"nights\")."});
  EXPECT_EQ(look(), Texts{});
  knowledge_ = std::make_shared<const Knowledge>(*knowledge_);
  EXPECT_EQ(look(), Texts{}) << "an export that was fetched anew, and is the same";
}

TEST_F(RunEventsTest, ARelationshipThatExtendsItselfIsAnEventOfItsOwn) {
  append("a", line("1"));
  run(true);
  look();
  Knowledge extended = *knowledge_;
  extended.before = knowledge_;
  extended.extended = "Relationships: 1 set to extend themselves (\"Support with Contoso\").";
  knowledge_ = std::make_shared<const Knowledge>(extended);
  EXPECT_EQ(look(), Texts{"auto_extend_on 12:00:04: Relationships: 1 set to extend themselves "
                          "(\"Support with Contoso\")."});
  EXPECT_EQ(look(), Texts{});
}

TEST_F(RunEventsTest, AnOldExportIsToldOnceAndAgainWhenItWasFetchedAndIsOldAgain) {
  write("directory/aobo.yaml",
        "partners:\n  - {tenant: d7296d84-932f-4f00-a431-126c164a7ba7, name: Adatum, folder: "
        "adatum}\n");
  const std::string users = write("directory/adatum/users.json", R"({"value":[]})");
  const auto fetched = [&](const std::string& when) {
    const TimeNs time = *parse_time(when);
    const timespec stamp{time / kSecondNs, 0}, both[2] = {stamp, stamp};
    ASSERT_EQ(::utimensat(AT_FDCWD, users.c_str(), both, 0), 0);
    knowledge_ = std::make_shared<const Knowledge>(
        Knowledge{*load_directory(folder() + "/directory"), empty_policy()});
  };
  fetched("2026-02-27T12:00:00Z");
  run(true);
  EXPECT_EQ(look().size(), 1U) << "six days are no age";
  const std::string old =
      "/directory/adatum/users.json is {} old, written {}; run.directory_max_age allows 7 days. "
      "Who joined "
      "or left since is not known: fetch the exports again.";
  config_.run.report_interval = 0;
  stop();
  run(true);
  look();
  EXPECT_EQ(look(24 * kOneHour + 60 * kSecondNs),
            Texts{"directory_stale 12:01:04: " + folder() +
                  fmt::format(fmt::runtime(old), "7 days", "2026-02-27T12:00:00Z")});
  EXPECT_EQ(look(24 * kOneHour), Texts{}) << "told once";
  fetched("2026-03-06T12:00:00Z");
  EXPECT_EQ(look(), Texts{}) << "the same people are no news";
  EXPECT_EQ(look(10 * 24 * kOneHour).size(), 1U);
  EXPECT_EQ(event_.derived(), "directory_stale");
}

TEST_F(RunEventsTest, AClockThatIsPutBackKeepsNoReportFromComing) {
  append("a", line("1"));
  run(true);
  look();
  wall_ -= 240 * kOneHour;
  look();
  EXPECT_EQ(look(kOneHour).size(), 1U);
  EXPECT_EQ(event_.derived(), "run_report");
}

TEST_F(RunEventsTest, WhatAnEarlierRunCountedIsNotReportedAgain) {
  config_.state.file = folder() + "/state";
  append("a", line("1", 5) + line("1", 5));
  run(true);
  look();
  look(kOneHour);
  EXPECT_EQ(figure("duplicates"), 1U);
  stop();
  run(true);
  look();
  look(kOneHour);
  EXPECT_EQ(figure("duplicates"), 0U);
}

// What reads what is there and ends: the same input gives the same bytes.
TEST_F(RunEventsTest, AReplayTellsNothingOfItself) {
  append("a", line("1"));
  run(false);
  EXPECT_EQ(look(), Texts{"1"});
}

TEST_F(RunEventsTest, AReplayThatIsAskedTellsByTheTimeOfTheLogs) {
  config_.run.events = true;
  append("a", line("1", 3) + line("2", 4));
  run(false);
  EXPECT_EQ(look(),
            (Texts{"run_started 08:03:00: aobo " AOBO_VERSION " reads 1 input (" + folder() +
                       "/logs/a), without a directory, so that nobody is named. It keeps no state: "
                       "it begins with all "
                       "that is there, as the next run will again.",
                   "1", "2", "run_report 08:04:00: 2 records read."}));
}

// sysdig ends badly where a source has no event.
TEST_F(RunEventsTest, ARunWithNothingToTellTellsThat) {
  append("a", "\n");
  run(false);
  EXPECT_EQ(look(), Texts{"run_report 12:00:02: 0 records read."});
}

TEST_F(RunEventsTest, ButNotWhereItIsToBeSilent) {
  config_.run.events = false;
  append("a", "\n");
  run(false);
  EXPECT_EQ(look(), Texts{});
}

}  // namespace
}  // namespace aobo::test

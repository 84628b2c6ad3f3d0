// Stories of files that grow while they are read: lines and halves of lines, rotation in both ways,
// copies, removal, compressed files, and runs that go on where another ended. Driven step by step
// by a clock of the test's own, once with a system that tells what happens and once with one that
// does not.
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "plugin/directory/loader.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/loader.h"
#include "tests/support/decoded_payload.h"
#include "tests/support/places.h"
#include "tests/support/property.h"
#include "tests/support/silent_watch.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

namespace fs = std::filesystem;
using Ids = std::vector<std::string>;

// inotify, but that it waits for nothing.
class PromptWatch : public FileWatch {
 public:
  bool add(const std::string& folder) override { return below_->add(folder); }
  void remove(const std::string& folder) override { below_->remove(folder); }
  void take(std::vector<Event>& into) override { below_->take(into); }
  void wait(int) override {}

 private:
  std::unique_ptr<FileWatch> below_ = make_inotify();
};

// A kill of the process loses nothing that was written: nothing is waited for.
class UnsyncedDisk : public Disk {
 public:
  bool sync(int) override { return true; }
  bool sync_folder(const std::string&) override { return true; }
};

// A record of that id, at so many minutes past eight; padded to so many bytes.
// That the customer's log is collected, in which a use of the account would stand.
constexpr const char* kLitwaresLog =
    R"({"CreationTime":"2026-03-04T07:00:00","Id":"l1","Operation":"Update group.","RecordType":8,)"
    R"("OrganizationId":"d7cc19b1-b880-4dc9-8bcb-47adab2139fa","UserType":0,"UserKey":"-",)"
    R"("Workload":"AzureActiveDirectory","ResultStatus":"Success","UserId":"pat@litware.example"})"
    "\n";

std::string line(const std::string& id, int minute = 0, std::size_t bytes = 0) {
  std::string text = fmt::format(
      R"({{"id":"{}","time":"2026-03-04T08:{:02}:00Z","account":"a","person":"b@adatum.example","action":"check-out")",
      id, minute);
  if (bytes > text.size() + 14)
    text += R"(,"reason":")" + std::string(bytes - text.size() - 14, 'x') + '"';
  return text + "}\n";
}

class FollowTest : public TempFolderTest, public ::testing::WithParamInterface<bool> {
 protected:
  void SetUp() override { config_.run.events = false; }
  void TearDown() override { stop(); }

  std::string path(const std::string& name) const { return folder() + "/" + name; }

  // Begins to follow; what was there is read by the first look().
  void follow(const std::string& name = "logs") {
    fs::create_directories(folder() + "/logs");
    Following following;
    following.roots.push_back(*Root::of(name, folder()));
    if (GetParam()) {
      following.watch = std::make_unique<PromptWatch>();
    } else {
      following.watch = std::make_unique<SilentWatch>();
    }
    pipeline_ = std::make_unique<Pipeline>(
        std::vector<std::string>{}, config_, PermitOptions{}, counters_,
        [this](const Refusal& refusal, std::string_view, std::uint64_t offset) {
          refused_.push_back(fmt::format("{} at {}", name_of(refusal), offset));
        },
        [this](const char*, const std::string& notice) { notices_.push_back(notice); },
        [this] { return clock_; },
        [this] {
          if (auto deed = std::exchange(when_asked_for_time_, nullptr)) deed();
          return wall_;
        },
        disk_, std::move(following));
  }
  static std::string name_of(const Refusal& refusal) { return std::string(name(refusal.reason)); }
  // The ids of all records that come out by now; "!" marks late ones.
  Ids look(TimeNs passed = 2 * kSecondNs) {
    clock_ += passed;
    Ids ids;
    for (int quiet = 0; quiet < 16;) {
      if (pipeline_->next(knowledge_) == Pipeline::State::kWait) {
        ++quiet;
        continue;
      }
      quiet = 0;
      const payload::Event event = decoded(pipeline_->payload());
      if (event.derived().empty()) {
        ids.push_back(event.id() + (event.late() ? "!" : ""));
      } else {
        derived_.push_back(event.derived());
      }
    }
    if (taken_) pipeline_->delivered();
    return ids;
  }
  // Ends as a host ends; without `properly` as a kill does.
  void stop(bool properly = true) {
    if (pipeline_ && properly) {
      pipeline_->delivered();
      pipeline_->close(0);
    }
    pipeline_.reset();
  }
  // A record a minute from 08:00 to 08:05, of which a silence of two minutes is told.
  void a_vault_log_of_habit() {
    config_.behaviour.gap_learning = 60 * kSecondNs;
    config_.behaviour.gap_least = 120 * kSecondNs;
    config_.behaviour.gap_records = 3;
    config_.behaviour.gap_factor = 2;
    config_.tenants.push_back({"logs", *parse_id("22222222-2222-4222-8222-222222222222")});
    for (int minute = 0; minute <= 5; ++minute)
      append("logs/vault", line(std::to_string(minute + 1), minute));
    wall_ = *parse_time("2026-03-04T08:06:00Z");
  }
  void remove_logs_and_state() {
    fs::remove_all(folder() + "/logs");
    for (const char* name : {"state", "state.delivered", "state.lock"}) fs::remove(path(name));
  }
  void with_state() { config_.state = {folder() + "/state", 3600 * kSecondNs}; }

  UnsyncedDisk disk_;
  Config config_;
  Counters counters_;
  std::unique_ptr<Pipeline> pipeline_;
  std::shared_ptr<const Knowledge> knowledge_ =
      std::make_shared<const Knowledge>(Knowledge{empty_directory(), empty_policy()});
  TimeNs clock_ = 0;
  TimeNs wall_ = *parse_time("2026-03-05T00:00:00Z");
  std::function<void()> when_asked_for_time_;  // once
  bool taken_ = true;                          // the host asks again
  Ids refused_, notices_, derived_;
};

TEST_P(FollowTest, WhatIsThereComesInOrderAndThenWhatIsAppended) {
  append("logs/a", line("a1", 1) + line("a3", 3));
  append("logs/b", line("b2", 2) + line("b4", 4));
  follow();
  EXPECT_EQ(look(), (Ids{"a1", "b2", "a3", "b4"}));
  EXPECT_EQ(look(), Ids{});
  append("logs/a", line("a5", 5));
  EXPECT_EQ(look(), Ids{"a5"});
  append("logs/b", line("b7", 7) + line("b6", 6));
  EXPECT_EQ(look(), (Ids{"b6", "b7"})) << "what comes together goes out in its order";
  EXPECT_EQ(counters_.refused, 0U);
}

TEST_P(FollowTest, ObjectsThatWereCutOffAreCountedAndToldOfOncePerInput) {
  const auto cut = [](const std::string& id) {
    return R"({"id":")" + id +
           R"(","activityDisplayName":"x","activityDateTime":"2026-03-04T08:00:00Z",)"
           R"("loggedByService":"Core","initiatedBy":"@{user=; app=}"})"
           "\n";
  };
  append("logs/a", cut("a1") + cut("a2"));
  append("logs/b", line("b3", 3));
  follow();
  EXPECT_EQ(look(), (Ids{"a1", "a2", "b3"}));
  EXPECT_EQ(counters_.cut, 2U);
  EXPECT_EQ(notices_, (Ids{path("logs/a") +
                           ": objects were left out by PowerShell or Power Query, which wrote "
                           "texts like \"@{user=}\", names of types or \"[Record]\" in their "
                           "place; who acted, or what came of it, may be unknown; export again "
                           "with ConvertTo-Json -Depth 10"}));
}

// A FIFO would keep whoever opens it waiting: it is refused, once, and what lies beside it is read.
TEST_P(FollowTest, WhatIsNoFileIsRefusedOnce) {
  append("logs/a", line("a1", 1));
  ASSERT_EQ(mkfifo(path("logs/there").c_str(), 0600), 0);
  follow();
  EXPECT_EQ(look(), Ids{"a1"});
  EXPECT_EQ(refused_, Ids{"unreadable at 0"});
  append("logs/a", line("a2", 2));
  EXPECT_EQ(look(), Ids{"a2"});
  EXPECT_EQ(refused_, Ids{"unreadable at 0"});
  ASSERT_EQ(mkfifo(path("logs/later").c_str(), 0600), 0);
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(refused_, (Ids{"unreadable at 0", "unreadable at 0"}));
  fs::create_symlink("/dev/zero", path("logs/zero"));
  append("logs/a", line("a3", 3));
  EXPECT_EQ(look(), Ids{"a3"});
  EXPECT_EQ(refused_, (Ids{"unreadable at 0", "unreadable at 0", "unreadable at 0"}));
  fs::create_directory(path("logs/folder"));
  fs::create_symlink("nowhere", path("logs/nowhere"));
  append("logs/folder/a", line("a4", 4));
  EXPECT_EQ(look(), Ids{"a4"});
  EXPECT_EQ(counters_.refused, 3U);
}

// More files than are read side by side: the others are read when their time comes, to their end.
TEST_P(FollowTest, FilesThatAreNotReadSideBySideAreReadAllTheSame) {
  config_.timeline.merge.open_inputs = 2;
  for (int number = 1; number <= 6; ++number)
    append(fmt::format("logs/{}", number), line(fmt::format("a{}", number), number) +
                                               line(fmt::format("b{}", number), number + 20));
  follow();
  Ids all = look();
  std::ranges::sort(all);
  EXPECT_EQ(all, (Ids{"a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3", "b4", "b5", "b6"}));
  append("logs/6", line("c6", 41));
  EXPECT_EQ(look(), Ids{"c6"});
}

TEST_P(FollowTest, AFileThatWaitsForItsTurnWaitsOverAKill) {
  with_state();
  config_.state.interval = 1;
  config_.timeline.merge.open_inputs = 2;
  taken_ = false;
  for (int number = 1; number <= 6; ++number)
    append(fmt::format("logs/{}", number), line(fmt::format("a{}", number), number));
  follow();
  int events = 0;
  for (int asked = 0; events < 3 && asked < 1000; ++asked) {
    clock_ += kSecondNs;
    if (pipeline_->next(knowledge_) == Pipeline::State::kEvent) ++events;
    pipeline_->delivered();
  }
  ASSERT_EQ(events, 3);
  stop(false);
  taken_ = true;
  follow();
  EXPECT_EQ(look(), (Ids{"a4", "a5", "a6"}));
}

TEST_P(FollowTest, AnEmptyFolderWaits) {
  follow();
  EXPECT_EQ(look(), Ids{});
  append("logs/new/deep/a", line("a1"));
  EXPECT_EQ(look(), Ids{"a1"});
  append("logs/.hidden", line("h"));
  EXPECT_EQ(look(), Ids{});
}

TEST_P(FollowTest, WhatALinkLeadsToMayComeLater) {
  fs::create_directory(path("logs"));
  fs::create_symlink(path("far"), path("logs/link"));
  follow();
  EXPECT_EQ(look(), Ids{});
  append("far/a", line("a1"));
  EXPECT_EQ(look(), Ids{"a1"});
}

TEST_P(FollowTest, HalfALineWaitsForItsEnd) {
  follow();
  const std::string whole = line("a1");
  append("logs/a", whole.substr(0, 30));
  EXPECT_EQ(look(), Ids{});
  append("logs/a", whole.substr(30));
  EXPECT_EQ(look(), Ids{"a1"});
  EXPECT_EQ(counters_.refused, 0U);
}

TEST_P(FollowTest, APageIsReadAsItIsWritten) {
  follow();
  append("logs/page.json", "{\"value\":[\n" + line("a1", 1));
  EXPECT_EQ(look(), Ids{"a1"});
  append("logs/page.json", "," + line("a2", 2) + ",{\"id\":");
  EXPECT_EQ(look(), Ids{"a2"});
  append("logs/page.json", line("a3", 3).substr(6) + "]}");
  EXPECT_EQ(look(), Ids{"a3"});
  EXPECT_EQ(counters_.refused, 0U);
}

// They may be the title of a table, where a file begins with them while it is followed.
TEST_P(FollowTest, LinesOfTextAreReadAtOnceWhereTheyWereThereAndSoonWhereTheyCome) {
  append("logs/a", "a line of text\nanother one\n");
  follow();
  look();
  EXPECT_EQ(counters_.refused, 2U);
  append("logs/b", "one more line of text\n");
  look(kSecondNs / 10);
  EXPECT_EQ(counters_.refused, 2U);
  look();
  look();
  EXPECT_EQ(counters_.refused, 3U);
  append("logs/b", "the last one\n");
  look();
  EXPECT_EQ(counters_.refused, 4U);
}

TEST_P(FollowTest, ARecordIsNotLateUntilItsInputHasCaughtUp) {
  append("logs/a", line("a9", 9));
  follow();
  EXPECT_EQ(look(), Ids{"a9"});
  append("logs/b", line("b1", 1));
  EXPECT_EQ(look(), Ids{"b1"}) << "new";
  append("logs/b", line("b2", 2));
  EXPECT_EQ(look(), Ids{"b2!"}) << "it had caught up";
}

TEST_P(FollowTest, RecordsWaitForHoldAndGoOutInOrder) {
  config_.timeline.hold = 30 * kSecondNs;
  follow();
  append("logs/a", line("a5", 5));
  EXPECT_EQ(look(), Ids{});
  append("logs/b", line("b3", 3));
  EXPECT_EQ(look(10 * kSecondNs), Ids{});
  EXPECT_EQ(look(21 * kSecondNs), (Ids{"b3", "a5"}));
}

TEST_P(FollowTest, RotationByRename) {
  append("logs/a", line("a1", 1));
  follow("logs/a");
  EXPECT_EQ(look(), Ids{"a1"});
  // Written between two looks: before the renaming, after it, and to the new file.
  append("logs/a", line("a2", 2));
  fs::rename(path("logs/a"), path("logs/a.1"));
  append("logs/a.1", line("a3", 3));
  append("logs/a", line("a4", 4));
  EXPECT_EQ(look(), (Ids{"a2", "a3", "a4"}));
  append("logs/a.1", line("a5", 5));
  append("logs/a", line("a6", 6));
  EXPECT_EQ(look(), (Ids{"a5", "a6"})) << "the writer had the old one open still";
  EXPECT_EQ(look(61 * kSecondNs), Ids{});
  append("logs/a.1", line("a7", 7));
  EXPECT_EQ(look(), Ids{}) << "it is no input any more";
  append("logs/a", line("a8", 8));
  EXPECT_EQ(look(), Ids{"a8"});
  EXPECT_EQ(counters_.inputs_lost, 0U);
}

TEST_P(FollowTest, RotationByCopyAndCut) {
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{5000}}) {
    const std::string name = fmt::format("logs/a{}", bytes);
    const auto id = [&](int n) { return fmt::format("{}-{}", bytes, n); };
    if (pipeline_) stop();
    append(name, line(id(1), 1, bytes));
    follow();
    (void)look();
    append(name, line(id(2), 2));
    fs::copy(path(name), path(name + ".1"));
    fs::resize_file(path(name), 0);
    append(name, line(id(3), 3));
    EXPECT_EQ(look(), (Ids{id(2), id(3)})) << bytes;
    append(name, line(id(4), 4));
    EXPECT_EQ(look(), Ids{id(4)});
  }
  EXPECT_EQ(counters_.refused, 0U);
}

TEST_P(FollowTest, HalfALineThatGotItsEndBeforeTheCopyIsInTheCopy) {
  follow();
  append("logs/a", line("a1", 1, 5000) + line("a2", 2).substr(0, 30));
  EXPECT_EQ(look(), Ids{"a1"});
  append("logs/a", line("a2", 2).substr(30));
  fs::copy(path("logs/a"), path("logs/a.1"));
  fs::resize_file(path("logs/a"), 0);
  append("logs/a", line("a3", 3));
  EXPECT_EQ(look(), (Ids{"a2", "a3"}));
  EXPECT_EQ(counters_.refused, 0U);
}

// Cut, and longer than before when it is looked at again.
TEST_P(FollowTest, AFileThatWasWrittenOverIsReadFromItsBeginning) {
  append("logs/a", line("a1", 1));
  follow();
  EXPECT_EQ(look(), Ids{"a1"});
  std::ofstream(path("logs/a"), std::ios::trunc) << line("a2", 2, 500) << line("a3", 3);
  EXPECT_EQ(look(), (Ids{"a2", "a3"}));
}

TEST_P(FollowTest, ABlobThatIsFetchedAnewGoesOnWhereItsOldSelfEnded) {
  const std::string first = line("a1", 1) + "noise\n";
  append("logs/PT1H.json", first);
  follow();
  EXPECT_EQ(look(), Ids{"a1"});
  EXPECT_EQ(counters_.refused, 1U);
  append("beside", first + line("a2", 2));
  fs::rename(path("beside"), path("logs/PT1H.json"));
  EXPECT_EQ(look(), Ids{"a2"});
  EXPECT_EQ(counters_.refused, 1U) << "and nothing is counted again";
  EXPECT_EQ(counters_.duplicates, 0U);
}

TEST_P(FollowTest, ARemovedFileIsReadToItsEndWhereThatCanBe) {
  append("logs/a", line("a1", 1));
  follow();
  EXPECT_EQ(look(), Ids{"a1"});
  append("logs/a", line("a2", 2) + "{\"id\":\"a3\",");
  EXPECT_EQ(look(), Ids{"a2"});
  append("logs/a", "\"time\":\"2026");
  fs::remove(path("logs/a"));
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(refused_, Ids{fmt::format("truncated at {}", 2 * line("a1", 1).size())});
  append("logs/a", line("a5", 5));
  EXPECT_EQ(look(), Ids{"a5"}) << "a new one";
}

TEST_P(FollowTest, CompressedFilesAppear) {
  follow();
  write("plain", line("z1", 1) + line("z2", 2));
  ASSERT_EQ(std::system(fmt::format("gzip -c '{0}/plain' >'{0}/z.gz'", folder()).c_str()), 0);
  ASSERT_EQ(std::system(fmt::format("zstd -qc '{0}/plain' >'{0}/z.zst'", folder()).c_str()), 0);
  const std::string gzip = slurp("z.gz");
  append("logs/z.gz", gzip.substr(0, 40));
  EXPECT_EQ(look(), Ids{});
  append("logs/z.gz", gzip.substr(40));
  EXPECT_EQ(look(), (Ids{"z1", "z2"}));
  // Another member behind it.
  append("logs/z.gz", gzip);
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(counters_.duplicates, 2U);
  append("logs/z.zst", slurp("z.zst"));
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(counters_.duplicates, 4U);
  EXPECT_EQ(counters_.refused, 0U);
}

TEST_P(FollowTest, ManyFilesAreFollowedWithFewOpen) {
  const auto open_files = [] {
    return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
  };
  constexpr int kFiles = 600;
  for (int i = 0; i < kFiles; ++i) append(fmt::format("logs/{}", i), line(fmt::format("{}-1", i)));
  const auto before = open_files();
  follow();
  EXPECT_EQ(look().size(), std::size_t{kFiles});
  for (int round = 2; round < 4; ++round) {
    for (int i = 0; i < kFiles; ++i)
      append(fmt::format("logs/{}", i), line(fmt::format("{}-{}", i, round), round));
    EXPECT_EQ(look().size(), std::size_t{kFiles}) << round;
    EXPECT_LE(open_files() - before, static_cast<std::ptrdiff_t>(limits::kReadersKept) + 4);
  }
  EXPECT_EQ(counters_.inputs_followed, std::uint64_t{kFiles});
}

TEST_P(FollowTest, ARunGoesOnWhereAnotherEnded) {
  with_state();
  append("logs/a", line("a1", 1) + "{\"id\":\"half\",");
  append("logs/page", "[" + line("p1", 1));
  follow();
  EXPECT_EQ(look(), (Ids{"a1", "p1"}));
  append("logs/a", line("half", 2).substr(13));
  append("logs/page", "," + line("p2", 2));
  EXPECT_EQ(look(), (Ids{"half", "p2"}));
  append("logs/a", "{\"id\":\"later\",");
  EXPECT_EQ(look(), Ids{});
  stop();
  append("logs/a", line("later", 3).substr(14));
  append("logs/page", "," + line("p3", 3) + "]");
  fs::rename(path("logs/a"), path("logs/a.1"));
  append("logs/a", line("a4", 4));
  follow();
  EXPECT_EQ(look(), (Ids{"later", "p3", "a4"}));
  stop();
  follow();
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(counters_.refused, 0U);
  EXPECT_EQ(counters_.duplicates, 0U);
  EXPECT_EQ(notices_, Ids{});
}

TEST_P(FollowTest, WhatIsHeldWhenItStopsComesInTheNextRun) {
  with_state();
  config_.timeline.hold = 30 * kSecondNs;
  append("logs/a", line("a1", 1));
  follow();
  EXPECT_EQ(look(), Ids{"a1"});
  append("logs/a", line("a2", 2));
  append("logs/b", line("b3", 3));
  EXPECT_EQ(look(), Ids{});
  stop();
  fs::remove(path("logs/b"));
  follow();
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(31 * kSecondNs), (Ids{"a2", "b3"}));
}

// ---- the clock

TEST_P(FollowTest, ASpanIsOverWhenTheClockSaysSoLessTheLagOfTheLog) {
  const std::string sample = std::string(test::kSourceDir) + "/sample-data/directory";
  const auto directory = load_directory(sample);
  knowledge_ =
      std::make_shared<const Knowledge>(Knowledge{*directory, *load_policy(sample, **directory)});
  append("logs/audit", kLitwaresLog);
  append("logs/vault", R"({"id":"1","time":"2026-03-04T08:00:00Z","account":"litware-admin",)"
                       R"("person":"bob@adatum.example","action":"check-out"})"
                       "\n");
  wall_ = *parse_time("2026-03-04T08:01:00Z");
  follow();
  EXPECT_EQ(look(), (Ids{"l1", "1"}));
  wall_ = *parse_time("2026-03-04T21:34:00Z");
  look();
  EXPECT_EQ(derived_, Ids{})
      << "after twelve hours the customer's log may lag by 90 minutes, and clocks differ by five";
  wall_ = *parse_time("2026-03-04T21:36:00Z");
  look();
  EXPECT_EQ(derived_, Ids{"checkout_unused"});
  look();
  EXPECT_EQ(derived_.size(), 1U);
}

TEST_P(FollowTest, SilenceOfEverythingIsAGap) {
  config_.behaviour.gap_learning = 10 * kDayNs;
  config_.behaviour.gap_records = 1;
  config_.tenants.push_back({"logs", *parse_id("22222222-2222-4222-8222-222222222222")});
  for (const char* log : {"entra-signin.json", "entra-audit.ndjson"}) {
    append(std::string("logs/") + log,
           slurp_file(std::string(test::kSourceDir) + "/sample-data/logs/4-litware/" + log));
  }
  wall_ = *parse_time("2026-03-05T00:00:00Z");
  follow();
  look();
  wall_ = *parse_time("2026-04-05T00:00:00Z");
  EXPECT_EQ(std::count(derived_.begin(), derived_.end(), "collection_gap"), 0);
  look();
  EXPECT_EQ(std::count(derived_.begin(), derived_.end(), "collection_gap"), 2);
}

// Another log that lags by an hour and a half keeps the silence of this one from nobody.
TEST_P(FollowTest, TheSilenceOfOneLogWaitsForThatLogAlone) {
  a_vault_log_of_habit();
  append(
      "logs/m365",
      R"({"CreationTime":"2026-03-04T08:01:00","Id":"11111111-1111-4111-8111-111111111111",)"
      R"("Operation":"UserLoggedIn","OrganizationId":"22222222-2222-4222-8222-222222222222",)"
      R"("RecordType":15,"UserKey":"k","UserType":0,"Version":1,"Workload":"AzureActiveDirectory",)"
      R"("UserId":"u@contoso.example","ResultStatus":"Success"})"
      "\n");
  follow();
  EXPECT_EQ(look().size(), 7U);
  wall_ = *parse_time("2026-03-04T08:11:00Z");
  look();
  EXPECT_EQ(derived_, Ids{}) << "silent since 08:05, told two minutes and the lag of five later";
  wall_ = *parse_time("2026-03-04T08:13:00Z");
  look();
  EXPECT_EQ(derived_, Ids{"collection_gap"});
  look();
  EXPECT_EQ(derived_.size(), 1U);
}

TEST_P(FollowTest, AClockThatIsPutBackKeepsNoSilenceFromBeingTold) {
  a_vault_log_of_habit();
  follow();
  EXPECT_EQ(look().size(), 6U);
  wall_ = *parse_time("2026-03-05T08:06:00Z");
  look();
  EXPECT_EQ(derived_, Ids{"collection_gap"}) << "the clock was a day ahead";
  wall_ = *parse_time("2026-03-04T08:07:00Z");
  look();
  append("logs/vault", line("7", 6));
  EXPECT_EQ(look(31 * kSecondNs), Ids{"7"});
  EXPECT_EQ(derived_, (Ids{"collection_gap", "derived_withdrawn"}));
  wall_ = *parse_time("2026-03-04T08:12:00Z");
  look();
  EXPECT_EQ(derived_.size(), 2U) << "not before it is one";
  wall_ = *parse_time("2026-03-04T08:14:00Z");
  look();
  EXPECT_EQ(derived_, (Ids{"collection_gap", "derived_withdrawn", "collection_gap"}));
}

TEST_P(FollowTest, TheLagThatIsMeasuredIsThatOfWhatComes) {
  wall_ = *parse_time("2026-03-04T08:09:00Z");
  append("logs/a", line("1", 1));
  follow();
  look();
  const auto lag = [this] {
    std::uint64_t sum = 0;
    for (const Counters::Count& one : counters_.lag_by_family) sum += one;
    return sum;
  };
  EXPECT_EQ(lag(), 0U) << "it was there before";
  append("logs/a", line("2", 7));
  look();
  EXPECT_EQ(lag(), 120U);
}

// Killed at any moment, with or without having taken what it was given last.
TEST_P(FollowTest, KilledAgainAndAgainNothingIsLostOrComesTwice) {
  property("every record once", [this] {
    remove_logs_and_state();
    with_state();
    config_.state.interval = *rc::gen::element<TimeNs>(1, 7, 1000) * kSecondNs;
    Ids all, wanted;
    int number = 0;
    for (int step = 0; step < 12; ++step) {
      if (!pipeline_) follow();
      const std::string name = fmt::format("logs/{}", *rc::gen::inRange(0, 3));
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        wanted.push_back(fmt::format("n{}", ++number));
        append(name, line(wanted.back(), number % 60));
      }
      const std::string old = path(fmt::format("{}.{}", name, step));
      const int deed = fs::exists(path(name)) ? *rc::gen::inRange(0, 10) : 0;
      if (deed == 1) fs::rename(path(name), old);
      if (deed == 2) {
        fs::copy(path(name), old);
        fs::resize_file(path(name), 0);
      }
      for (std::string id : look()) {
        if (id.ends_with('!')) id.pop_back();
        all.push_back(id);
      }
      if (*rc::gen::inRange(0, 3) == 0) stop(*rc::gen::arbitrary<bool>());
    }
    stop(false);
    std::sort(all.begin(), all.end());
    std::sort(wanted.begin(), wanted.end());
    RC_ASSERT(all == wanted);
  });
}

INSTANTIATE_TEST_SUITE_P(ToldAndUntold, FollowTest, ::testing::Bool(),
                         [](const auto& of) { return of.param ? "Inotify" : "Polling"; });

// ---- what happens to a file between the run's start and its turn

enum class Deed { kRename, kCopyAndCut, kFetchAnew, kGzip };
constexpr Deed kDeeds[] = {Deed::kRename, Deed::kCopyAndCut, Deed::kFetchAnew, Deed::kGzip};

class RotatedTest : public FollowTest {
 protected:
  // To `old`; the file of that name goes on with these lines.
  void rotate(Deed deed, const std::string& name, const std::string& old, const std::string& more) {
    switch (deed) {
      case Deed::kRename:
        fs::rename(path(name), path(old));
        append(name, more);
        return;
      case Deed::kCopyAndCut:
        fs::copy(path(name), path(old));
        fs::resize_file(path(name), 0);
        append(name, more);
        return;
      case Deed::kFetchAnew:
        write("beside", slurp(name) + more);
        fs::rename(path("beside"), path(name));
        return;
      case Deed::kGzip:
        ASSERT_EQ(std::system(fmt::format("gzip -c '{}' >'{}.gz'", path(name), path(old)).c_str()),
                  0);
        fs::remove(path(name));
        append(name, more);
        return;
    }
  }
  void a_folder_of_its_own() {
    stop();
    remove_logs_and_state();
    config_.state = {};
  }
  // And noise behind it.
  void a_run_has_read_a1(std::size_t bytes) {
    a_folder_of_its_own();
    with_state();
    append("logs/a", line("a1", 1, bytes) + "noise\n");
    follow();
    EXPECT_EQ(all(), Ids{"a1"});
    stop();
  }
  // As look(), in the order of their names, and whether late or not.
  Ids all() {
    Ids ids = look();
    for (std::string& id : ids) id = id.substr(0, id.find('!'));
    std::ranges::sort(ids);
    return ids;
  }
};

TEST_P(RotatedTest, BeforeAnythingWasReadOfIt) {
  for (const Deed deed : kDeeds) {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{5000}}) {
      a_folder_of_its_own();
      append("logs/a", line("a1", 1, bytes) + line("a2", 2));
      append("logs/b", line("b3", 3));
      follow();
      rotate(deed, "logs/a", "logs/a.1", line("a4", 4, bytes));
      EXPECT_EQ(all(), (Ids{"a1", "a2", "a4", "b3"})) << static_cast<int>(deed) << ' ' << bytes;
      append("logs/a", line("a5", 5));
      EXPECT_EQ(all(), Ids{"a5"}) << static_cast<int>(deed) << ' ' << bytes;
    }
  }
  EXPECT_EQ(counters_.refused, 0U);
}

TEST_P(RotatedTest, WhereARunBeforeReadSomeOfIt) {
  for (const Deed deed : kDeeds) {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{5000}}) {
      a_run_has_read_a1(bytes);
      append("logs/a", line("a2", 2, bytes));
      follow();
      rotate(deed, "logs/a", "logs/a.1", line("a3", 3, bytes) + line("a4", 4));
      EXPECT_EQ(all(), (Ids{"a2", "a3", "a4"})) << static_cast<int>(deed) << ' ' << bytes;
      append("logs/a", line("a5", 5));
      EXPECT_EQ(all(), Ids{"a5"}) << static_cast<int>(deed) << ' ' << bytes;
      stop();
      follow();
      EXPECT_EQ(all(), Ids{}) << static_cast<int>(deed) << ' ' << bytes;
      EXPECT_EQ(counters_.refused.exchange(0), deed == Deed::kGzip ? 2U : 1U) << "its noise";
    }
  }
  EXPECT_EQ(counters_.inputs_lost, 2U) << "of what is gone nobody knows that it was compressed";
}

// Of which file the state is is asked after the files were found, and before they are opened.
TEST_P(RotatedTest, BetweenItsFindingAndTheReadingOfTheState) {
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{5000}}) {
    a_run_has_read_a1(bytes);
    append("logs/a", line("a2", 2));
    when_asked_for_time_ = [&] { rotate(Deed::kRename, "logs/a", "logs/a.1", line("a3", 3)); };
    follow();
    EXPECT_EQ(all(), (Ids{"a2", "a3"})) << bytes;
  }
  EXPECT_EQ(counters_.refused, 2U) << "each noise once";
  EXPECT_EQ(counters_.inputs_lost, 0U);
  EXPECT_EQ(counters_.duplicates, 0U);
}

// It is in none of the folders when its turn comes.
TEST_P(RotatedTest, WhatIsGoneBeforeItsTurnIsToldOf) {
  append("logs/a", line("a1", 1));
  append("logs/b", line("b2", 2));
  follow();
  fs::rename(path("logs/a"), path("elsewhere"));
  EXPECT_EQ(all(), Ids{"b2"});
  EXPECT_EQ(counters_.inputs_lost, 1U);
  EXPECT_EQ(notices_, Ids{path("logs/a") + ": removed before all of it was read"});
  EXPECT_EQ(counters_.refused, 0U);
}

TEST_P(RotatedTest, WhatWasCutBeforeAllOfItWasReadIsToldOfWhereNoCopyIsFound) {
  with_state();
  append("logs/a", line("a1", 1));
  follow();
  EXPECT_EQ(all(), Ids{"a1"});
  stop();
  append("logs/a", line("a2", 2));
  follow();
  write("logs/a", line("a3", 3));
  EXPECT_EQ(all(), Ids{"a3"});
  EXPECT_EQ(counters_.inputs_lost, 1U);
  EXPECT_EQ(notices_,
            Ids{path("logs/a") + ": cut before all of it was read, and no copy of it was found"});
}

// More files than stay open between two readings, each longer than its window, and fewer read side
// by side than there are: one that was begun is closed, and opened again by its name.
TEST_P(RotatedTest, WhileItIsRead) {
  config_.timeline.merge.open_inputs = 140;
  constexpr int kFiles = 150, kLines = 30;
  for (const Deed deed : kDeeds) {
    a_folder_of_its_own();
    Ids wanted, got;
    for (int file = 0; file < kFiles; ++file) {
      for (int n = 0; n < kLines; ++n) {
        wanted.push_back(fmt::format("{}-{}", file, n));
        append(fmt::format("logs/{}", file), line(wanted.back(), n + file / 10, 1000));
      }
    }
    follow();
    while (got.size() < 200) {
      if (pipeline_->next(knowledge_) == Pipeline::State::kEvent)
        got.push_back(decoded(pipeline_->payload()).id());
    }
    for (int file = 0; file < kFiles; file += 7) {
      wanted.push_back(fmt::format("{}-more", file));
      rotate(deed, fmt::format("logs/{}", file), fmt::format("logs/{}.1", file),
             line(wanted.back(), 50));
    }
    for (const std::string& id : all()) got.push_back(id);
    std::ranges::sort(got);
    std::ranges::sort(wanted);
    Ids missing, twice;
    std::ranges::set_difference(wanted, got, std::back_inserter(missing));
    std::ranges::set_difference(got, wanted, std::back_inserter(twice));
    EXPECT_EQ(missing, Ids{}) << static_cast<int>(deed);
    EXPECT_EQ(twice, Ids{}) << static_cast<int>(deed);
  }
  EXPECT_EQ(counters_.refused, 0U);
}

INSTANTIATE_TEST_SUITE_P(ToldAndUntold, RotatedTest, ::testing::Bool(),
                         [](const auto& of) { return of.param ? "Inotify" : "Polling"; });

}  // namespace
}  // namespace aobo::test

// Stories of topics that are read: order over partitions, what is done with and what is not, and
// all that happens to partitions. Driven step by step by a cluster and a clock of the test's own.
#include "plugin/pipeline/kafka_feed.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/directory/loader.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/loader.h"
#include "tests/support/decoded_payload.h"
#include "tests/support/fake_consumer.h"
#include "tests/support/places.h"
#include "tests/support/property.h"
#include "tests/support/session_of_two.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using Ids = std::vector<std::string>;

const TopicPartition kA{"audit", 0}, kB{"audit", 1}, kEvidence{"evidence", 0};

class UnsyncedDisk : public Disk {
 public:
  bool create_fails = false, write_fails = false;
  int create(const std::string& path) override {
    if (!create_fails) return Disk::create(path);
    errno = ENOSPC;
    return -1;
  }
  bool write(int file, std::string_view bytes) override {
    if (!write_fails) return Disk::write(file, bytes);
    errno = ENOSPC;
    return false;
  }
  bool sync(int) override { return true; }
  bool sync_folder(const std::string&) override { return true; }
};

std::string record(const std::string& id, int minute = 0, std::size_t bytes = 0) {
  std::string text = fmt::format(
      R"({{"id":"{}","time":"2026-03-04T08:{:02}:00Z","account":"a","person":"b@adatum.example","action":"check-out")",
      id, minute);
  if (bytes > text.size() + 14)
    text += R"(,"reason":")" + std::string(bytes - text.size() - 14, 'x') + '"';
  return text + "}";
}

// That the customer's log is collected, in which a use of the account would stand.
constexpr const char* kLitwaresLog =
    R"({"CreationTime":"2026-03-04T07:00:00","Id":"l1","Operation":"Update group.","RecordType":8,)"
    R"("OrganizationId":"d7cc19b1-b880-4dc9-8bcb-47adab2139fa","UserType":0,"UserKey":"-",)"
    R"("Workload":"AzureActiveDirectory","ResultStatus":"Success","UserId":"pat@litware.example"})";

// Of an account that the sample's directory knows.
std::string loan(const std::string& id, int minute, const std::string& action) {
  return fmt::format(
      R"({{"id":"{}","time":"2026-03-04T08:{:02}:00Z","account":"litware-admin","person":"alice@adatum.example","action":"{}"}})",
      id, minute, action);
}

class KafkaFeedTest : public TempFolderTest {
 protected:
  void TearDown() override { stop(false); }

  void know_the_sample() {
    const std::string folder = std::string(test::kSourceDir) + "/sample-data/directory";
    auto directory = load_directory(folder);
    ASSERT_TRUE(directory.ok());
    auto policy = load_policy(folder, **directory);
    ASSERT_TRUE(policy.ok());
    knowledge_ = std::make_shared<const Knowledge>(Knowledge{*directory, *policy});
  }
  // Begins to read; `evidence`: with a topic that is read whole.
  void run(bool follow = true, bool evidence = false) {
    Following following;
    auto consumer = std::make_unique<FakeConsumer>(cluster_);
    group_ = consumer.get();
    following.topics.push_back({std::move(consumer), follow, follow});
    if (evidence) {
      auto whole = std::make_unique<FakeConsumer>(cluster_);
      whole_ = whole.get();
      following.topics.push_back({std::move(whole), false, follow});
    }
    pipeline_ = std::make_unique<Pipeline>(
        files_, config_, PermitOptions{}, counters_,
        [this](const Refusal& refusal, std::string_view origin, std::uint64_t offset) {
          refused_.push_back(fmt::format("{} {} at {}", name(refusal.reason), origin, offset));
        },
        [this](const char* component, const std::string& notice) {
          notices_.push_back(fmt::format("{}: {}", component, notice));
        },
        [this] { return clock_; }, [this] { return wall_; }, disk_, std::move(following));
  }
  // A partition that was read goes to another worker, and the group refuses so many commits.
  void give_away_while_commits_are_refused(int times) {
    cluster_.put(kA, record("a0", 0));
    run();
    group_->assign({kA});
    look();
    cluster_.steps.clear();
    group_->refuse_commits(times);
    group_->revoke({kA});
  }
  // What comes out by now: ids, "!" behind late ones, "*" before derived events.
  Ids look(TimeNs passed = 2 * kSecondNs) {
    clock_ += passed;
    wall_ += passed;
    Ids ids;
    for (int quiet = 0; quiet < 8;) {
      const Pipeline::State state = pipeline_->next(knowledge_);
      ended_ = state == Pipeline::State::kEnd;
      if (ended_) break;
      if (state == Pipeline::State::kWait) {
        ++quiet;
        if (asks_between_) pipeline_->delivered();
        continue;
      }
      quiet = 0;
      const payload::Event event = taken_event();
      if (event.derived().empty()) {
        ids.push_back(event.id() + (event.late() ? "!" : ""));
        origins_.push_back(event.origin());
      } else {
        derived_.push_back(event.derived() + ": " + event.derived_text());
        if (!event.gap_log().empty())
          gaps_.push_back(fmt::format("{} from {} to {}", event.gap_log(),
                                      format_time(event.gap_start()),
                                      format_time(event.gap_end())));
      }
    }
    if (asks_) pipeline_->delivered();
    return ids;
  }
  payload::Event taken_event() const { return decoded(pipeline_->payload()); }
  // What comes out until so many events were given. The host asks for no more, and ends when it has
  // taken `taken` of them.
  Ids end_amid(std::size_t given, std::size_t taken) {
    pipeline_->delivered();
    Ids ids;
    for (int quiet = 0; ids.size() < given && quiet < 64;) {
      if (pipeline_->next(knowledge_) == Pipeline::State::kWait) {
        ++quiet;
        continue;
      }
      const payload::Event event = taken_event();
      ids.push_back(event.derived().empty() ? event.id() : event.derived());
    }
    pipeline_->close(taken);
    pipeline_.reset();
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
  void with_state(TimeNs interval = 3600 * kSecondNs) {
    config_.state = {folder() + "/state", interval};
  }
  TimeNs ago(TimeNs span) const { return wall_ - span; }

  std::vector<std::string> files_;
  FakeCluster cluster_;
  FakeConsumer *group_ = nullptr, *whole_ = nullptr;
  UnsyncedDisk disk_;
  Config config_ = [] {
    Config config;
    config.run.events = false;
    return config;
  }();
  Counters counters_;
  std::unique_ptr<Pipeline> pipeline_;
  std::shared_ptr<const Knowledge> knowledge_ =
      std::make_shared<const Knowledge>(Knowledge{empty_directory(), empty_policy()});
  TimeNs clock_ = 1000 * kSecondNs;
  TimeNs wall_ = *parse_time("2026-03-05T00:00:00Z");
  bool asks_ = true, asks_between_ = false, ended_ = false;
  Ids refused_, notices_, derived_, gaps_, origins_;
};

// ---- order --------------------------------------------------------------------------------------

TEST_F(KafkaFeedTest, WhatLiesInPartitionsComesInTheOrderOfItsTimes) {
  for (int minute = 0; minute < 20; minute += 2) {
    cluster_.put(kA, record(fmt::format("a{}", minute), minute));
    cluster_.put(kB, record(fmt::format("b{}", minute + 1), minute + 1));
  }
  run();
  group_->assign({kA, kB});
  Ids expected;
  for (int minute = 0; minute < 20; ++minute)
    expected.push_back(fmt::format("{}{}", minute % 2 == 0 ? 'a' : 'b', minute));
  EXPECT_EQ(look(), expected);
  EXPECT_EQ(counters_.late, 0U);
  EXPECT_EQ(counters_.kafka_messages, 20U);
}

TEST_F(KafkaFeedTest, AMessageHoldsManyRecordsAndEachHasItsPlace) {
  cluster_.put(kA, R"({"records":[)" + record("r0", 0) + "," + record("r1", 1) + "]}");
  cluster_.put(kA, record("r2", 2));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"r0", "r1", "r2"}));
  EXPECT_EQ(origins_, (Ids{"audit/0@0#0", "audit/0@0#1", "audit/0@1#0"}));
}

TEST_F(KafkaFeedTest, WhatComesTogetherGoesOutInItsOrderAndAlone) {
  cluster_.logs[kA];
  cluster_.logs[kB];
  run();
  group_->assign({kA, kB});
  EXPECT_EQ(look(), Ids{});
  cluster_.put(kA, record("a7", 7));
  cluster_.put(kB, record("b6", 6));
  EXPECT_EQ(look(), (Ids{"b6", "a7"}));
  cluster_.put(kB, record("b5", 5));
  EXPECT_EQ(look(), Ids{"b5!"}) << "all had been read";
}

TEST_F(KafkaFeedTest, ARecordWaitsForHoldFromWhenItWasWritten) {
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.put(kA, record("old", 1), ago(3600 * kSecondNs));
  cluster_.put(kA, record("new", 9), ago(20 * kSecondNs));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"old"}) << "it has lain there for longer than hold";
  cluster_.put(kA, record("between", 5), wall_);
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(40 * kSecondNs), (Ids{"between", "new"}));
}

TEST_F(KafkaFeedTest, WindowsStandOpenWithinTheirMemory) {
  config_.timeline.merge.memory = std::size_t{512} << 10;
  for (int i = 0; i < 400; ++i) cluster_.put(kA, record(fmt::format("a{}", i), 1, 2000));
  for (int i = 0; i < 4; ++i) cluster_.put(kB, record(fmt::format("b{}", i), 2));
  run();
  group_->assign({kA, kB});
  Ids ids;
  for (int looks = 0; looks < 20; ++looks) {
    for (std::string& id : look()) ids.push_back(std::move(id));
  }
  ASSERT_EQ(ids.size(), 404U);
  EXPECT_EQ(Ids(ids.end() - 4, ids.end()), (Ids{"b0", "b1", "b2", "b3"}));
  EXPECT_EQ(counters_.late, 0U);
}

// ---- beside files -------------------------------------------------------------------------------

TEST_F(KafkaFeedTest, WhatATopicHoldsComesAmongTheRecordsOfFiles) {
  std::string impossible = record("f9", 9);
  impossible.replace(impossible.find("2026"), 4, "2062");
  files_ = {write("vault", record("f3", 3) + "\n" + record("f6", 6) + "\n" + impossible + "\n")};
  for (const int minute : {2, 5, 7, 4, 10})
    cluster_.put(kA, record(fmt::format("a{}", minute), minute));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a2", "f3", "a4", "a5", "f6", "a7", "a10"}));
  EXPECT_EQ(counters_.late, 0U);
  cluster_.put(kA, record("a8", 8));
  EXPECT_EQ(look(), Ids{"a8!"}) << "it comes as it happens by now";
}

// Nobody can put right what went out.
TEST_F(KafkaFeedTest, FilesWaitForATopicAWhileAndWhatBelongsAmongThemIsLateThen) {
  files_ = {write("vault", record("f3", 3) + "\n" + record("f6", 6) + "\n")};
  for (const int minute : {2, 5, 7, 6})
    cluster_.put(kA, record(fmt::format("a{}", minute), minute));
  run();
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(30 * kSecondNs), (Ids{"f3", "f6"})) << "no broker answers";
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a2!", "a5!", "a6", "a7"}));
  EXPECT_EQ(counters_.late, 2U);
}

// The group is answered to while a record waits for its place among those of files.
TEST_F(KafkaFeedTest, WhatWaitsForFilesIsLeftToTheWorkerThatHasItsPartitionNow) {
  with_state();
  std::string lines;
  for (int minute = 0; minute < 6; ++minute)
    lines += record(fmt::format("f{}", minute), minute) + "\n";
  files_ = {write("vault", lines)};
  cluster_.put(kA, record("a1", 1));
  cluster_.put(kA, record("a9", 9));
  run();
  group_->assign({kA});
  Ids ids;
  while (ids.size() < 4) {
    if (pipeline_->next(knowledge_) == Pipeline::State::kEvent) ids.push_back(taken_event().id());
  }
  EXPECT_EQ(ids, (Ids{"f0", "a1", "f1", "f2"})) << "order at one time is by content";
  group_->revoke({kA}, true);
  EXPECT_EQ(look(), (Ids{"f3", "f4", "f5"}));
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a9"}) << "nobody went on with it, and it comes again";
}

TEST_F(KafkaFeedTest, AKillAmidFilesAndTopicsLosesNothing) {
  with_state();
  files_ = {write("vault", record("f3", 3) + "\n" + record("f6", 6) + "\n")};
  for (const int minute : {2, 5, 7}) cluster_.put(kA, record(fmt::format("a{}", minute), minute));
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(3, 2), (Ids{"a2", "f3", "a5"}));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a5", "f6", "a7"}));
}

// ---- what cannot be read ------------------------------------------------------------------------

TEST_F(KafkaFeedTest, PoisonIsRefusedAtItsPlaceAndWhatFollowsIsRead) {
  cluster_.put(kA, "{\"half\":");
  cluster_.put(kA, std::nullopt);
  cluster_.put(kA, std::string("\x1f\x8b not gzip"));
  cluster_.put(kA, record("a3", 3));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a3"});
  EXPECT_EQ(refused_, (Ids{"truncated audit/0@0#0 at 0", "bad-compression audit/0@2#0 at 0"}));
  EXPECT_EQ(counters_.kafka_empty, 1U);
  EXPECT_EQ(cluster_.committed.contains(kA), false) << "the interval is not over";
  stop();
  EXPECT_EQ(cluster_.committed[kA], 4) << "poison is done with";
}

// ---- done and not done --------------------------------------------------------------------------

TEST_F(KafkaFeedTest, CommittedIsWhatTheHostCameBackFor) {
  config_.state.interval = kSecondNs;
  cluster_.put(kA, record("a0", 0));
  run();
  group_->assign({kA});
  asks_ = false;
  EXPECT_EQ(look(), Ids{"a0"});
  EXPECT_TRUE(cluster_.committed.empty());
  asks_ = true;
  look();
  EXPECT_EQ(cluster_.committed[kA], 1);
}

TEST_F(KafkaFeedTest, ARecordThatIsHeldIsNotDoneWith) {
  config_.timeline.hold = 60 * kSecondNs;
  config_.state.interval = kSecondNs;
  cluster_.put(kA, record("a0", 0), ago(3600 * kSecondNs));
  cluster_.put(kA, R"({"records":[)" + record("a1", 1) + "," + record("a2", 2) + "]}", wall_);
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a0"});
  look();
  EXPECT_EQ(cluster_.committed[kA], 1);
  EXPECT_EQ(look(70 * kSecondNs), (Ids{"a1", "a2"}));
  look();
  EXPECT_EQ(cluster_.committed[kA], 2);
}

TEST_F(KafkaFeedTest, WithAStateTheSnapshotComesFirst) {
  with_state(kSecondNs);
  cluster_.put(kA, record("a0", 0));
  run();
  group_->assign({kA});
  look();
  look();
  EXPECT_EQ(cluster_.committed[kA], 1);
  disk_.create_fails = true;
  cluster_.put(kA, record("a1", 1));
  EXPECT_EQ(look(), Ids{"a1"});
  look();
  EXPECT_EQ(cluster_.committed[kA], 1) << "nothing was kept";
  disk_.create_fails = false;
  look();
  EXPECT_EQ(cluster_.committed[kA], 2);
}

// The state is further than the group: the commit behind it was lost. A held record comes again
// from the topic, one that went out does not.
TEST_F(KafkaFeedTest, AKillLosesNothingAndRepeatsNothing) {
  with_state(kSecondNs);
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.put(kA, record("a5", 5), wall_);
  cluster_.put(kA, record("a1", 1), ago(3600 * kSecondNs));
  cluster_.put(kB, record("b2", 2), ago(3600 * kSecondNs));
  run();
  group_->assign({kA, kB});
  Ids ids = look();
  look();
  EXPECT_EQ(ids, (Ids{"a1", "b2"}));
  cluster_.put(kB, record("b3", 3), ago(3600 * kSecondNs));
  EXPECT_EQ(look(0), Ids{"b3"}) << "behind the snapshot: in the list of what went out";
  stop(false);
  cluster_.committed.clear();

  run();
  group_->assign({kA, kB});
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(70 * kSecondNs), Ids{"a5"});
  EXPECT_EQ(counters_.duplicates, 0U);
}

TEST_F(KafkaFeedTest, WhatOthersHaveDoneMeanwhileIsNotDoneAgain) {
  with_state(kSecondNs);
  cluster_.put(kA, record("a0", 0));
  run();
  group_->assign({kA});
  look();
  look();
  stop(false);
  cluster_.put(kA, record("a1", 1));
  cluster_.put(kA, record("a2", 2));
  cluster_.committed[kA] = 2;  // another worker had it
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a2"});
}

// ---- what happens to partitions -----------------------------------------------------------------

TEST_F(KafkaFeedTest, APartitionIsHandedOnWhenAllOfItIsDoneWith) {
  with_state();
  config_.timeline.hold = 600 * kSecondNs;
  cluster_.put(kA, record("a0", 0), wall_);
  cluster_.put(kB, record("b1", 1), wall_);
  run();
  group_->assign({kA, kB});
  EXPECT_EQ(look(), Ids{});
  cluster_.steps.clear();
  group_->revoke({kA});
  asks_ = false;
  EXPECT_EQ(look(), Ids{"a0"}) << "at once: it cannot wait any longer";
  EXPECT_TRUE(cluster_.steps.empty()) << "the host did not come back for more";
  asks_ = true;
  look();
  look();
  EXPECT_EQ(cluster_.steps, (Ids{"commit audit/0 1", "commit audit/1 0", "release audit/0"}));
  cluster_.put(kA, record("a9", 9));
  EXPECT_EQ(look(), Ids{}) << "it is another worker's";
  EXPECT_EQ(look(600 * kSecondNs), Ids{"b1"});
}

TEST_F(KafkaFeedTest, ItIsHandedOnWithoutACommitThatNobodyAnswers) {
  cluster_.put(kA, record("a0", 0));
  run();
  group_->assign({kA});
  look();
  group_->hold_commits(true);
  group_->revoke({kA});
  look();
  cluster_.steps.clear();
  look(3 * kSecondNs);
  EXPECT_TRUE(cluster_.steps.empty());
  look(3 * kSecondNs);
  EXPECT_EQ(cluster_.steps, Ids{"release audit/0"});
}

// Else the other worker would read again what was read here.
TEST_F(KafkaFeedTest, ACommitThatTheGroupRefusesIsSentAgainBeforeAPartitionIsHandedOn) {
  give_away_while_commits_are_refused(3);
  for (int call = 0; call < 6; ++call) look(kSecondNs / 5);
  EXPECT_EQ(cluster_.steps, (Ids{"commit audit/0 1", "release audit/0"}));
}

TEST_F(KafkaFeedTest, ItIsHandedOnWithoutACommitThatTheGroupRefusesAgainAndAgain) {
  give_away_while_commits_are_refused(1000);
  for (int call = 0; call < 4; ++call) look(kSecondNs);
  EXPECT_TRUE(cluster_.steps.empty());
  for (int call = 0; call < 4; ++call) look(kSecondNs);
  EXPECT_EQ(cluster_.steps, Ids{"release audit/0"});
  EXPECT_EQ(notices_,
            (Ids{"kafka: partitions are distributed anew: audit/0 at another worker from now on",
                 "kafka: audit/0: handed on without a commit; the worker that reads on begins "
                 "behind the last one, and what was read here since may come twice"}));
}

// The first distribution is none anew.
TEST_F(KafkaFeedTest, WhatIsDistributedAnewIsWrittenDown) {
  for (const TopicPartition& one : {kA, kB}) cluster_.put(one, record(one.text()));
  run();
  group_->assign({kA});
  look();
  EXPECT_EQ(notices_, Ids{});
  group_->assign({kB});
  look();
  group_->revoke({kA});
  look();
  EXPECT_EQ(notices_,
            (Ids{"kafka: partitions are distributed anew: audit/1 here from now on, 2 in all",
                 "kafka: partitions are distributed anew: audit/0 at another worker from now on"}));
}

TEST_F(KafkaFeedTest, WhatFailsWhileSomethingIsReadIsWrittenDownOnce) {
  run();
  group_->counts_.errors = 1;
  look();
  EXPECT_EQ(notices_, Ids{}) << "nothing is read yet: the client says why";
  cluster_.logs[kA];
  group_->assign({kA});
  look();
  EXPECT_EQ(notices_, Ids{});
  for (int leader = 0; leader < 2; ++leader) {
    ++group_->counts_.errors;
    look();
  }
  EXPECT_EQ(notices_, Ids{"kafka: a connection or a request failed, as when a leader changes; "
                          "reading goes on, and kafka.errors counts what else fails"});
  EXPECT_EQ(counters_.kafka_errors, 3U);
}

// A host that has events at hand gets them, and waits for more in its next call.
TEST_F(KafkaFeedTest, NothingIsWaitedForBesideWhatIsAtHand) {
  cluster_.logs[kA];
  run();
  group_->assign({kA});
  look();
  group_->waited_ms = 0;
  EXPECT_EQ(pipeline_->next(knowledge_, false), Pipeline::State::kWait);
  EXPECT_EQ(group_->waited_ms, 0);
  EXPECT_EQ(pipeline_->next(knowledge_), Pipeline::State::kWait);
  EXPECT_EQ(group_->waited_ms, 50);
}

TEST_F(KafkaFeedTest, AnotherWorkerGoesOnWhereThisOneEnded) {
  for (int i = 0; i < 4; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a0", "a1", "a2", "a3"}));
  group_->revoke({kA});
  look();
  look();
  for (int i = 4; i < 6; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a4", "a5"}));
}

TEST_F(KafkaFeedTest, AHostThatEndsAmidABatchCommitsWhatItTook) {
  for (int i = 0; i < 6; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(5, 2), (Ids{"a0", "a1", "a2", "a3", "a4"}));
  EXPECT_EQ(cluster_.committed[kA], 2);
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a2", "a3", "a4", "a5"}));
}

TEST_F(KafkaFeedTest, AHostThatTookItsBatchWholeCommitsItThoughItAsksForNoMore) {
  for (int i = 0; i < 3; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(3, 3), (Ids{"a0", "a1", "a2"}));
  EXPECT_EQ(cluster_.committed[kA], 3);
}

// Another worker tells it whole, for it knows not which; this one knows.
TEST_F(KafkaFeedTest, AMessageOfWhichARecordWasNotTakenIsLeft) {
  with_state();
  cluster_.put(kA, record("a0", 0));
  cluster_.put(kA, R"({"records":[)" + record("a1", 1) + "," + record("a2", 2) + "]}");
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(3, 2), (Ids{"a0", "a1", "a2"}));
  EXPECT_EQ(cluster_.committed[kA], 1);
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a2"});
  config_.state = {};
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a1", "a2"}));
}

TEST_F(KafkaFeedTest, ADerivedEventThatWasNotTakenComesAgain) {
  know_the_sample();
  with_state();
  cluster_.put(kA, kLitwaresLog);
  cluster_.put(kA, loan("a0", 0, "check-out"));
  cluster_.put(kA, loan("a1", 1, "check-in"));
  cluster_.put(kA, record("a2", 10));
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(5, 3), (Ids{"l1", "a0", "a1", "checkout_unused", "a2"}));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a2"});
  EXPECT_EQ(derived_.size(), 1U);
}

// The sign-in itself was taken, and of what it changed, which is asked about in pieces, nothing was
// told yet.
TEST_F(KafkaFeedTest, ARecordOfWhichMuchIsStillAskedIsLeft) {
  know_the_sample();
  with_state();
  for (const std::string& deed : deeds_of_the_session(1'200)) cluster_.put(kA, deed);
  cluster_.put(kA, alice_signs_in());
  cluster_.put(kA, record("later", 30));
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(1'201, 1'201).back(), "a0b00001-0000-4000-8000-000000000001");
  EXPECT_EQ(cluster_.committed[kA], 1'200);
  run();
  group_->assign({kA});
  Ids ids;
  for (int looks = 0; ids.empty() && looks < 16; ++looks) ids = look();
  EXPECT_EQ(ids, Ids{"later"});
  const auto changed = std::ranges::count_if(
      derived_, [](const std::string& one) { return one.starts_with("attribution_changed"); });
  EXPECT_EQ(changed, 1'200) << "that it was Alice";
}

TEST_F(KafkaFeedTest, AGapThatWasNotTakenIsMetAgain) {
  cluster_.committed[kA] = 0;
  for (int i = 0; i < 4; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  cluster_.remove_until(kA, 2);
  for (const std::size_t taken : {0U, 1U, 0U}) {
    const std::int64_t from = cluster_.committed[kA];
    run();
    group_->assign({kA});
    EXPECT_EQ(end_amid(2, taken), from == 0 ? (Ids{"collection_gap", "a2"}) : (Ids{"a2", "a3"}));
    EXPECT_EQ(cluster_.committed[kA], taken == 0 ? from : 2);
  }
}

// The state is not as far as the commit: what lies between taught this run something, and is read
// again by the next one, which tells nothing of it twice.
TEST_F(KafkaFeedTest, AWorkerThatEndedAmidABatchLearnsAgainWhatItsStateDoesNotHold) {
  know_the_sample();
  with_state();
  cluster_.put(kA, kLitwaresLog);
  cluster_.put(kA, loan("a0", 0, "check-out"));
  cluster_.put(kA, record("a1", 1));
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(3, 2), (Ids{"l1", "a0", "a1"}));
  EXPECT_EQ(cluster_.committed[kA], 2);
  cluster_.put(kA, loan("a2", 2, "check-in"));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a1", "a2"}));
  EXPECT_EQ(derived_.size(), 1U) << "nothing was done with what a0 took out";
}

// Its name in the list is gone with the snapshot that is as far: a list that only grew would have
// no bound.
TEST_F(KafkaFeedTest, ACommitAheadOfTheStateIsForgottenWithTheNextSnapshot) {
  with_state();
  for (int i = 0; i < 3; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  for (int round = 0; round < 3; ++round) {
    run();
    group_->assign({kA});
    look();
    stop();
    const std::size_t empty = slurp("state.delivered").size();
    EXPECT_EQ(empty, 16U) << "its header";
    cluster_.put(kA, record(fmt::format("b{}", round), 9));
    cluster_.put(kA, record(fmt::format("c{}", round), 9));
    run();
    group_->assign({kA});
    EXPECT_EQ(end_amid(2, 1).size(), 2U);
    EXPECT_EQ(slurp("state.delivered").size(), empty + 32) << "an event, and the commit";
  }
}

// Others went on, and told what they read.
TEST_F(KafkaFeedTest, AWorkerThatEndedAmidABatchGoesOnWhereOthersEnded) {
  with_state();
  for (int i = 0; i < 3; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  run();
  group_->assign({kA});
  EXPECT_EQ(end_amid(3, 1), (Ids{"a0", "a1", "a2"}));
  cluster_.committed[kA] = 2;
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a2"});
}

TEST_F(KafkaFeedTest, WhatCannotBeNotedAsTakenIsNotCommitted) {
  with_state();
  for (int i = 0; i < 3; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  run();
  group_->assign({kA});
  disk_.write_fails = true;
  EXPECT_EQ(end_amid(3, 1), (Ids{"a0", "a1", "a2"}));
  EXPECT_EQ(cluster_.committed.contains(kA), false);
  EXPECT_EQ(notices_, Ids{"state: " + folder() +
                          "/state.delivered: No space left on device; what goes out meanwhile "
                          "comes again if the run is killed"});
}

TEST_F(KafkaFeedTest, OfALostPartitionNothingGoesOutAndNothingIsCommitted) {
  config_.timeline.hold = 60 * kSecondNs;
  config_.state.interval = kSecondNs;
  cluster_.put(kA, record("a0", 0), wall_);
  cluster_.put(kB, record("b1", 1), wall_);
  run();
  group_->assign({kA, kB});
  look();
  group_->revoke({kA}, true);
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(70 * kSecondNs), Ids{"b1"});
  look();
  EXPECT_EQ(counters_.kafka_lost, 1U);
  EXPECT_EQ(cluster_.committed[kA], 0);
  EXPECT_EQ(cluster_.committed[kB], 2 - 1);
  EXPECT_EQ(notices_, Ids{"kafka: audit/0: lost to another worker, which reads on from the last "
                          "commit; what was read here since may come twice"});
  group_->assign({kA});
  EXPECT_EQ(look(70 * kSecondNs), Ids{"a0"}) << "back again, under a number of its own";
}

// The commit may be long ago. What went out does not go out again.
TEST_F(KafkaFeedTest, APartitionThatIsLostAndComesBackGoesOnWhereItWas) {
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.put(kA, record("a5", 5), wall_);
  cluster_.put(kA, record("a1", 1), ago(3600 * kSecondNs));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"a1"});
  group_->revoke({kA}, true);
  EXPECT_EQ(look(), Ids{});
  group_->assign({kA});
  EXPECT_EQ(look(70 * kSecondNs), Ids{"a5"});
}

TEST_F(KafkaFeedTest, WhatWasRemovedBeforeItWasReadIsAGap) {
  with_state(kSecondNs);
  cluster_.put(kA, record("a0", 0), *parse_time("2026-03-04T08:00:00Z"));
  run();
  group_->assign({kA});
  look();
  look();
  stop();
  for (int i = 1; i < 10; ++i)
    cluster_.put(kA, record(fmt::format("a{}", i), i),
                 *parse_time("2026-03-04T08:00:00Z") + i * 60 * kSecondNs);
  cluster_.remove_until(kA, 7);
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"a7", "a8", "a9"}));
  EXPECT_EQ(counters_.kafka_expired, 6U);
  EXPECT_EQ(derived_,
            Ids{"collection_gap: Messages 1 to 6 of the topic audit, partition 0, were removed "
                "before they were read. What was written between 2026-03-04T08:00:00Z and "
                "2026-03-04T08:07:00Z is missing."});
  EXPECT_EQ(gaps_, Ids{"audit/0 from 2026-03-04T08:00:00Z to 2026-03-04T08:07:00Z"});
  EXPECT_EQ(notices_,
            Ids{"kafka: audit/0: messages 1 to 6 were removed before they were read (retention)"});
}

TEST_F(KafkaFeedTest, AGapIsSeenWhereNothingIsLeft) {
  cluster_.committed[kA] = 3;
  cluster_.remove_until(kA, 8);
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(counters_.kafka_expired, 5U);
  ASSERT_EQ(derived_.size(), 1U);
}

TEST_F(KafkaFeedTest, ATopicThatWasMadeAnewIsReadFromItsBeginning) {
  with_state(kSecondNs);
  for (int i = 0; i < 5; ++i) cluster_.put(kA, record(fmt::format("a{}", i), i));
  run();
  group_->assign({kA});
  look();
  stop();
  cluster_.logs[kA] = {};
  cluster_.put(kA, record("n0", 9));
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{"n0"});
  EXPECT_EQ(counters_.kafka_expired, 0U);
  EXPECT_EQ(notices_, Ids{"kafka: audit/0: had messages up to 5 and begins at 0 now; it was made "
                          "anew, and is read from there"});
}

// Its broker is away, say.
TEST_F(KafkaFeedTest, APartitionThatIsSilentKeepsOthersWaitingForAWhileAndThenNoMore) {
  cluster_.put(kA, record("a1", 1));
  cluster_.put(kB, record("b0", 0));
  run();
  group_->assign({kA, kB});
  group_->silence(kB);
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(20 * kSecondNs), Ids{});
  EXPECT_EQ(look(20 * kSecondNs), Ids{"a1"});
  look();
  EXPECT_EQ(counters_.kafka_stalled, 1U);
  EXPECT_EQ(notices_, Ids{"kafka: audit/1: nothing comes of it for 30 seconds, though there may be "
                          "more; others go on without it"});
  group_->speak(kB);
  EXPECT_EQ(look(), Ids{"b0"});
  look();
  EXPECT_EQ(counters_.kafka_stalled, 0U);
}

TEST_F(KafkaFeedTest, AnIdlePartitionKeepsNobodyWaiting) {
  cluster_.logs[kB];
  cluster_.logs[kA];
  run();
  group_->assign({kA, kB});
  look();
  for (int hours = 0; hours < 5; ++hours) {
    cluster_.put(kA, record(fmt::format("a{}", hours), hours));
    EXPECT_EQ(look(3600 * kSecondNs), Ids{fmt::format("a{}", hours)});
  }
  EXPECT_EQ(notices_, Ids{});
}

TEST_F(KafkaFeedTest, WhatTheClientCannotGoOnWithEndsTheRun) {
  run();
  group_->notice("no broker can be reached");
  look();
  EXPECT_EQ(notices_, Ids{"kafka: no broker can be reached"});
  group_->fail("Static consumer fenced by other consumer with same group.instance.id");
  try {
    look();
    FAIL() << "no error";
  } catch (const std::exception& error) {
    EXPECT_STREQ(error.what(),
                 "kafka: Static consumer fenced by other consumer with same group.instance.id; the "
                 "run cannot go on (is another worker's \"instance\" the same?)");
  }
}

// ---- evidence, and topics that are not followed -------------------------------------------------

TEST_F(KafkaFeedTest, RecordsWaitForEvidenceThatIsThere) {
  cluster_.put(kEvidence, record("e1", 1));
  cluster_.put(kA, record("a2", 2));
  run(true, true);
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{}) << "the topic of evidence has not begun";
  whole_->assign({kEvidence});
  EXPECT_EQ(look(), (Ids{"e1", "a2"}));
  look();
  stop();
  EXPECT_EQ(cluster_.committed.contains(kEvidence), false) << "it is nobody's alone";
  EXPECT_EQ(cluster_.committed[kA], 1);
}

TEST_F(KafkaFeedTest, WithoutEvidenceTheyGoOnAfterAWhile) {
  cluster_.put(kA, record("a2", 2));
  run(true, true);
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(40 * kSecondNs), Ids{"a2"});
  EXPECT_EQ(notices_, Ids{"kafka: topics that are read whole cannot be read yet; others go on "
                          "without them"});
}

TEST_F(KafkaFeedTest, EvidenceThatComesWithinHoldStandsBefore) {
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.logs[kEvidence];
  cluster_.put(kA, record("a2", 2), wall_);
  run(true, true);
  group_->assign({kA});
  whole_->assign({kEvidence});
  EXPECT_EQ(look(), Ids{});
  cluster_.put(kEvidence, record("e1", 1), wall_ + 30 * kSecondNs);
  EXPECT_EQ(look(30 * kSecondNs), Ids{});
  EXPECT_EQ(look(40 * kSecondNs), (Ids{"e1", "a2"}));
}

// A busy machine has fetched it only when hold was over. It was there in time.
TEST_F(KafkaFeedTest, EvidenceThatWasThereInTimeIsWaitedForThoughItIsReadLate) {
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.logs[kEvidence];
  cluster_.put(kA, record("a2", 2), wall_);
  run(true, true);
  group_->assign({kA});
  whole_->assign({kEvidence});
  EXPECT_EQ(look(), Ids{});
  cluster_.put(kEvidence, record("e1", 1), wall_ + 30 * kSecondNs);
  whole_->silence(kEvidence);
  EXPECT_EQ(look(70 * kSecondNs), Ids{}) << "more is there than was read";
  whole_->speak(kEvidence);
  EXPECT_EQ(look(), (Ids{"e1", "a2"}));
  EXPECT_EQ(notices_, Ids{});
}

TEST_F(KafkaFeedTest, WhereNobodyTellsWhetherEvidenceIsThereRecordsGoOnAfterAWhile) {
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.logs[kEvidence];
  run(true, true);
  group_->assign({kA});
  whole_->assign({kEvidence});
  whole_->hold_ends(true);
  look();
  cluster_.put(kA, record("a2", 2), wall_ + 2 * kSecondNs);
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(85 * kSecondNs), Ids{}) << "hold is over, and what was there is not known";
  EXPECT_EQ(counters_.kafka_evidence_age.load(), 85U);
  EXPECT_EQ(look(5 * kSecondNs), Ids{"a2"});
  EXPECT_EQ(notices_,
            Ids{"kafka: topics that are read whole were not read to their end for 30 seconds; "
                "others go on without what is missing there, and records may lack its evidence"});
  whole_->hold_ends(false);
  look();
  EXPECT_EQ(counters_.kafka_evidence_age.load(), 0U);
}

// What lies in a topic for longer than hold comes by its windows, and waits for nobody's answer.
TEST_F(KafkaFeedTest, ABacklogDoesNotWaitForAnAnswer) {
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.put(kEvidence, record("e1", 1), ago(3600 * kSecondNs));
  cluster_.put(kA, record("a2", 2), ago(3600 * kSecondNs));
  run(true, true);
  group_->assign({kA});
  whole_->assign({kEvidence});
  whole_->hold_ends(true);
  EXPECT_EQ(look(), (Ids{"e1", "a2"}));
}

// A record that was read and waits for its place is no silence: by the clock nothing is over that
// it may tell otherwise.
TEST_F(KafkaFeedTest, TheClockDoesNotPassWhatWaitsForItsPlace) {
  know_the_sample();
  config_.timeline.hold = 60 * kSecondNs;
  cluster_.put(kA, kLitwaresLog, ago(3600 * kSecondNs));
  cluster_.put(kA, loan("a0", 0, "check-out"), ago(3600 * kSecondNs));
  cluster_.put(kA, loan("a1", 1, "check-in"), wall_);
  run();
  group_->assign({kA});
  EXPECT_EQ(look(), (Ids{"l1", "a0"}));
  EXPECT_EQ(derived_, Ids{});
  EXPECT_EQ(look(60 * kSecondNs), Ids{"a1"});
  EXPECT_EQ(derived_.size(), 1U) << "that nothing was done between the two";
}

// Whoever has the customer's log now says what is missing in it.
TEST_F(KafkaFeedTest, OfALogThatAnotherWorkerReadsNothingIsMissed) {
  know_the_sample();
  cluster_.put(kA, kLitwaresLog);
  run();
  group_->assign({kA, kB});
  EXPECT_EQ(look(), Ids{"l1"});
  group_->revoke({kA});
  look();
  look();
  cluster_.put(kB, loan("b0", 0, "check-out"));
  cluster_.put(kB, loan("b1", 1, "check-in"));
  EXPECT_EQ(look(), (Ids{"b0", "b1"}));
  look();
  EXPECT_EQ(derived_, Ids{}) << "what was done between the two stands in a log that went away";
}

TEST_F(KafkaFeedTest, OfALogThatIsReadHereItIs) {
  know_the_sample();
  cluster_.put(kA, kLitwaresLog);
  run();
  group_->assign({kA, kB});
  EXPECT_EQ(look(), Ids{"l1"});
  cluster_.put(kB, loan("b0", 0, "check-out"));
  cluster_.put(kB, loan("b1", 1, "check-in"));
  EXPECT_EQ(look(), (Ids{"b0", "b1"}));
  look();
  EXPECT_EQ(derived_.size(), 1U);
}

// Silence is told all the same, and what is over is over.
TEST_F(KafkaFeedTest, WithoutABrokerTheClockWaitsForAWhileAndThenNoMore) {
  know_the_sample();
  cluster_.put(kA, kLitwaresLog);
  cluster_.put(kA, loan("a0", 0, "check-out"));
  cluster_.put(kA, loan("a1", 1, "check-in"));
  run(true, true);
  group_->assign({kA});
  EXPECT_EQ(look(), Ids{});
  EXPECT_EQ(look(28 * kSecondNs), Ids{});
  EXPECT_EQ(look(2 * kSecondNs), (Ids{"l1", "a0", "a1"}));
  EXPECT_EQ(derived_.size(), 1U) << "that nothing was done between the two";
}

TEST_F(KafkaFeedTest, WhatIsNotFollowedEndsWhereItEnded) {
  cluster_.put(kA, record("a0", 0));
  cluster_.put(kB, record("b1", 1));
  run(false);
  group_->assign({kA, kB});
  EXPECT_EQ(look(), (Ids{"a0", "b1"}));
  EXPECT_TRUE(ended_);
  stop();
  EXPECT_TRUE(cluster_.committed.empty());
}

TEST_F(KafkaFeedTest, AReportNamesThePartitionsOfWhichMostIsUnread) {
  for (const char* id : {"b0", "b1", "b2"}) cluster_.put(kB, record(id));
  cluster_.put(kA, record("a0"));
  config_.run.events = true;
  run();
  group_->assign({kA, kB});
  group_->silence(kB);
  for (int minute = 0; minute < 59; ++minute) look(60 * kSecondNs);
  derived_.clear();
  look(120 * kSecondNs);
  EXPECT_EQ(derived_, (std::vector<std::string>{
                          "run_report: In 1 hour: 1 record read, 3 messages not read yet. "
                          "Partitions with the most unread: audit/1 3."}));
  derived_.clear();
  group_->revoke({kB});
  look();
  look();  // a second has passed, and what is unread is counted anew
  look(3600 * kSecondNs);
  EXPECT_EQ(derived_, (std::vector<std::string>{"run_report: In 60 minutes: 0 records read."}))
      << "what another worker reads is not unread here";
}

}  // namespace
}  // namespace aobo::test

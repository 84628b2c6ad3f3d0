// Topics by the real client: librdkafka against the cluster that it holds for tests. What is asked
// is whether each record comes, once, through what happens to brokers, leaders, workers and groups;
// when it comes is the network's.
#include "plugin/kafka/consumer.h"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <set>

#include "plugin/directory/loader.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/loader.h"
#include "tests/support/decoded_payload.h"
#include "tests/support/mock_kafka.h"
#include "tests/support/property.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using Ids = std::vector<std::string>;

TimeNs steady_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}
TimeNs wall_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string record(const std::string& id, int second, std::size_t bytes = 0) {
  std::string text = fmt::format(
      R"({{"id":"{}","time":"2026-03-04T{:02}:{:02}:{:02}Z","account":"a","person":"b@adatum.example","action":"check-out")",
      id, second / 3600, second / 60 % 60, second % 60);
  if (bytes > text.size() + 14)
    text += R"(,"reason":")" + std::string(bytes - text.size() - 14, 'x') + '"';
  return text + "}";
}

// A run of the plugin without a host: what came out of it, and what it said.
class Worker {
 public:
  Worker(const Config& config, std::vector<TopicInput> topics) : config_(config) {
    Following following;
    for (TopicInput& topic : topics) {
      auto consumer = KafkaConsumer::open(config_.kafka, {topic.topic}, topic.shared, 4 << 20);
      if (!consumer) {
        ADD_FAILURE() << consumer.error().message;
        return;
      }
      following.topics.push_back({std::move(*consumer), topic.shared, topic.follow});
    }
    pipeline_ = std::make_unique<Pipeline>(
        std::vector<std::string>{}, config_, PermitOptions{}, counters,
        [](const Refusal&, std::string_view, std::uint64_t) {},
        [this](const char*, const std::string& notice) { notices.push_back(notice); }, steady_now,
        wall_now, real_disk(), std::move(following));
  }
  ~Worker() { stop(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // One call of a host. False at the end.
  bool ask() {
    pipeline_->delivered();
    for (int events = 0; events < 64; ++events) {
      const Pipeline::State state = pipeline_->next(knowledge_);
      if (state == Pipeline::State::kEnd) return false;
      if (state == Pipeline::State::kWait) return true;
      const payload::Event event = decoded(pipeline_->payload());
      if (event.derived().empty()) {
        ids.push_back(event.id());
      } else {
        derived.push_back(event.derived_text());
      }
    }
    return true;
  }
  // Ends as a host ends it.
  void stop() {
    if (!pipeline_) return;
    pipeline_->delivered();
    pipeline_->close(0);
    pipeline_.reset();
  }
  // The process ends at once: what is not kept is gone.
  void kill() { pipeline_.reset(); }

  Counters counters;
  Ids ids, derived, notices;

 private:
  const Config& config_;
  std::unique_ptr<Pipeline> pipeline_;
  std::shared_ptr<const Knowledge> knowledge_ =
      std::make_shared<const Knowledge>(Knowledge{empty_directory(), empty_policy()});
};

class ConsumerTest : public TempFolderTest {
 protected:
  void SetUp() override { use(kafka_); }

  void use(const MockKafka& cluster) {
    config_.kafka.brokers = {cluster.brokers()};
    config_.kafka.group = "aobo-test";
    // Quick, as no network is.
    config_.kafka.properties = {
        {"session.timeout.ms", "6000"},      {"heartbeat.interval.ms", "200"},
        {"reconnect.backoff.max.ms", "200"}, {"topic.metadata.refresh.interval.ms", "500"},
        {"fetch.wait.max.ms", "50"},         {"fetch.error.backoff.ms", "50"}};
    config_.state.interval = kSecondNs / 5;
  }
  std::unique_ptr<Worker> worker(std::vector<TopicInput> topics = {{"audit", true, true}}) {
    return std::make_unique<Worker>(config_, std::move(topics));
  }
  // Puts so many records, evenly over the partitions, from that number on.
  void put(int from, int count, int partitions = 2, std::size_t bytes = 0) {
    for (int i = from; i < from + count; ++i)
      kafka_.put({"audit", i % partitions}, record(fmt::format("r{}", i), i, bytes));
    kafka_.flush();
  }
  static Ids all(int from, int count) {
    Ids ids;
    for (int i = from; i < from + count; ++i) ids.push_back(fmt::format("r{}", i));
    return ids;
  }
  // Asks all by turns until it is so; a minute is too long.
  static bool until(const std::vector<Worker*>& workers, const std::function<bool()>& so) {
    const TimeNs end = steady_now() + 60 * kSecondNs;
    while (!so()) {
      if (steady_now() > end) return false;
      for (Worker* one : workers) one->ask();
    }
    return true;
  }
  static bool until_read(Worker& worker, std::size_t count) {
    return until({&worker}, [&] { return worker.ids.size() >= count; });
  }
  // Until the group knows what was done.
  static void linger(Worker& worker) { linger({&worker}); }
  static void linger(const std::vector<Worker*>& workers) {
    const TimeNs end = steady_now() + kSecondNs;
    until(workers, [&] { return steady_now() > end; });
  }
  // The broker that the notice names.
  static std::string first_refused(const std::string& notice) {
    const std::size_t from = notice.find("127.0.0.1:");
    return notice.substr(from, notice.find('/', from) - from);
  }
  // What happened, for whoever reads a failure.
  static std::string said_by(const std::vector<Worker*>& workers) {
    std::string text;
    for (const Worker* one : workers)
      text += fmt::format("lost {}, commits failed {}: {}\n", one->counters.kafka_lost.load(),
                          one->counters.kafka_commits_failed.load(), fmt::join(one->notices, "; "));
    return text;
  }
  static std::set<std::string> distinct(const std::vector<Worker*>& workers) {
    std::set<std::string> ids;
    for (const Worker* one : workers) ids.insert(one->ids.begin(), one->ids.end());
    return ids;
  }
  static std::multiset<std::string> sorted(const Ids& ids) { return {ids.begin(), ids.end()}; }

  MockKafka kafka_{3};
  Config config_;
};

TEST_F(ConsumerTest, WhatIsThereComesInOrderAndTheNextRunGoesOn) {
  kafka_.create("audit", 2);
  put(0, 500);
  auto first = worker();
  ASSERT_TRUE(until_read(*first, 500));
  EXPECT_EQ(first->ids, all(0, 500));
  linger(*first);
  EXPECT_EQ(first->counters.kafka_lag, 0U);
  first->stop();
  put(500, 100);
  auto second = worker();
  ASSERT_TRUE(until_read(*second, 100));
  linger(*second);
  EXPECT_EQ(second->ids, all(500, 100));
}

TEST_F(ConsumerTest, WindowsThatFillAreReadOnWithoutLossOrRepetition) {
  kafka_.create("audit", 2);
  config_.timeline.merge.memory = std::size_t{256} << 10;
  put(0, 2000, 2, 1500);
  auto one = worker();
  ASSERT_TRUE(until_read(*one, 2000));
  linger(*one);
  EXPECT_EQ(one->ids, all(0, 2000));
}

// A commit that meets the next distribution of the group is refused, and what was read since the
// last one belongs to another worker: that comes twice, and is told.
TEST_F(ConsumerTest, TwoWorkersShareATopicAndNothingComesTwiceThatIsNotTold) {
  constexpr int kPartitions = 4;
  kafka_.create("audit", kPartitions);
  put(0, 400, kPartitions);
  auto first = worker();
  ASSERT_TRUE(until_read(*first, 400));
  auto second = worker();
  const std::vector<Worker*> both = {first.get(), second.get()};
  ASSERT_TRUE(until(both, [&] { return second->counters.kafka_partitions == 2; }));
  linger(both);  // the group has settled
  EXPECT_EQ(first->counters.kafka_partitions, 2U);
  put(400, 400, kPartitions);
  ASSERT_TRUE(until(both, [&] { return distinct(both).size() == 800; }));
  linger(both);
  EXPECT_GE(second->ids.size(), 200U);
  second->stop();
  ASSERT_TRUE(until({first.get()}, [&] { return first->counters.kafka_partitions == 4; }));
  put(800, 100, kPartitions);
  ASSERT_TRUE(until({first.get()}, [&] { return distinct(both).size() == 900; }));
  linger(*first);
  std::map<std::string, int> times;
  for (const Worker* one : both)
    for (const std::string& id : one->ids) ++times[id];
  const std::string said = said_by(both);
  const auto is_told = [&](int partition) {
    return said.find(fmt::format("audit/{}: lost to another worker", partition)) != said.npos ||
           said.find(fmt::format("audit/{}: handed on without a commit", partition)) != said.npos;
  };
  for (int i = 0; i < 900; ++i) {
    const int came = times[fmt::format("r{}", i)];
    EXPECT_TRUE(came == 1 || (came > 1 && is_told(i % kPartitions)))
        << "r" << i << " came " << came << " times\n"
        << said;
  }
}

TEST_F(ConsumerTest, AKilledRunWithAStateGoesOnWithoutLossOrRepetition) {
  kafka_.create("audit", 2);
  config_.state.file = folder() + "/state";
  Ids ids;
  for (int run = 0; run < 3; ++run) {
    put(run * 100, 100);
    auto one = worker();
    // In the midst of it: the list of what went out knows what the host came back for.
    ASSERT_TRUE(until_read(*one, 50));
    const auto taken = static_cast<std::ptrdiff_t>(one->ids.size());
    one->ask();  // what comes of this call the host never gets to see
    ids.insert(ids.end(), one->ids.begin(), one->ids.begin() + taken);
    one->kill();
  }
  auto last = worker();
  ASSERT_TRUE(until({last.get()}, [&] { return ids.size() + last->ids.size() >= 300; }));
  linger(*last);
  ids.insert(ids.end(), last->ids.begin(), last->ids.end());
  EXPECT_EQ(sorted(ids), sorted(all(0, 300)));
}

TEST_F(ConsumerTest, BrokersThatAreAwayAtTheStartAreWaitedFor) {
  kafka_.create("audit", 2);
  put(0, 10);
  kafka_.all_brokers(false);
  auto one = worker();
  ASSERT_TRUE(until({one.get()}, [&] { return !one->notices.empty(); }));
  EXPECT_EQ(one->notices[0],
            fmt::format("no broker can be reached: {}/bootstrap: Connect to ipv4#{} failed: "
                        "Connection refused (after 0ms in state CONNECT); trying again",
                        first_refused(one->notices[0]), first_refused(one->notices[0])));
  kafka_.all_brokers(true);
  ASSERT_TRUE(until_read(*one, 10));
  EXPECT_EQ(one->ids, all(0, 10));
  EXPECT_EQ(one->notices.back(), "a broker answers; reading goes on");
  EXPECT_EQ(one->notices.size(), 2U);
  EXPECT_GT(one->counters.kafka_errors, 0U);
}

TEST_F(ConsumerTest, ALeaderThatChangesIsFollowed) {
  kafka_.create("audit", 2);
  put(0, 100);
  auto one = worker();
  ASSERT_TRUE(until_read(*one, 100));
  for (int leader = 1; leader <= 3; ++leader) {
    for (int partition = 0; partition < 2; ++partition)
      rd_kafka_mock_partition_set_leader(kafka_.cluster(), "audit", partition, leader);
    put(leader * 100, 100);
    ASSERT_TRUE(until_read(*one, static_cast<std::size_t>(leader + 1) * 100));
  }
  linger(*one);
  EXPECT_EQ(sorted(one->ids), sorted(all(0, 400)));
}

TEST_F(ConsumerTest, AnOffsetThatIsGoneIsAGapAndNoSilentReset) {
  kafka_.create("audit", 1);
  put(0, 5, 1);
  config_.state.file = folder() + "/state";
  auto one = worker();
  ASSERT_TRUE(until_read(*one, 5));
  linger(*one);
  rd_kafka_mock_push_request_errors(kafka_.cluster(), 1 /* Fetch */, 1,
                                    RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE);
  put(5, 5, 1);
  ASSERT_TRUE(until_read(*one, 10));
  linger(*one);
  EXPECT_EQ(one->ids, all(0, 10)) << "what is there again was made anew, or was read: once";
}

TEST_F(ConsumerTest, ATopicOfEvidenceIsReadWholeByEachWorkerAndCommitsNothing) {
  kafka_.create("audit", 2);
  put(0, 50);
  for (int run = 0; run < 2; ++run) {
    auto one = worker({{"audit", false, true}});
    ASSERT_TRUE(until_read(*one, 50));
    linger(*one);
    EXPECT_EQ(one->ids, all(0, 50));
  }
}

TEST_F(ConsumerTest, WhatIsNotFollowedEnds) {
  kafka_.create("audit", 2);
  put(0, 50);
  auto one = worker({{"audit", false, false}});
  const TimeNs end = steady_now() + 60 * kSecondNs;
  while (one->ask()) ASSERT_LT(steady_now(), end);
  EXPECT_EQ(one->ids, all(0, 50));
}

TEST_F(ConsumerTest, ATopicThatIsNotThereIsWrittenOnce) {
  kafka_.create("audit", 1);
  rd_kafka_mock_topic_set_error(kafka_.cluster(), "audit",
                                RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
  auto one = worker();
  ASSERT_TRUE(until({one.get()}, [&] { return !one->notices.empty(); }));
  linger(*one);
  ASSERT_EQ(one->notices.size(), 1U);
  EXPECT_EQ(one->notices[0],
            "audit: Subscribed topic not available: audit: Broker: Topic authorization failed");
}

// What was fetched ahead and not read is in the way of nobody.
TEST_F(ConsumerTest, ARunEndsAmidABacklogAndTheNextGoesOn) {
  kafka_.create("audit", 2);
  config_.timeline.merge.memory = std::size_t{256} << 10;
  config_.state.file = folder() + "/state";
  put(0, 1000, 2, 1500);
  auto first = worker();
  ASSERT_TRUE(until_read(*first, 50));
  first->stop();
  auto second = worker();
  const std::vector<Worker*> both = {first.get(), second.get()};
  ASSERT_TRUE(until({second.get()}, [&] { return distinct(both).size() == 1000; }));
  EXPECT_GT(second->ids.size(), 500U) << "there was a backlog when the first one ended";
}

// What the group has committed is asked for, and nobody says: the partitions are assigned, and it
// is open where to begin.
TEST_F(ConsumerTest, ARunEndsThoughItsPartitionsWaitForTheirOffsets) {
  kafka_.create("audit", 2);
  put(0, 10);
  constexpr int kOffsetFetch = 9, kTries = 20, kRtt = 30'000;
  for (int broker = 1; broker <= 3; ++broker)
    for (int i = 0; i < kTries; ++i)
      rd_kafka_mock_broker_push_request_error_rtts(kafka_.cluster(), broker, kOffsetFetch, 1,
                                                   RD_KAFKA_RESP_ERR_NO_ERROR, kRtt);
  auto one = worker();
  ASSERT_TRUE(until({one.get()}, [&] { return one->counters.kafka_rebalances > 0; }));
  const TimeNs begun = steady_now();
  one->stop();
  EXPECT_LT(steady_now() - begun, 7 * kSecondNs) << "librdkafka would wait for ten";
  EXPECT_EQ(one->ids, Ids{});
}

// A host ends at once, whatever prints its tokens does.
TEST_F(ConsumerTest, ATokenThatDoesNotComeKeepsNoRunFromItsEnd) {
  config_.kafka.security = "sasl_plaintext";
  config_.kafka.mechanism = "OAUTHBEARER";
  config_.kafka.token_command = {"/bin/sh", "-c", "echo >" + folder() + "/begun; sleep 600"};
  auto one = worker();
  ASSERT_TRUE(until({one.get()}, [&] { return !slurp("begun").empty(); }));
  const TimeNs begun = steady_now();
  one->stop();
  EXPECT_LT(steady_now() - begun, 10 * kSecondNs);
}

// A host ends at once, whatever the network does.
TEST_F(ConsumerTest, AClusterThatDoesNotAnswerKeepsNoRunFromItsEnd) {
  kafka_.create("audit", 2);
  put(0, 10);
  auto one = worker();
  ASSERT_TRUE(until_read(*one, 10));
  for (int broker = 1; broker <= 3; ++broker)
    rd_kafka_mock_broker_set_rtt(kafka_.cluster(), broker, 30'000);
  const TimeNs begun = steady_now();
  one->stop();
  EXPECT_LT(steady_now() - begun, 7 * kSecondNs) << "librdkafka would wait for ten";
  EXPECT_EQ(one->ids, all(0, 10));
  for (int broker = 1; broker <= 3; ++broker)
    rd_kafka_mock_broker_set_rtt(kafka_.cluster(), broker, 0);
  put(10, 5);
  auto other = worker();
  ASSERT_TRUE(until_read(*other, 5));
  EXPECT_EQ(other->ids, all(10, 5)) << "what it had done with came to the cluster all the same";
}

}  // namespace
}  // namespace aobo::test

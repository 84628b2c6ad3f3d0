// Followed inputs as a host sees them: they never end, and each call comes back before a person
// would notice.
#include <fmt/format.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "plugin/abi/falco_api.h"
#include "tests/support/plugin_host.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using std::chrono::milliseconds;

class FollowedInputTest : public TempFolderTest {
 protected:
  // Without what a run tells of itself, unless the configuration says otherwise.
  void open(const std::string& config, const std::string& params) {
    const std::string quiet =
        R"({"run":{"events":false})" + std::string(config == "{}" ? "" : ",") + config.substr(1);
    plugin_ = std::make_unique<BarePlugin>(
        *library_, config.find("\"run\"") == std::string::npos ? quiet : config);
    ss_plugin_rc rc = SS_PLUGIN_FAILURE;
    instance_ = library_->open(plugin_->state(), params.c_str(), &rc);
    ASSERT_EQ(rc, SS_PLUGIN_SUCCESS) << library_->get_last_error(plugin_->state());
  }
  void TearDown() override { close_instance(); }
  void close_instance() {
    if (instance_ != nullptr) library_->close(plugin_->state(), instance_);
    instance_ = nullptr;
  }
  // How long so many calls take while a signal comes every 5 ms, whose handler has interrupted
  // calls begun anew.
  std::chrono::steady_clock::duration taken_amid_signals(int calls) {
    struct sigaction action {
    }, before{};
    action.sa_handler = [](int) {};
    action.sa_flags = static_cast<int>(SA_RESTART);
    sigaction(SIGALRM, &action, &before);
    const itimerval each{{0, 5000}, {0, 5000}}, never{{0, 0}, {0, 0}};
    const auto start = std::chrono::steady_clock::now();
    setitimer(ITIMER_REAL, &each, nullptr);
    events_of(calls);
    setitimer(ITIMER_REAL, &never, nullptr);
    sigaction(SIGALRM, &before, nullptr);
    return std::chrono::steady_clock::now() - start;
  }
  // How many events the next call gives.
  std::uint32_t call() {
    std::uint32_t count = 0;
    ss_plugin_event** events = nullptr;
    rc_ = library_->next_batch(plugin_->state(), instance_, &count, &events);
    return count;
  }
  std::uint32_t events_of(int calls) {
    std::uint32_t all = 0;
    for (; calls > 0; --calls) all += call();
    return all;
  }
  static std::string line(const std::string& id) {
    return fmt::format(
        R"({{"id":"{}","time":"2026-03-04T08:00:00Z","account":"a","person":"b@adatum.example","action":"check-out"}})"
        "\n",
        id);
  }

  std::unique_ptr<sim::Library> library_ = load_plugin();
  std::unique_ptr<BarePlugin> plugin_;
  ss_instance_t* instance_ = nullptr;
  ss_plugin_rc rc_ = SS_PLUGIN_FAILURE;
};

TEST_F(FollowedInputTest, ItGivesWhatIsThereAndWhatComesAndNeverEnds) {
  const std::string path = write("logs/a", line("1") + line("2"));
  open(R"({"follow":true})", folder() + "/logs," + folder() + "/later.json");
  EXPECT_EQ(events_of(5), 2U);
  EXPECT_EQ(rc_, SS_PLUGIN_TIMEOUT);
  std::ofstream(path, std::ios::app) << line("3");
  write("logs/b", line("4"));
  write("later.json", line("5"));
  EXPECT_EQ(events_of(10), 3U);
  EXPECT_EQ(rc_, SS_PLUGIN_TIMEOUT);
}

TEST_F(FollowedInputTest, OneInputIsFollowedAndAnotherIsNot) {
  write("logs/a", line("1"));
  write("old/b", line("2"));
  open(fmt::format(R"({{"base_dir":"{}","inputs":["old",{{"path":"logs","follow":true}}]}})",
                   folder()),
       "");
  EXPECT_EQ(events_of(5), 2U);
  std::ofstream(folder() + "/old/b", std::ios::app) << line("3");
  std::ofstream(folder() + "/logs/a", std::ios::app) << line("4");
  EXPECT_EQ(events_of(10), 1U);
}

TEST_F(FollowedInputTest, ACallThatFindsNothingComesBackWithinATenthOfASecond) {
  std::filesystem::create_directory(folder() + "/logs");
  open(R"({"follow":true})", folder() + "/logs");
  events_of(3);
  const auto start = std::chrono::steady_clock::now();
  constexpr int kCalls = 10;
  EXPECT_EQ(events_of(kCalls), 0U);
  const auto taken = std::chrono::steady_clock::now() - start;
  EXPECT_LT(taken, kCalls * milliseconds(100));
  EXPECT_GT(taken, kCalls * milliseconds(20)) << "and does not keep a processor busy";
}

// A host that waits in a call is woken by its signals.
TEST_F(FollowedInputTest, ASignalEndsTheWaitingAtOnce) {
  std::filesystem::create_directory(folder() + "/logs");
  open(R"({"follow":true})", folder() + "/logs");
  events_of(3);
  constexpr int kCalls = 20;
  EXPECT_LT(taken_amid_signals(kCalls), kCalls * milliseconds(40));
}

// Nothing is written, and nobody closes it: a read that is begun anew behind each signal would wait
// for ever.
TEST_F(FollowedInputTest, ASignalFindsAWayThroughASilentStandardInput) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const int before = dup(STDIN_FILENO);
  dup2(ends[0], STDIN_FILENO);
  open("{}", "-");
  constexpr int kCalls = 20;
  EXPECT_LT(taken_amid_signals(kCalls), kCalls * milliseconds(100));
  EXPECT_EQ(rc_, SS_PLUGIN_TIMEOUT);
  const std::string record = line("1");
  ASSERT_EQ(::write(ends[1], record.data(), record.size()), static_cast<ssize_t>(record.size()));
  EXPECT_EQ(events_of(5), 1U) << "it is read on";
  close_instance();
  if (before >= 0) dup2(before, STDIN_FILENO);
  for (const int file : {ends[0], ends[1], before}) close(file);
}

// No broker is there, and none comes.
TEST_F(FollowedInputTest, ASignalFindsAWayThroughATopic) {
  open(R"({"follow":true,"kafka":{"brokers":["127.0.0.1:9"],"group":"g"}})", "kafka://audit");
  constexpr int kCalls = 20;
  EXPECT_LT(taken_amid_signals(kCalls), kCalls * milliseconds(100));
  EXPECT_EQ(rc_, SS_PLUGIN_TIMEOUT);
  const auto begun = std::chrono::steady_clock::now();
  close_instance();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(10'000));
}

TEST_F(FollowedInputTest, WhatCannotBeFollowedIsRefusedWhenItIsOpened) {
  const BarePlugin plugin(*library_, R"({"follow":true})");
  ss_plugin_rc rc = SS_PLUGIN_SUCCESS;
  EXPECT_EQ(library_->open(plugin.state(), "/dev/zero", &rc), nullptr);
  EXPECT_EQ(rc, SS_PLUGIN_FAILURE);
  EXPECT_STREQ(library_->get_last_error(plugin.state()),
               "input /dev/zero: only files can be followed");
}

}  // namespace
}  // namespace aobo::test

// Where the token of OAUTHBEARER comes from, and that nobody waits for it longer than is of use.
#include "plugin/kafka/token.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <thread>

#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

class KafkaTokenTest : public TempFolderTest {
 protected:
  Result<Token> fetch(const KafkaOptions& options);
  Result<Token> fetch_by(std::vector<std::string> command, seconds takes = seconds(30));
  // Whether the program whose id stands in that file ends. One that nobody has waited for is a
  // zombie.
  bool ends(const std::string& name) const {
    const std::string status = fmt::format("/proc/{}/status", std::stoi(slurp(name)));
    const auto until = Clock::now() + seconds(20);
    while (Clock::now() < until) {
      const std::string told = slurp_file(status);
      if (told.empty() || told.find("State:\tZ") != std::string::npos) return true;
      std::this_thread::yield();
    }
    return false;
  }
  // That program is there.
  void wait_for(const std::string& name) const {
    while (slurp(name).find('\n') == std::string::npos) std::this_thread::yield();
  }

  std::atomic<bool> ending_ = false;
};

// {"alg":"none"}.{"exp":2000000000}.x
constexpr const char* kJwt = "eyJhbGciOiJub25lIn0.eyJleHAiOjIwMDAwMDAwMDB9.x";
constexpr TimeNs kNow = 1'900'000'000 * kSecondNs;

Result<Token> KafkaTokenTest::fetch(const KafkaOptions& options) {
  return fetch_token(options, kNow, {.ending = ending_});
}
Result<Token> KafkaTokenTest::fetch_by(std::vector<std::string> command, seconds takes) {
  KafkaOptions options;
  options.token_command = std::move(command);
  return fetch_token(options, kNow, {.ending = ending_, .command_takes = takes});
}

TEST_F(KafkaTokenTest, ATokenEndsWhenItSays) {
  for (const std::string& text :
       {fmt::format("{}\n", kJwt), fmt::format(R"({{"accessToken":"{}","tenant":"x"}})", kJwt),
        fmt::format(R"({{"access_token":"{}","expires_in":3599}})", kJwt)}) {
    const auto token = read_token(text, kNow);
    ASSERT_TRUE(token.ok()) << text;
    EXPECT_EQ(token->value, kJwt);
    EXPECT_EQ(token->ends, 2'000'000'000 * kSecondNs);
  }
  const auto opaque = read_token("opaque", kNow);
  ASSERT_TRUE(opaque.ok());
  EXPECT_EQ(opaque->ends, kNow + 300 * kSecondNs);
}

TEST_F(KafkaTokenTest, WhatIsNoTokenIsRefusedWithoutBeingShown) {
  const std::string expected =
      "is no token; expected a JWT alone, or JSON with it under \"access_token\" or "
      "\"accessToken\"";
  for (const char* text : {"", "{}", "geheim mit Leerzeichen", "{\"access_token\":3}", "{"}) {
    const auto token = read_token(text, kNow);
    ASSERT_FALSE(token.ok()) << text;
    EXPECT_EQ(token.error().message, expected);
  }
  EXPECT_EQ(read_token(kJwt, 2'000'000'001 * kSecondNs).error().message,
            "is a token that ended 2033-05-18T03:33:20Z; expected one that holds");
}

TEST_F(KafkaTokenTest, ACommandPrintsTheToken) {
  KafkaOptions options;
  options.token_command = {"/bin/sh", "-c", fmt::format("echo {}", kJwt)};
  const auto token = fetch(options);
  ASSERT_TRUE(token.ok()) << token.error().message;
  EXPECT_EQ(token->value, kJwt);
  struct Row {
    std::vector<std::string> command;
    const char* error;
  };
  for (const Row& row : {
           Row{{"/bin/sh", "-c", "echo geheim; exit 3"},
               "kafka: token_command /bin/sh: exited with 3"},
           Row{{"/bin/sh", "-c", "kill -9 $$"},
               "kafka: token_command /bin/sh: was ended by a signal"},
           Row{{"/no/such/program"},
               "kafka: token_command /no/such/program: No such file or directory"},
           Row{{"/bin/sh", "-c", "echo two words"},
               "kafka: what token_command /bin/sh holds is no token; expected a JWT alone, or JSON "
               "with it under \"access_token\" or \"accessToken\""},
           Row{{"/bin/sh", "-c", "head -c 100000 /dev/zero"},
               "kafka: token_command /bin/sh: took longer than 30 seconds, or printed more than 64 "
               "KiB"},
       }) {
    options.token_command = row.command;
    const auto refused = fetch(options);
    ASSERT_FALSE(refused.ok()) << row.error;
    EXPECT_EQ(refused.error().message, row.error);
  }
}

TEST_F(KafkaTokenTest, AFileHoldsTheToken) {
  KafkaOptions options;
  options.token_file = write("token", kJwt);
  const auto token = fetch(options);
  ASSERT_TRUE(token.ok()) << token.error().message;
  EXPECT_EQ(token->value, kJwt);
  options.token_file = folder() + "/none";
  EXPECT_EQ(fetch(options).error().message,
            "kafka: token_file " + folder() + "/none: No such file or directory");
}

// Whoever reads a FIFO waits for somebody who writes, and so would the end of the run.
TEST_F(KafkaTokenTest, AFileThatIsNoneIsRefusedAndNotWaitedFor) {
  KafkaOptions options;
  options.token_file = folder() + "/fifo";
  ASSERT_EQ(mkfifo(options.token_file.c_str(), 0600), 0);
  EXPECT_EQ(fetch(options).error().message,
            "kafka: token_file " + options.token_file +
                ": a FIFO; expected a file with a token, which something else renews");
}

// It may keep its output open, or close it and stay: its time is one.
TEST_F(KafkaTokenTest, ACommandThatTakesTooLongIsEndedWithAllThatItStarted) {
  const std::string pid = folder() + "/pid";
  for (const std::string& command :
       {fmt::format("sleep 600 & echo $! >{}; wait", pid),
        fmt::format("echo token; exec >&-; sleep 600 & echo $! >{}; wait", pid)}) {
    const auto begun = Clock::now();
    const auto refused = fetch_by({"/bin/sh", "-c", command}, seconds(1));
    ASSERT_FALSE(refused.ok()) << command;
    EXPECT_EQ(refused.error().message,
              "kafka: token_command /bin/sh: took longer than 1 seconds, or printed more than 64 "
              "KiB");
    EXPECT_LT(Clock::now() - begun, seconds(20)) << command;
    EXPECT_TRUE(ends("pid")) << command;
  }
}

TEST_F(KafkaTokenTest, WhatACommandLeavesBehindEndsWithIt) {
  const auto token =
      fetch_by({"/bin/sh", "-c",
                fmt::format("sleep 600 >/dev/null & echo $! >{}/pid; echo {}", folder(), kJwt)});
  ASSERT_TRUE(token.ok()) << token.error().message;
  EXPECT_EQ(token->value, kJwt);
  EXPECT_TRUE(ends("pid"));
}

TEST_F(KafkaTokenTest, ARunThatEndsEndsTheCommand) {
  for (const char* before : {"", "exec >&-; "}) {
    ending_ = false;
    write("pid", "");
    std::thread end([&] {
      wait_for("pid");
      ending_ = true;
    });
    const auto begun = Clock::now();
    const auto refused = fetch_by(
        {"/bin/sh", "-c", fmt::format("{}echo $$ >{}/pid; exec sleep 600", before, folder())});
    end.join();
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().message,
              "kafka: token_command /bin/sh: was ended, because the run ends");
    EXPECT_LT(Clock::now() - begun, seconds(20));
    EXPECT_TRUE(ends("pid"));
  }
}

}  // namespace
}  // namespace aobo::test

// The line under a replay that follows its inputs.
#include "simulator/cli/follow_status.h"

#include <gtest/gtest.h>

namespace aobo::sim {
namespace {

constexpr std::size_t kWide = 200, kUsual = 79;  // of 80 columns the last stays free

std::string status(const std::map<std::string, std::uint64_t>& metrics,
                   const std::optional<std::uint64_t>& alerts, std::size_t columns = kWide) {
  return FollowStatus::text(metrics, alerts, columns);
}

TEST(FollowStatus, TellsWhatWasReadWhatAlertedAndHowFarBehindItIs) {
  std::map<std::string, std::uint64_t> metrics = {
      {"inputs.followed", 12}, {"records", 345}, {"refused", 0}, {"lag.entra.signin", 0}};
  EXPECT_EQ(status(metrics, std::nullopt),
            "following 12 files, 345 records, 0 refused, no lag seen; Ctrl-C ends");
  metrics["lag.vault.checkout"] = 40;
  metrics["lag.m365.audit"] = 12;
  metrics["lag.excess"] = 40;
  metrics["kafka.lag"] = 1;
  metrics["inputs.lost"] = 2;
  EXPECT_EQ(status(metrics, 3),
            "following 12 files, 345 records, 0 refused, 2 not read to their end, 3 alerts, 40 s "
            "behind (vault.checkout), 1 message not read yet; Ctrl-C ends");
}

TEST(FollowStatus, SaysThatNothingHasComeYet) {
  EXPECT_EQ(status({{"inputs.followed", 1}, {"records", 0}}, 0),
            "following 1 file, 0 refused, 0 alerts, no record yet; Ctrl-C ends");
}

// Nothing is cut out of its middle: what does not fit is said in fewer words.
TEST(FollowStatus, FitsAnUsualTerminalInFewerWords) {
  std::map<std::string, std::uint64_t> metrics = {{"inputs.followed", 1234},
                                                  {"records", 12'345'678},
                                                  {"refused", 0},
                                                  {"lag.azure.activity", 86'400}};
  EXPECT_EQ(status(metrics, 120, kUsual),
            "1234 files, 12345678 records, 120 alerts, 24 h behind; Ctrl-C ends");
  metrics["refused"] = 17;
  EXPECT_EQ(status(metrics, 120, kUsual),
            "1234 files, 12345678 records, 17 refused, 120 alerts, 24 h behind; Ctrl-C ends");
  metrics["inputs.lost"] = 2;
  EXPECT_EQ(status(metrics, 120, kUsual),
            "1234 files, 12345678 records, 17 refused, 2 cut, 120 alerts, 24 h behind");
  metrics["kafka.lag"] = 3'000'000;
  EXPECT_EQ(status(metrics, 120, kUsual),
            "12345678 records, 17 refused, 2 cut, 120 alerts, 24 h behind, 3000000 unread");
  EXPECT_EQ(status({{"records", 1}, {"lag.azure.activity", 300}}, 0, 41),
            "0 files, 1 record, 0 alerts, 5 min behind");
}

}  // namespace
}  // namespace aobo::sim

// The line under a replay that follows its inputs.
#include "simulator/cli/follow_status.h"

#include <gtest/gtest.h>

namespace aobo::sim {
namespace {

TEST(FollowStatus, TellsWhatWasReadWhatAlertedAndHowFarBehindItIs) {
  std::map<std::string, std::uint64_t> metrics = {
      {"inputs.followed", 12}, {"records", 345}, {"refused", 0}, {"lag.entra.signin", 0}};
  EXPECT_EQ(FollowStatus::text(metrics, std::nullopt),
            "following 12 files, 345 records, 0 refused; Ctrl-C ends");
  metrics["lag.azure.activity"] = 40;
  metrics["lag.m365.audit"] = 12;
  metrics["kafka.lag"] = 1;
  metrics["inputs.lost"] = 2;
  EXPECT_EQ(FollowStatus::text(metrics, 3),
            "following 12 files, 345 records, 0 refused, 2 not read to their end, 3 alerts, 40 s "
            "behind (azure.activity), 1 message not read yet; Ctrl-C ends");
}

}  // namespace
}  // namespace aobo::sim

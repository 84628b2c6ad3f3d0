// Whether a tenant hands on a sign-in log, and what a sign-in counts for, as stories.
#include "plugin/behaviour/signin_log.h"

#include "tests/support/days.h"

namespace aobo::test {
namespace {

class SignInLog : public Days {
 protected:
  std::string has_one() const {
    const auto& has = case_.observed.signin_log;
    return !has ? "not known" : *has ? "yes" : "no";
  }
};

TEST_F(SignInLog, IsKnownToBeMissingAfterADayOfOtherRecords) {
  log(own_user("a", 0, "update user"));
  EXPECT_EQ(has_one(), "not known");
  log(own_user("b", kDayNs - 1, "update user"));
  EXPECT_EQ(has_one(), "not known");
  log(own_user("c", kDayNs, "update user"));
  EXPECT_EQ(has_one(), "no");
  log(own_user("d", kDayNs, "update user", kFabrikam));
  EXPECT_EQ(has_one(), "not known") << "each tenant for itself";
}

TEST_F(SignInLog, IsThereFromItsFirstRecordOnAndForSevenDaysAfterItsLast) {
  log(own_user("a", 0, "update user"));
  log(sign_in("s", 3 * kDayNs));
  EXPECT_EQ(has_one(), "yes");
  restart();
  log(own_user("b", 10 * kDayNs, "update user"));
  EXPECT_EQ(has_one(), "yes");
  log(own_user("c", 10 * kDayNs + 1, "update user"));
  EXPECT_EQ(has_one(), "no");
  log(sign_in("t", 11 * kDayNs));
  log(own_user("d", 2 * kDayNs, "update user"));
  EXPECT_EQ(has_one(), "yes") << "what comes late is told by what is known now";
}

TEST_F(SignInLog, ThePartnersCopyOfASignInIsNotTheCustomersLog) {
  log(own_user("a", 0, "update user"));
  log(sign_in("s", 2 * kDayNs, kAlice, kContoso, kAdatum));
  EXPECT_EQ(has_one(), "no");
  Record& unsaid = sign_in("t", 2 * kDayNs);
  unsaid.log_tenant.reset();
  log(unsaid);
  EXPECT_EQ(has_one(), "no") << "it may be the partner's copy";
  unsaid.actor.home_tenant.reset();
  log(unsaid);
  EXPECT_EQ(has_one(), "yes");
}

class SignInCounts : public Days {
 protected:
  // Within an hour: failures, and sign-ins that ended with this record's code.
  std::string counted(TimeNs at, std::int64_t code, Outcome outcome) {
    Record& r = sign_in(text("s" + std::to_string(at)), at);
    r.sign_in.error = code;
    r.outcome = outcome;
    log(r);
    std::string failures = "-", same = "-";
    for (const Counted& count : case_.observed.counts) {
      if (count.window != "1h") continue;
      if (count.row == "person.failures") failures = std::to_string(count.value);
      if (count.row == "person.signin_error") same = std::to_string(count.value);
    }
    return failures + " " + same;
  }
};

TEST_F(SignInCounts, AnInterruptionIsNoFailureAndEachCodeIsCountedByItself) {
  EXPECT_EQ(counted(0, 50140, Outcome::kInterruption), "0 1");
  EXPECT_EQ(counted(kMin, 50140, Outcome::kInterruption), "0 2");
  EXPECT_EQ(counted(2 * kMin, 500121, Outcome::kFailure), "1 1");
  EXPECT_EQ(counted(3 * kMin, 50126, Outcome::kFailure), "2 1");
  EXPECT_EQ(counted(4 * kMin, 500121, Outcome::kFailure), "3 2");
  EXPECT_EQ(counted(5 * kMin, 0, Outcome::kSuccess), "3 -");
}

}  // namespace
}  // namespace aobo::test

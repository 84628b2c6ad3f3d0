// What clocks that differ, sessions that go on and tokens that last say of a person: nothing.
#include "tests/support/days.h"

namespace aobo::test {
namespace {

class VaultClock : public Days {
 protected:
  VaultClock() {
    log(vault("early", -5 * kHr, CheckOutAction::kOut, "bob@adatum.example"));
    log(shared("early-use", -5 * kHr + kMin));
    log(vault("early-in", -4 * kHr, CheckOutAction::kIn, "bob@adatum.example"));
    Record& own = own_user("own", -4 * kHr, "update user", kFabrikam);
    own.family = &family_named("m365.audit");
    log(own);
  }
  // What was said of loans.
  Lines of_loans() {
    Lines lines = told();
    std::erase_if(lines, [](const std::string& line) { return !line.starts_with("checkout_"); });
    return lines;
  }
  static Record& renewed(Record& entry) {
    entry.kind = "non-interactive";
    return entry;
  }
  void lend(TimeNs from, TimeNs to) {
    log(vault("v1", from, CheckOutAction::kOut));
    log(vault("v2", to, CheckOutAction::kIn));
  }
};

TEST_F(VaultClock, AUseJustOutsideOfALoanIsWithinIt) {
  log(shared("u1", -5 * kMin));
  lend(0, 30 * kMin);
  log(shared("u2", 35 * kMin));
  wait_until(3 * kHr);
  EXPECT_EQ(of_loans(), Lines{});
}

TEST_F(VaultClock, AUseFurtherAwayIsNot) {
  lend(0, 30 * kMin);
  log(shared("u1", 35 * kMin + kSecondNs));
  wait_until(3 * kHr);
  EXPECT_EQ(of_loans(), (Lines{"checkout_unused at 35m+ by Alice <alice@adatum.example> [v1,v2]",
                               "checkout_missing at 45m+ by admin@fabrikam.example [u1]"}));
}

TEST_F(VaultClock, AUseBetweenTwoLoansIsOfOneOfThem) {
  lend(0, kHr);
  log(shared("u1", kHr + kMin));
  log(vault("v3", kHr + 2 * kMin, CheckOutAction::kOut, "bob@adatum.example"));
  log(vault("v4", kHr + 30 * kMin, CheckOutAction::kIn, "bob@adatum.example"));
  wait_until(3 * kHr);
  EXPECT_EQ(of_loans(), Lines{});
}

TEST_F(VaultClock, WhatIsStillOutIsNotMissingThoughItIsOverdue) {
  log(vault("v1", 0, CheckOutAction::kOut));
  log(shared("u0", kHr));
  log(shared("u1", 12 * kHr + 30 * kMin));
  wait_until(13 * kHr);
  restart();
  log(vault("v2", 13 * kHr, CheckOutAction::kIn));
  wait_until(14 * kHr);
  EXPECT_EQ(of_loans(), Lines{});
  log(vault("v3", 15 * kHr, CheckOutAction::kOut));
  log(shared("u2", 39 * kHr));
  wait_until(40 * kHr);
  EXPECT_EQ(of_loans(), (Lines{"checkout_unused at 1625m by Alice <alice@adatum.example> [v3]",
                               "checkout_missing at 2350m by admin@fabrikam.example [u2]"}))
      << "a check-in that never came";
}

TEST_F(VaultClock, ASessionThatGoesOnNeedsNoPassword) {
  log(vault("v1", 0, CheckOutAction::kOut));
  log(shared("u1", 5 * kMin));
  log(vault("v2", 30 * kMin, CheckOutAction::kIn));
  log(renewed(shared("u2", 2 * kHr)));
  Record& token = shared("u3", 2 * kHr + kMin);
  token.family = &family_named("m365.audit");
  token.operation = "userloggedin";
  token.sign_in.renewed = Renewed::kMaybe;
  log(token);
  wait_until(4 * kHr);
  EXPECT_EQ(of_loans(), Lines{});
  log(shared("u4", 4 * kHr));
  wait_until(5 * kHr);
  EXPECT_EQ(of_loans(), Lines{"checkout_missing at 250m by admin@fabrikam.example [u4]"});
}

class LongToken : public Days {
 protected:
  LongToken() {
    only_ = "action_without_signin";
    log(sign_in("s0", 0, kBob));
    Record& renewal = sign_in("n0", 0, kBob);
    renewal.kind = "non-interactive";
    log(renewal);
    log(sign_in("s1", 0));
  }
};

TEST_F(LongToken, IsGoodFor28HoursAndFiveMinutes) {
  log(act("a1", 28 * kHr + 5 * kMin - 1));
  wait_until(30 * kHr);
  EXPECT_EQ(told(), Lines{});
  log(act("a2", 30 * kHr));
  wait_until(31 * kHr);
  EXPECT_EQ(told(), Lines{"action_without_signin at 1810m by Alice <alice@adatum.example> [a2]"});
}

TEST_F(LongToken, WhoseSignInIsKnownHasOneWheneverItWas) {
  Record& deed = act("a1", 40 * kHr);
  deed.token = Guid{8, value_of("s1")};
  log(deed);
  wait_until(42 * kHr);
  EXPECT_EQ(told(), Lines{});
}

}  // namespace
}  // namespace aobo::test

// Who stood behind a shared account: by the loan under which its session began, not by the one in
// which it was used.
#include <gtest/gtest.h>

#include "tests/plugin/identity/story.h"

namespace aobo {
namespace {

constexpr Guid kAccountsId{8, 0x51};
constexpr std::string_view kSession = "5e550000-0000-4000-8000-000000000001";
constexpr TimeNs kMin = 60 * kSecondNs;

class SharedAccount : public Story {
 protected:
  void lends(TimeNs from, TimeNs to, std::string_view person) {
    told(vault(from, person, CheckOutAction::kOut));
    told(vault(to, person, CheckOutAction::kIn));
  }
  static Record enters(TimeNs after) {
    Record r = shared(after);
    r.session = kSession;
    return r;
  }
  static Record acts(TimeNs after, std::string_view session = "") {
    Record r = at(after, kFabrikam);
    r.actor.upn = r.actor.text = kShared;
    r.session = session;
    return r;
  }
};

TEST_F(SharedAccount, ASessionThatBeganBeforeTheLoanIsNotTheBorrowers) {
  told(enters(0));
  lends(10 * kMin, kHour, "alice@adatum.example");
  EXPECT_EQ(told(acts(20 * kMin, kSession)), "nobody shared-account unresolved");
  EXPECT_EQ(told(acts(20 * kMin)), "Alice shared-account strong by check-out") << "not seen since";
  Record by_token = acts(20 * kMin);
  by_token.token = Guid{9, 0};  // the sign-in's own
  EXPECT_EQ(told(by_token), "nobody shared-account unresolved");
  EXPECT_EQ(told(enters(30 * kMin)), "nobody shared-account unresolved") << "it goes on";
  EXPECT_EQ(told(acts(40 * kMin)), "{Alice} shared-account ambiguous by check-out");
  EXPECT_EQ(told(acts(2 * kHour, kSession)), "nobody shared-account unresolved");
}

TEST_F(SharedAccount, ASessionIsWhoseLoanItBeganIn) {
  lends(0, kHour, "alice@adatum.example");
  told(enters(10 * kMin));
  lends(2 * kHour, 4 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(acts(3 * kHour, kSession)), "Alice shared-account strong by session");
  EXPECT_EQ(told(acts(3 * kHour)), "Bob shared-account strong by check-out");
}

TEST_F(SharedAccount, WhileAnothersSessionGoesOnADeedWithoutOneMayBeEithers) {
  lends(0, kHour, "alice@adatum.example");
  told(enters(10 * kMin));
  lends(2 * kHour, 6 * kHour, "bob@adatum.example");
  told(enters(150 * kMin));
  EXPECT_EQ(told(acts(145 * kMin)), "Bob shared-account strong by check-out") << "before it";
  EXPECT_EQ(told(acts(155 * kMin)), "{Alice,Bob} shared-account ambiguous by check-out");
  EXPECT_EQ(told(acts(5 * kHour)), "Bob shared-account strong by check-out") << "its token is over";
}

TEST_F(SharedAccount, IsKnownByItsObjectIdOnceASignInShowedIt) {
  lends(0, kHour, "alice@adatum.example");
  Record deed = at(30 * kMin, kFabrikam, "graph.activity");
  deed.actor.object = kAccountsId;
  deed.actor.text = "00000008";
  EXPECT_EQ(told(deed), "nobody customer ");
  Record entry = enters(10 * kMin);
  entry.actor.object = kAccountsId;
  told(entry);
  EXPECT_EQ(told(deed), "Alice shared-account strong by check-out");
  deed.tenant = deed.log_tenant = kContoso;
  EXPECT_EQ(told(deed), "nobody customer ") << "elsewhere it is another's";
}

TEST_F(SharedAccount, TheEarlierSignInMayComeLater) {
  lends(10 * kMin, kHour, "alice@adatum.example");
  EXPECT_EQ(told(acts(20 * kMin, kSession)), "Alice shared-account strong by check-out");
  const Record deed = acts(20 * kMin, kSession);
  evidence_.take_changed();
  told(enters(0));
  EXPECT_TRUE(asks_again(deed));
  EXPECT_EQ(told(deed), "nobody shared-account unresolved");
}

}  // namespace
}  // namespace aobo

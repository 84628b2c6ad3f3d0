// What makes a name doubtful that evidence leads to: another name in the record, a right that was
// taken a moment ago, a password that nobody gave.
#include <gtest/gtest.h>

#include "tests/plugin/identity/story.h"

namespace aobo {
namespace {

constexpr TimeNs kMin = 60 * kSecondNs;
constexpr Guid kGuestId{8, 1};

class Doubt : public Story {
 protected:
  void lends(TimeNs from, TimeNs to, std::string_view person) {
    told(vault(from, person, CheckOutAction::kOut));
    told(vault(to, person, CheckOutAction::kIn));
  }
  static Record enters(TimeNs after, Renewed renewed = Renewed::kNo) {
    Record r = shared(after);
    r.sign_in.renewed = renewed;
    return r;
  }
  static Record acts(TimeNs after) {
    Record r = at(after, kFabrikam);
    r.actor.upn = r.actor.text = kShared;
    return r;
  }
  static Record guest(TimeNs after) {
    Record r = at(after, kContoso);
    r.actor.upn = "bob_adatum.example#EXT#@contoso.onmicrosoft.example";
    r.actor.guest = true;
    r.actor.object = kGuestId;
    return r;
  }
};

TEST_F(Doubt, AGroupOfOneIsNotWhomTheRecordNamesOtherwise) {
  Record r = aobo(0, kOps);
  EXPECT_EQ(told(r), "Bob aobo strong by group");
  for (const std::string_view name : {"zoe@adatum.example", "kim@fabrikam.example",
                                      "zoe_adatum.example#EXT#@fabrikam.onmicrosoft.example"}) {
    r.actor.upn = name;
    EXPECT_EQ(told(r), "{Bob} aobo ambiguous by group") << name;
    EXPECT_EQ(text(answer_.evidence.front()),
              fmt::format("group group: in doubt, for the record names {}, whom no directory knows",
                          name));
  }
  r.actor.upn = "bob@adatum.example";
  EXPECT_EQ(told(r), "Bob aobo exact by upn");
}

TEST_F(Doubt, ASessionIsNotWhomTheRecordNamesOtherwise) {
  Record entry = sign_in(0, kContoso, {9, 1});
  entry.actor = technician(0, kAlice).actor;
  entry.session = "5e550000-0000-4000-8000-000000000001";
  told(entry);
  Record deed = at(kMin, kContoso, "m365.audit");
  deed.session = entry.session;
  EXPECT_EQ(told(deed), "Alice gdap strong by session");
  deed.actor.upn = "pat@contoso.example";
  EXPECT_EQ(told(deed), "{Alice} gdap ambiguous by session");
  deed.actor.upn = "archer@adatum.example";  // a name of hers that the export does not hold yet
  EXPECT_EQ(told(deed), "Alice gdap strong by session");
}

TEST_F(Doubt, WhoWasJustTakenOutOfAGroupMayStillHoldAToken) {
  DirectoryBuilder b = two_groups();
  b.add_member(kOuter, kAlice, {0, kMonday});
  b.add_member(kOuter, kBob, {});
  directory_ = b.build();
  EXPECT_EQ(told(aobo(89 * kMin, kOuter)), "{Alice,Bob} aobo ambiguous by group");
  EXPECT_EQ(text(answer_.evidence.front()),
            "group: the right used is that of AdminAgents (Adatum), which had 2 members in the 90 "
            "minutes up to then");
  EXPECT_EQ(told(aobo(91 * kMin, kOuter)), "Bob aobo strong by group");
}

TEST_F(Doubt, WhoseLastDayIsOverCanActAsLongAsTheAccountIsEnabled) {
  const auto with = [](bool disabled) {
    DirectoryBuilder b = two_groups();
    b.add_person(b.partner(kAdatum),
                 {kCarol, "carol@adatum.example", "Carol", {0, kMonday - kDayNs}, disabled});
    b.add_member(kOuter, kBob, {});
    b.add_member(kOuter, kCarol, {});
    return b.build();
  };
  directory_ = with(false);
  EXPECT_EQ(told(aobo(0, kOuter)), "{Bob,Carol} aobo ambiguous by group");
  directory_ = with(true);
  EXPECT_EQ(told(aobo(0, kOuter)), "Bob aobo strong by group");
}

TEST_F(Doubt, WhatOnlyWentOnIsNotTheBorrowersWhoGaveNoPassword) {
  lends(0, 30 * kMin, "alice@adatum.example");
  told(enters(5 * kMin));
  lends(2 * kHour, 4 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(enters(130 * kMin, Renewed::kYes)),
            "{Alice,Bob} shared-account ambiguous by check-out");
  EXPECT_EQ(text(answer_.evidence.front()),
            "check-out: admin@fabrikam.example was out of the vault to 2 people then, but nobody "
            "gave its password: what went on may have been begun before by another");
  EXPECT_EQ(told(acts(131 * kMin)), "{Alice,Bob} shared-account ambiguous by check-out");
  EXPECT_EQ(told(enters(140 * kMin)), "Bob shared-account strong by check-out") << "he gave it";
  EXPECT_EQ(told(enters(150 * kMin, Renewed::kYes)), "Bob shared-account strong by check-out");
}

TEST_F(Doubt, WhatOnlyWentOnMayBeSomebodysWhomNobodySaw) {
  lends(0, kHour, "alice@adatum.example");
  EXPECT_EQ(told(enters(10 * kMin, Renewed::kYes)),
            "{Alice} shared-account ambiguous by check-out");
  EXPECT_TRUE(answer_.others);
}

// The unified log tells of a token that was fetched, and not by what.
TEST_F(Doubt, ATokenMayHaveBeenFetchedByASessionOfBefore) {
  lends(0, kHour, "alice@adatum.example");
  lends(90 * kMin, 3 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(enters(100 * kMin, Renewed::kMaybe)), "Bob shared-account strong by check-out")
      << "nobody signed in before";
  told(enters(5 * kMin));
  EXPECT_EQ(told(enters(110 * kMin, Renewed::kMaybe)),
            "{Alice,Bob} shared-account ambiguous by check-out");
  EXPECT_EQ(told(acts(111 * kMin)), "{Alice,Bob} shared-account ambiguous by check-out")
      << "what does not show its session may be of that one";
  EXPECT_EQ(told(enters(120 * kMin)), "Bob shared-account strong by check-out") << "he gave it";
  EXPECT_EQ(told(enters(130 * kMin, Renewed::kMaybe)), "Bob shared-account strong by check-out");
}

// Entra's copy knows it.
TEST_F(Doubt, AnotherCopyTellsWhetherThePasswordWasGiven) {
  lends(0, kHour, "alice@adatum.example");
  told(enters(5 * kMin));
  lends(90 * kMin, 3 * kHour, "bob@adatum.example");
  const auto copy = [&](TimeNs after, Renewed renewed) {
    Record r = enters(after, renewed);
    r.request = Guid{9, 77};
    return told(r);
  };
  EXPECT_EQ(copy(110 * kMin, Renewed::kMaybe), "{Alice,Bob} shared-account ambiguous by check-out");
  copy(110 * kMin + kSecondNs, Renewed::kNo);
  EXPECT_EQ(copy(110 * kMin, Renewed::kMaybe), "Bob shared-account strong by check-out");
}

TEST_F(Doubt, WhoGaveItBackMinutesBeforeMayHaveUsedItByTheClockOfTheVault) {
  lends(0, kHour, "alice@adatum.example");
  lends(62 * kMin, 2 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(enters(63 * kMin)), "{Alice,Bob} shared-account ambiguous by check-out");
  EXPECT_EQ(told(enters(66 * kMin)), "Bob shared-account strong by check-out");
}

TEST_F(Doubt, WhoTakesItOutMinutesAfterMayHaveUsedItByTheClockOfTheVault) {
  lends(0, kHour, "alice@adatum.example");
  lends(40 * kMin, 2 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(enters(34 * kMin)), "Alice shared-account strong by check-out");
  EXPECT_EQ(told(enters(36 * kMin)), "{Alice,Bob} shared-account ambiguous by check-out");
  lends(46 * kMin, 2 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(enters(44 * kMin)), "{Alice,Bob} shared-account ambiguous by check-out");
}

TEST_F(Doubt, AllWhoHadItWithinFiveMinutesMayHaveUsedIt) {
  Record deed = acts(kHour + 15 * kMin);
  deed.session = "5e550000-0000-4000-8000-000000000001";
  const auto entry = [&] {
    Record r = enters(kHour);
    r.session = deed.session;
    return r;
  };
  told(entry());
  lends(kHour + kMin, kHour + 3 * kMin, "alice@adatum.example");
  EXPECT_EQ(told(deed), "Alice shared-account strong by check-out") << "nobody else did";
  lends(kHour + 4 * kMin, 2 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(deed), "{Alice,Bob} shared-account ambiguous by check-out");
}

TEST_F(Doubt, WhoGaveItBackBeforeNobodyHadItIsEitherToo) {
  lends(0, kHour - 10 * kSecondNs, "alice@adatum.example");
  Record entry = enters(kHour);
  entry.session = "5e550000-0000-4000-8000-000000000001";
  told(entry);
  lends(kHour + 4 * kMin, 2 * kHour, "bob@adatum.example");
  Record deed = acts(kHour + 15 * kMin);
  deed.session = entry.session;
  EXPECT_EQ(told(deed), "{Alice,Bob} shared-account ambiguous by check-out");
}

TEST_F(Doubt, AShortLoanJustBeforeIsSeenToo) {
  lends(kHour - 200 * kSecondNs, kHour - 60 * kSecondNs, "alice@adatum.example");
  lends(kHour - 30 * kSecondNs, 2 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(enters(kHour)), "{Alice,Bob} shared-account ambiguous by check-out");
}

TEST_F(Doubt, TheCheckOutThatFollowsMayBeReadLater) {
  lends(0, kHour, "alice@adatum.example");
  const Record deed = enters(36 * kMin);
  EXPECT_EQ(told(deed), "Alice shared-account strong by check-out");
  evidence_.take_changed();
  told(vault(40 * kMin, "bob@adatum.example", CheckOutAction::kOut));
  EXPECT_TRUE(asks_again(deed));
}

TEST_F(Doubt, TwoRecordsOfOneSignInAreNoSessionThatGoesOn) {
  Record entry = enters(0);
  entry.session = "5e550000-0000-4000-8000-000000000001";
  entry.correlation = "c0440000-0000-4000-8000-000000000001";
  told(entry);
  Record copy = enters(3 * kMin);  // by another clock, under an id of its own
  copy.request = Guid{9, 7};
  copy.session = entry.session;
  copy.correlation = entry.correlation;
  told(copy);
  lends(10 * kMin, kHour, "alice@adatum.example");
  const Record deed = acts(20 * kMin);
  EXPECT_EQ(told(deed), "Alice shared-account strong by check-out");
  copy.time += 10 * kMin;
  told(copy);
  EXPECT_EQ(told(deed), "{Alice} shared-account ambiguous by check-out") << "kept for long";
}

TEST_F(Doubt, AGuestWhoseInvitationSomebodyElseRedeemedIsEither) {
  EXPECT_EQ(told(guest(kHour)), "Bob guest strong by upn");
  Record entry = sign_in(0, kContoso, {9, 2});
  entry.actor.upn = "alice@adatum.example";
  entry.actor.object = kGuestId;
  entry.actor.guest = true;
  told(entry);
  EXPECT_EQ(told(guest(kHour)), "{Alice,Bob} guest ambiguous by upn");
  EXPECT_EQ(text(answer_.evidence.front()),
            "guest: in doubt, for alice@adatum.example was seen to sign in as the guest "
            "00000000-0000-0008-0000-000000000001");
}

}  // namespace
}  // namespace aobo

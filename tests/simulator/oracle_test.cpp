// What can be known, as stories: each says what was logged, in the words of the fixture, and what
// the oracle makes of it. The world is a generated one; the clues are the test's own.
#include "simulator/truth/oracle.h"

#include "tests/support/worlds.h"

namespace aobo::sim {
namespace {

class OracleTest : public ::testing::Test {
 protected:
  explicit OracleTest(TimeNs exported_after = 3 * kDayNs)
      : options_(test::small_world(1, "none")),
        world_(make_world(options_)),
        oracle_(world_, options_.world.start + exported_after) {}

  PersonIx alice() const { return world_.staff(0)[0]; }
  PersonIx bob() const { return world_.staff(0)[3]; }
  PersonIx stranger() const { return world_.staff(3)[0]; }
  const std::string& upn(PersonIx person) const { return world_.people[person].upn; }

  // A record of what this person did at the first customer, so long after the start.
  Sighting by(PersonIx person, TimeNs after, Clues clues) {
    Action& action = actions_.emplace_back();
    action.who = {WhoKind::kPerson, person};
    action.way = Way::kGdap;
    action.at = {false, 0};
    action.operation = &operation("reset-password");
    action.time = world_.options.start + after;
    return {&world_, &action, clues, action.time, false, true, actions_.size()};
  }
  std::string said(const Knowable& knowable) const {
    std::string text(name(knowable.answer));
    for (const std::string& person : knowable.people) text += " " + person;
    return text;
  }
  // Asks and learns, as the scribe does.
  std::string known(const Sighting& sighting) {
    const Knowable answer = oracle_.ask(sighting);
    oracle_.learn(sighting, answer);
    return said(answer);
  }
  Clues sign_in(std::optional<PersonIx> upn, const Guid& request) {
    Clues clues;
    clues.upn = upn;
    clues.request = clues.token = request;
    clues.some_partner = true;
    clues.teaches = Teaches::kSignIn;
    return clues;
  }
  Clues vault(Teaches what, PersonIx person) {
    Clues clues;
    clues.upn = person;
    clues.shared = 0;
    clues.teaches = what;
    return clues;
  }
  Clues shared_use() {
    Clues clues;
    clues.shared = 0;
    clues.some_partner = true;
    return clues;
  }

  GenerateOptions options_;
  World world_;
  Oracle oracle_;
  std::deque<Action> actions_;
};

TEST_F(OracleTest, AnObjectIdNamesAPersonOfTheExportAndNobodyElse) {
  Clues clues;
  clues.object = bob();
  EXPECT_EQ(known(by(bob(), kHourNs, clues)), "named " + upn(bob()));
  clues.object = stranger();
  EXPECT_EQ(known(by(stranger(), kHourNs, clues)),
            "unknown " + world_.people[stranger()].object.text());
}

TEST_F(OracleTest, ARequestIdTellsOnceThePartnersOwnCopyWasSeen) {
  const Guid request = world_.id("some request");
  EXPECT_EQ(known(by(alice(), kHourNs, sign_in(std::nullopt, request))), "unresolved");
  EXPECT_EQ(known(by(alice(), kHourNs + 1, sign_in(alice(), request))), "named " + upn(alice()));
  EXPECT_EQ(known(by(alice(), kHourNs + 2, sign_in(std::nullopt, request))),
            "named " + upn(alice()))
      << "a name alone teaches whose the token is";
  Clues copy = sign_in(alice(), request);
  copy.object = alice();
  EXPECT_EQ(known(by(alice(), kHourNs + 3, copy)), "named " + upn(alice()));
  Clues twin = sign_in(std::nullopt, request);
  twin.token.reset();
  EXPECT_EQ(known(by(alice(), kHourNs + 4, twin)), "named " + upn(alice()))
      << "an id whose the sign-in is";
}

TEST_F(OracleTest, ATokenOfAnUnnamedSignInTellsNothing) {
  Clues use;
  use.token = world_.id("a token");
  EXPECT_EQ(known(by(alice(), kHourNs, sign_in(std::nullopt, *use.token))), "unresolved");
  EXPECT_EQ(known(by(alice(), 2 * kHourNs, use)), "hidden");
}

TEST_F(OracleTest, TwoHoldersAreAmbiguousAndOneIsNamed) {
  EXPECT_EQ(known(by(alice(), kHourNs, shared_use())), "unresolved");
  known(by(alice(), 2 * kHourNs, vault(Teaches::kCheckOut, alice())));
  EXPECT_EQ(known(by(alice(), 3 * kHourNs, shared_use())), "named " + upn(alice()));
  known(by(bob(), 4 * kHourNs, vault(Teaches::kCheckOut, bob())));
  const Knowable both = oracle_.ask(by(bob(), 5 * kHourNs, shared_use()));
  EXPECT_EQ(name(both.answer), "ambiguous");
  EXPECT_EQ(both.people.size(), 2U);
  known(by(alice(), 6 * kHourNs, vault(Teaches::kCheckIn, alice())));
  EXPECT_EQ(known(by(bob(), 7 * kHourNs, shared_use())), "named " + upn(bob()));
  EXPECT_EQ(known(by(bob(), 17 * kHourNs, shared_use())), "unresolved")
      << "a loan ends after twelve hours";
}

// When evidence is about as old as it may be, or of the very second, either may be said.
TEST_F(OracleTest, AtTheEdgeOfAWindowNothingIsDemanded) {
  const auto at_edge = [&](TimeNs after) {
    const Knowable knowable = oracle_.ask(by(alice(), after, shared_use()));
    EXPECT_TRUE(knowable.by.empty());
    const auto paths = oracle_.paths(by(alice(), after, shared_use()), knowable, Family::kM365);
    EXPECT_NE(std::find(paths.begin(), paths.end(), "customer"), paths.end());
    return said(knowable) + (knowable.unsure ? ", perhaps" : "");
  };
  const TimeNs out = 2 * kHourNs;
  known(by(alice(), out, vault(Teaches::kCheckOut, alice())));
  EXPECT_EQ(at_edge(out + kSecondNs / 2), "unresolved " + upn(alice()) + ", perhaps");
  EXPECT_EQ(known(by(alice(), out + kSecondNs, shared_use())), "named " + upn(alice()));
  for (const TimeNs near : {-10 * kSecondNs, 10 * kSecondNs})
    EXPECT_EQ(at_edge(out + 12 * kHourNs + near), "unresolved " + upn(alice()) + ", perhaps");
  EXPECT_EQ(known(by(alice(), out + 12 * kHourNs + kMinuteNs, shared_use())), "unresolved");
}

TEST_F(OracleTest, EvidenceThatPointsAtSomebodyElseIsMisleading) {
  known(by(alice(), kHourNs, vault(Teaches::kCheckOut, alice())));
  EXPECT_EQ(known(by(bob(), 2 * kHourNs, shared_use())), "misled " + upn(alice()));
}

TEST_F(OracleTest, SureSignsThatDisagreeNameNobody) {
  Clues clues;
  clues.object = alice();
  clues.upn = bob();
  EXPECT_EQ(name(oracle_.ask(by(alice(), kHourNs, clues)).answer), "ambiguous");
}

TEST_F(OracleTest, AFailedSignInTellsWhoWasTriedAndNotWhoTried) {
  Clues clues = sign_in(bob(), world_.id("failed"));
  clues.failed = true;
  EXPECT_EQ(known(by(bob(), kHourNs, clues)), "tried " + upn(bob()));
}

TEST_F(OracleTest, ADeedOfPartnerCenterExplainsTheSameTargetWithinFiveMinutes) {
  Clues deed;
  deed.upn = alice();
  deed.deed = "reset_customer_user_password";
  deed.deed_target = "pat";
  deed.teaches = Teaches::kPartnerCenter;
  known(by(alice(), kHourNs, deed));
  Clues seen;
  seen.opaque = true;
  seen.deed = "reset_customer_user_password";
  seen.deed_target = "pat";
  EXPECT_EQ(known(by(alice(), kHourNs + 4 * kMinuteNs, seen)), "named " + upn(alice()));
  EXPECT_EQ(known(by(alice(), kHourNs + 5 * kMinuteNs, seen)), "unresolved " + upn(alice()));
  EXPECT_EQ(known(by(alice(), kHourNs + 6 * kMinuteNs, seen)), "hidden");
  seen.deed_target = "lou";
  EXPECT_EQ(known(by(alice(), kHourNs, seen)), "hidden");
}

TEST_F(OracleTest, ADamagedRecordIsNotAskedAbout) {
  Clues clues;
  clues.object = alice();
  Sighting sighting = by(alice(), kHourNs, clues);
  sighting.whole = false;
  EXPECT_EQ(known(sighting), "refused");
}

// A sign-in whose record bears another id than the person's teaches its session by the other copy
// alone; where that rests on a name which turns out to be somebody else's too, so does the session.
TEST_F(OracleTest, WhatRestsOnANamesakesNameIsTakenBack) {
  ASSERT_FALSE(world_.variants.set("technician-domain=customer"));
  const Guid request = world_.id("some request"), session = world_.id("some session");
  Clues unified = sign_in(std::nullopt, request);
  unified.object = alice();
  EXPECT_EQ(known(by(alice(), kHourNs, unified)), "named " + upn(alice()));
  Clues row = sign_in(alice(), request);
  row.session = session;
  row.other_id = row.states_home = true;
  EXPECT_EQ(known(by(alice(), kHourNs + 1, row)), "named " + upn(alice()));
  Clues use;
  use.session = session;
  EXPECT_EQ(known(by(alice(), kHourNs + 2, use)), "named " + upn(alice()));
  Clues namesake;
  namesake.states_home = true;
  Sighting seen = by(alice(), 2 * kHourNs, namesake);
  actions_.back().who = {WhoKind::kUser, 0};
  actions_.back().details["hex-of"] = upn(alice());
  EXPECT_EQ(known(seen), "nobody");
  EXPECT_EQ(known(by(alice(), 3 * kHourNs, use)), "hidden");
  Clues home = sign_in(std::nullopt, request);
  home.pair = alice();
  EXPECT_EQ(known(by(alice(), 4 * kHourNs, home)), "named " + upn(alice()));
  known(by(alice(), 4 * kHourNs + 1, row));
  EXPECT_EQ(known(by(alice(), 5 * kHourNs, use)), "named " + upn(alice()))
      << "the partner's own copy rests on no name";
}

class StaleDirectory : public OracleTest {
 protected:
  StaleDirectory() : OracleTest(kHourNs) {}
};

TEST_F(StaleDirectory, WhoCameAfterTheExportIsUnknown) {
  const PersonIx joiner = world_.staff(0).back();
  Clues clues;
  clues.object = joiner;
  EXPECT_EQ(known(by(joiner, 2 * kDayNs, clues)), "unknown " + world_.people[joiner].object.text());
}

}  // namespace
}  // namespace aobo::sim

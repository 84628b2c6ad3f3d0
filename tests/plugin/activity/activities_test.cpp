// Which records tell one activity: copies in other logs and forms do, deeds that look alike do not.
#include "plugin/activity/activities.h"

#include <fmt/format.h>

#include <map>

#include "plugin/base/limits.h"
#include "tests/support/days.h"

namespace aobo::test {
namespace {

class Deeds : public Days {
 protected:
  // "A1": the first record of the first activity; "A2" the second; "B1" …
  std::string part(const Record& record) {
    log(record);
    const Fingerprint& id = case_.activity.id;
    const auto known =
        names_.try_emplace({id.high, id.low}, static_cast<char>('A' + names_.size()));
    return fmt::format("{}{}", known.first->second, case_.activity.record);
  }
  std::string families() const {
    std::string text;
    for (const Family* family : case_.activity.families)
      text += (text.empty() ? "" : " ") + std::string(family->name);
    return text;
  }
  std::string news() const {
    std::string text;
    for (const ActivityFact fact : case_.activity.news)
      text += (text.empty() ? "" : " ") + std::string(name(fact));
    return text;
  }

  // A password that Alice gives to a user, as each of the two logs tells it.
  Record& reset(std::string_view id, TimeNs at, std::string_view correlation = "") {
    Record& r = act(id, at, "reset user password");
    r.actor.upn = r.actor.text;
    r.target_id = "7a000000-0000-4000-8000-000000000001";
    r.target_name = "pat@contoso.example";
    r.correlation = correlation;
    return r;
  }
  Record& copy(std::string_view id, TimeNs at, std::string_view correlation = "") {
    Record& r = reset(id, at, correlation);
    r.family = &family_named("m365.audit");
    r.workload = "AzureActiveDirectory";
    return r;
  }
  Record& azure(std::string_view id, TimeNs at, Outcome outcome, std::string_view form = "rest",
                std::string_view correlation = "c1") {
    Record& r = record(at, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/delete");
    r.id = id;
    r.form = form;
    r.outcome = outcome;
    r.correlation = correlation;
    r.resource = r.target_name = "/subscriptions/s/vm1";
    r.subscription = kSubscription;
    r.actor.upn = r.actor.text = "owner@fabrikam.example";
    return r;
  }

  std::map<std::pair<std::uint64_t, std::uint64_t>, char> names_;
};

TEST_F(Deeds, AChangeOfADirectoryAndItsCopyAreOne) {
  EXPECT_EQ(part(reset("e", kHr, "c")), "A1");
  EXPECT_EQ(families(), "entra.audit");
  EXPECT_EQ(part(copy("u", kHr + kMin, "C")), "A2") << "one correlation id, a minute apart";
  EXPECT_EQ(families(), "entra.audit m365.audit");
}

TEST_F(Deeds, ACopyMayComeFirst) {
  EXPECT_EQ(part(copy("u", kHr, "c")), "A1");
  EXPECT_EQ(part(reset("e", kHr + 1, "c")), "A2");
  EXPECT_EQ(families(), "m365.audit entra.audit");
}

TEST_F(Deeds, WithoutACorrelationIdWhoWhatWhomAndWhenTell) {
  EXPECT_EQ(part(reset("e", kHr, "c")), "A1");
  EXPECT_EQ(part(copy("u", kHr + 3 * kSecondNs)), "A2");
  EXPECT_EQ(part(copy("v", kHr + 3 * kSecondNs + 1)), "B1");
}

TEST_F(Deeds, WhatContradictsDoesNotJoin) {
  EXPECT_EQ(part(reset("e", kHr, "c")), "A1");
  EXPECT_EQ(part(copy("u", kHr, "another")), "B1") << "both have a correlation id";
  Record& failed = copy("v", kHr, "c");
  failed.outcome = Outcome::kFailure;
  EXPECT_EQ(part(failed), "C1") << "it ended otherwise";
  Record& whom = copy("w", kHr, "c");
  whom.target_id = "7a000000-0000-4000-8000-000000000002";
  EXPECT_EQ(part(whom), "D1") << "of somebody else";
  Record& what = copy("x", kHr, "c");
  what.operation = "update user";
  EXPECT_EQ(part(what), "E1") << "one request does several things";
  Record& elsewhere = copy("y", kHr, "c");
  elsewhere.tenant = elsewhere.log_tenant = kFabrikam;
  EXPECT_EQ(part(elsewhere), "F1") << "at another customer";
  Record& who = copy("z", kHr);
  who.actor.text = who.actor.upn = "user_2";
  EXPECT_EQ(part(who), "G1") << "by somebody else";
}

TEST_F(Deeds, TwoDeedsThatLookAlikeStayTwo) {
  EXPECT_EQ(part(reset("e1", kHr, "c")), "A1");
  EXPECT_EQ(part(reset("e2", kHr + kSecondNs, "c")), "B1") << "a log tells an activity once";
  EXPECT_EQ(part(copy("u1", kHr, "c")), "A2") << "nearest in time";
  EXPECT_EQ(part(copy("u2", kHr + kSecondNs, "c")), "B2");
  EXPECT_EQ(part(reset("e3", kHr + kMin)), "C1") << "a minute later, without any id";
  EXPECT_EQ(part(copy("u3", kHr + kMin)), "C2");
}

TEST_F(Deeds, CountsCountDeedsAndNotRecords) {
  const auto resets = [&] {
    for (const Counted& counted : case_.observed.counts) {
      if (counted.row == "person.operation" && counted.window == "1h")
        return fmt::format("{}{}", counted.value, counted.reached ? "!" : "");
    }
    return std::string("none");
  };
  log(reset("e1", kHr, "c1"));
  EXPECT_EQ(resets(), "1!");
  log(copy("u1", kHr, "c1"));
  EXPECT_EQ(resets(), "1") << "the copy counts nothing, and reaches nothing";
  log(reset("e2", kHr + kMin, "c2"));
  EXPECT_EQ(resets(), "2!");
  log(copy("u2", kHr + kMin, "c2"));
  EXPECT_EQ(resets(), "2");
}

TEST_F(Deeds, ASignInIsOneInTwoTenantsAndInTheUnifiedLog) {
  EXPECT_EQ(part(sign_in("s", kHr, kAlice, kContoso, kAdatum)), "A1");
  EXPECT_EQ(part(sign_in("s", kHr + kSecondNs, kAlice, kContoso, kContoso)), "A2");
  Record& logon = sign_in("s", kHr + 9 * kSecondNs);
  logon.family = &family_named("m365.audit");
  logon.operation = "userloggedin";
  EXPECT_EQ(part(logon), "A3");
  EXPECT_EQ(families(), "entra.signin m365.audit");
  EXPECT_EQ(part(sign_in("t", kHr + kSecondNs)), "B1") << "another request";
}

TEST_F(Deeds, TenantsThatGiveASignInOtherIdsShareItsCorrelationId) {
  Record& home = sign_in("s", kHr, kAlice, kContoso, kAdatum);
  home.correlation = "c";
  EXPECT_EQ(part(home), "A1");
  Record& there = sign_in("t", kHr + kSecondNs, kAlice, kContoso, kContoso);
  there.correlation = "c";
  EXPECT_EQ(part(there), "A2");
  Record& next = sign_in("v", kHr + kSecondNs, kAlice, kContoso, kContoso);
  next.correlation = "c";
  EXPECT_EQ(part(next), "B1") << "a further step of one logon is in the same log";
}

// Alice's record and Bob's, whatever id they share; a record that shows nobody joins either.
TEST_F(Deeds, RecordsThatNameTwoPeopleAreTwo) {
  Record& home = sign_in("s", kHr, kAlice, kContoso, kAdatum);
  home.correlation = "c";
  EXPECT_EQ(part(home), "A1");
  Record& there = sign_in("t", kHr + kSecondNs, kBob, kContoso, kContoso);
  there.correlation = "c";
  EXPECT_EQ(part(there), "B1") << "one correlation id, and two people";
  EXPECT_EQ(part(sign_in("u", 2 * kHr, kAlice, kContoso, kAdatum)), "C1");
  EXPECT_EQ(part(sign_in("u", 2 * kHr, kBob, kContoso, kContoso)), "D1") << "one request id";
  EXPECT_EQ(part(reset("e", 3 * kHr, "d")), "E1");
  EXPECT_EQ(part(technician(copy("f", 3 * kHr, "d"), kBob)), "F1") << "a client chose the id";
  Record& nobody = copy("g", 3 * kHr + kSecondNs, "d");
  nobody.actor = {};
  EXPECT_EQ(part(nobody), "E2");
}

// People whom no export knows.
TEST_F(Deeds, TwoGuestsAreTwoWhateverIdTheyShare) {
  const auto by = [](Record& record, std::string_view upn) -> Record& {
    record.actor = {};
    record.actor.type = ActorType::kUser;
    record.actor.text = record.actor.upn = upn;
    return record;
  };
  EXPECT_EQ(part(by(reset("e", kHr, "c"), "ada_home.example#EXT#@contoso.example")), "A1");
  EXPECT_EQ(part(by(copy("f", kHr, "c"), "ben_home.example#EXT#@contoso.example")), "B1");
  EXPECT_EQ(part(by(copy("g", kHr, "c"), "Ada@home.example")), "A2") << "another spelling";
  Record& of_id = by(reset("h", 2 * kHr, "d"), "ada_home.example#EXT#@contoso.example");
  of_id.actor.object = Guid{3, 70};
  EXPECT_EQ(part(of_id), "C1");
  Record& other = by(copy("i", 2 * kHr, "d"), "ada_home.example#EXT#@contoso.example");
  other.actor.object = Guid{3, 71};
  EXPECT_EQ(part(other), "D1") << "one name, and two ids";
  Record& renamed = by(copy("j", 2 * kHr, "d"), "ada.new@home.example");
  renamed.actor.object = Guid{3, 70};
  EXPECT_EQ(part(renamed), "C2") << "one id, and two names";
}

// Of an operation on Azure each form spells the caller in its own way.
TEST_F(Deeds, TwoGuestsOnAzureAreToldByTheirIds) {
  Record& begun = azure("a1", kHr, Outcome::kStarted);
  begun.actor.object = Guid{3, 70};
  EXPECT_EQ(part(begun), "A1");
  Record& by_another = azure("a2", kHr + kSecondNs, Outcome::kSuccess);
  by_another.actor.object = Guid{3, 71};
  EXPECT_EQ(part(by_another), "B1");
  Record& ended = azure("a3", kHr + kSecondNs, Outcome::kSuccess);
  ended.actor.object = Guid{3, 70};
  ended.actor.upn = "ada@home.example";
  EXPECT_EQ(part(ended), "A2");
}

// What stands in a customer's copy of a sign-in as the user's id may be the guest's there.
TEST_F(Deeds, AnIdThatMayBeAnyTenantsIsNobodysUnlessAnExportHasIt) {
  Record& home = sign_in("s", kHr, kAlice, kContoso, kAdatum);
  EXPECT_EQ(part(home), "A1");
  Record& guest = sign_in("s", kHr + kSecondNs, Guid{3, 77}, kContoso, kContoso);
  guest.actor.home_object_inferred = true;
  EXPECT_EQ(part(guest), "A2");
}

TEST_F(Deeds, AzureTellsTheBeginningTheAcceptanceAndTheEndInSeveralForms) {
  EXPECT_EQ(part(azure("a1", kHr, Outcome::kStarted)), "A1");
  EXPECT_EQ(part(azure("a2", kHr + kSecondNs, Outcome::kStarted)), "A2");
  EXPECT_EQ(part(azure("a3", kHr + 20 * kMin, Outcome::kSuccess)), "A3");
  EXPECT_EQ(part(azure("g", kHr + 20 * kMin, Outcome::kSuccess, "event-grid")), "A4");
  EXPECT_EQ(part(azure("b1", kHr + 21 * kMin, Outcome::kStarted)), "B1")
      << "whoever began again does it once more, whatever id they choose for it";
  EXPECT_EQ(part(azure("b2", kHr + 22 * kMin, Outcome::kSuccess)), "B2");
  EXPECT_EQ(part(azure("x", kHr + 22 * kMin, Outcome::kSuccess, "event-grid", "")), "C1")
      << "without a correlation id it cannot be told";
}

// Its beginning once more, of which a byte is damaged: the end finds the whole one.
TEST_F(Deeds, WhatShowsNeitherBeginningNorEndTakesNoPlaceInTheSameLog) {
  EXPECT_EQ(part(azure("a1", kHr, Outcome::kStarted)), "A1");
  EXPECT_EQ(part(azure("a2", kHr, Outcome::kNone)), "B1");
  EXPECT_EQ(part(azure("a3", kHr + kMin, Outcome::kSuccess)), "A2");
  EXPECT_EQ(part(azure("b1", 2 * kHr, Outcome::kNone, "rest", "c2")), "C1");
  EXPECT_EQ(part(azure("b2", 2 * kHr, Outcome::kStarted, "rest", "c2")), "D1");
  EXPECT_EQ(part(azure("b3", 2 * kHr + kMin, Outcome::kSuccess, "rest", "c2")), "D2");
}

TEST_F(Deeds, WhatARecordTellsFirstIsItsNews) {
  log(azure("a1", kHr, Outcome::kStarted));
  EXPECT_EQ(news(), "target");
  log(azure("a2", kHr + kSecondNs, Outcome::kSuccess));
  EXPECT_EQ(news(), "result");
  log(azure("g", kHr + kSecondNs, Outcome::kSuccess, "event-grid"));
  EXPECT_EQ(news(), "");
}

TEST_F(Deeds, WhatWasAskedForIsNewsWhereARecordFirstHoldsIt) {
  const auto with_body = [](Record& record) { record.parameters.push_back({"requestbody", "{}"}); };
  log(azure("a1", kHr, Outcome::kStarted));
  Record& end = azure("a2", kHr + kSecondNs, Outcome::kSuccess);
  with_body(end);
  log(end);
  EXPECT_EQ(news(), "result request") << "the end alone has it";
  Record& start = azure("b1", 2 * kHr, Outcome::kStarted, "rest", "c2");
  with_body(start);
  log(start);
  EXPECT_EQ(news(), "target request");
  Record& over = azure("b2", 2 * kHr + kSecondNs, Outcome::kSuccess, "rest", "c2");
  with_body(over);
  log(over);
  EXPECT_EQ(news(), "result") << "a rule about what was asked for has told of it at the start";
}

TEST_F(Deeds, WhatACopyTellsOtherwiseIsNewsOnceMore) {
  Record& home = sign_in("s", kHr, kAlice, kContoso, kAdatum);
  home.sign_in.mfa = "multiFactorAuthentication";
  home.sign_in.risk = "none";
  log(home);
  EXPECT_EQ(news(), "result partner house person sign-in factors");
  Record& there = sign_in("s", kHr, kAlice, kContoso, kContoso);
  there.sign_in.mfa = "singleFactorAuthentication";
  there.sign_in.risk = "high";
  log(there);
  EXPECT_EQ(news(), "factors risk") << "a rule about one factor, or about risk, must not miss it";
}

TEST_F(Deeds, WhatOnlySomeFormsOfASignInHaveIsNewsWhereverItComes) {
  log(sign_in("s", kHr, kAlice, kContoso, kAdatum));
  EXPECT_EQ(news(), "result partner house person sign-in");
  Record& whole = sign_in("s", kHr, kAlice, kContoso, kContoso);
  whole.sign_in.protocol = "deviceCode";
  whole.sign_in.agent = "agenticApp";
  whole.sign_in.key = "8d6b6f5e-0000-4000-8000-000000000001";
  whole.user_agent = "BAV2ROPC";
  log(whole);
  EXPECT_EQ(news(), "protocol user-agent agent key")
      << "rules ask for each, and Microsoft Graph 1.0 has none of the first three";
}

TEST_F(Deeds, ACopyThatNamesTheSamePersonIsNoNews) {
  log(reset("e", kHr, "c"));
  EXPECT_EQ(news(), "result partner house person target");
  log(copy("u", kHr, "c"));
  EXPECT_EQ(news(), "");
}

TEST_F(Deeds, AnApplicationIsToldByItsNameOrByItsId) {
  Record& by_name = reset("e", kHr, "c");
  by_name.app_name = "Partner Customer Delegated Administration";
  log(by_name);
  EXPECT_EQ(news(), "result partner house person target application");
  Record& by_id = copy("u", kHr, "c");
  by_id.app_id = "2832473f-ec63-45fb-976f-5d45a7d4bb91";
  log(by_id);
  EXPECT_EQ(news(), "") << "Entra's log has no id, the unified log's copy no name";
}

TEST_F(Deeds, OfTooManyRecordsOrTooManyAlikeTheRestIsApartAndCounted) {
  for (std::size_t i = 1; i <= limits::kRecordsPerActivity; ++i)
    EXPECT_EQ(part(azure(text(fmt::format("a{}", i)), kHr, Outcome::kStarted)),
              fmt::format("A{}", i));
  EXPECT_EQ(part(azure("b", kHr, Outcome::kStarted)), "B1");
  const auto evicted = [&] {
    Counters counters;
    stages_->publish(counters);
    return counters.activities_evicted.load();
  };
  EXPECT_EQ(part(reset("first", 2 * kHr, "c")), "C1");
  for (std::size_t i = 1; i < limits::kActivitiesPerLook; ++i)
    log(reset("e", 2 * kHr + static_cast<TimeNs>(i) * kMin, "c"));
  EXPECT_EQ(evicted(), 0U);
  log(reset("last", 3 * kHr, "c"));
  EXPECT_GT(evicted(), 0U);
  EXPECT_NE(part(copy("u", 2 * kHr, "c")), "C2") << "the first is not found by this look any more";
}

TEST_F(Deeds, OthersAreActivitiesOfTheirOwn) {
  Record& graph = record(kHr, kContoso, "graph.activity", "get /v1.0/me");
  graph.correlation = "c";
  graph.id = "g1";
  EXPECT_EQ(part(graph), "A1");
  graph.id = "g2";
  EXPECT_EQ(part(graph), "B1");
}

TEST_F(Deeds, AWayInAtACustomerIsNewOnceADay) {
  const auto way = [&](const Record& record) {
    log(record);
    const std::optional<bool>& first = case_.observed.firsts.way;
    return std::string(!first ? "none" : *first ? "first" : "again");
  };
  Record& failed = act("a", kHr);
  failed.outcome = Outcome::kFailure;
  EXPECT_EQ(way(failed), "none");
  EXPECT_EQ(way(act("b", kHr)), "first");
  EXPECT_EQ(way(act("c", 2 * kHr, "delete device", kBob)), "again");
  EXPECT_EQ(way(act("d", 2 * kHr, "update user", kAlice, kFabrikam)), "first") << "elsewhere";
  EXPECT_EQ(way(own_user("e", 3 * kHr, "update user")), "none");
  EXPECT_EQ(way(act("f", kDayNs - 1)), "again");
  Record& at_home = act("h", kDayNs);
  at_home.family = &family_named("partner.audit");
  EXPECT_EQ(way(at_home), "none") << "what Partner Center writes takes no first away";
  EXPECT_EQ(way(act("g", kDayNs)), "first");
}

TEST_F(Deeds, WhatFailedCountsAmongTheFailuresAlone) {
  const auto counts = [&] {
    std::string text;
    for (const Counted& counted : case_.observed.counts) {
      if (counted.window == "1h" && counted.row.starts_with("person."))
        text += fmt::format("{}={} ", counted.row.substr(7), counted.value);
    }
    return text;
  };
  Record& failed = act("a", kHr);
  failed.outcome = Outcome::kFailure;
  log(failed);
  EXPECT_EQ(counts(), "customers=0 actions=0 operation=0 countries=0 failures=1 ");
  log(act("b", kHr));
  EXPECT_EQ(counts(), "customers=1 actions=1 operation=1 countries=0 failures=1 ");
}

TEST_F(Deeds, AnActivityIsKnownAfterARestartAndHasTheSameName) {
  EXPECT_EQ(part(reset("e", kHr, "c")), "A1");
  restart();
  EXPECT_EQ(part(copy("u", kHr, "c")), "A2");
  fresh();
  EXPECT_EQ(part(reset("e", kHr, "c")), "A1") << "named by its first record, in every run";
}

TEST_F(Deeds, WhatIsTooOldOrTooManyIsForgottenAndTheLatterCounted) {
  activity_.kept = kHr;
  activity_.entries = 2;
  fresh();
  const auto evicted = [&] {
    Counters counters;
    stages_->publish(counters);
    return counters.activities_evicted.load();
  };
  EXPECT_EQ(part(reset("e", kHr, "c")), "A1");
  wait_until(2 * kHr + 1);
  EXPECT_EQ(part(copy("u", kHr, "c")), "B1") << "an hour is over";
  EXPECT_EQ(evicted(), 0U);
  EXPECT_EQ(part(reset("f", 3 * kHr, "d")), "C1");
  EXPECT_EQ(part(reset("g", 3 * kHr, "e")), "D1");
  EXPECT_EQ(part(reset("h", 3 * kHr, "f")), "E1");
  EXPECT_EQ(evicted(), 1U);
  EXPECT_EQ(part(copy("v", 3 * kHr, "d")), "F1");
}

}  // namespace
}  // namespace aobo::test

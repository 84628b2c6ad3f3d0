// Derived events, as stories: each kind comes when it should, not when it should not, right at the
// edge, with evidence that comes late, and after a restart; and never twice.
#include "tests/support/days.h"

namespace aobo::test {
namespace {

class SilentEntry : public Days {
 protected:
  SilentEntry() { collect(0); }
  // Contoso's log of what is done is collected.
  void collect(TimeNs at) { log(own_user("own", at, "update user")); }
};

TEST_F(SilentEntry, IsWithdrawnWhereADeedTurnsUpLater) {
  log(sign_in("s1", 0));
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 60m by Alice <alice@adatum.example> [s1]"});
  restart();
  log(act("a1", 30 * kMin));
  EXPECT_EQ(told(), Lines{"derived_withdrawn at 120m by Alice <alice@adatum.example> "
                          "[silent_entry:s1]"});
}

TEST_F(SilentEntry, ComesWhenNothingIsDoneWithinTheSpan) {
  only_ = "silent_entry";
  log(sign_in("s1", 0));
  wait_until(kHr - 1);
  EXPECT_EQ(told(), Lines{}) << "not before its time";
  wait_until(kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 60m by Alice <alice@adatum.example> [s1]"});
  EXPECT_EQ(last_.text(),
            "Alice <alice@adatum.example> entered Contoso and did nothing there that the logs show "
            "within 1 hour.");
  wait_until(5 * kHr);
  EXPECT_EQ(told(), Lines{}) << "never twice";
}

TEST_F(SilentEntry, ComesNotWhereSomethingIsDone) {
  only_ = "silent_entry";
  log(sign_in("s1", 0));
  log(act("a1", kHr - 1));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(SilentEntry, WhatIsDoneAtTheEndOfTheSpanOrElsewhereOrByAnotherDoesNotCount) {
  only_ = "silent_entry";
  log(sign_in("s1", 0));
  log(act("a1", kMin, "update user", kBob));
  log(act("a2", 2 * kMin, "update user", kAlice, kFabrikam));
  log(act("a3", kHr));
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 60m by Alice <alice@adatum.example> [s1]"});
}

TEST_F(SilentEntry, ADeedOfAnUnnamedActorWithThatTokenCounts) {
  only_ = "silent_entry";
  const Record& entry = sign_in("s1", 0);
  log(entry);
  Record& deed = record(kMin, kContoso, "graph.activity", "get /v1.0/users");
  deed.token = entry.request;
  deed.actor.text = "someone";
  deed.actor.delegated_admin = true;
  log(deed);
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(SilentEntry, EntriesInOneSilenceAreToldTogetherAndFailedOnesAreNone) {
  only_ = "silent_entry";
  log(sign_in("s1", 0));
  log(sign_in("s2", 30 * kMin));
  Record& failed = sign_in("s3", 31 * kMin, kBob);
  failed.outcome = Outcome::kFailure;
  log(failed);
  Record& interrupted = sign_in("s4", 32 * kMin, kBob);
  interrupted.outcome = Outcome::kInterruption;
  log(interrupted);
  wait_until(4 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 60m by Alice <alice@adatum.example> [s1,s2]"});
}

TEST_F(SilentEntry, ASignInThatIsToldLateIsExplainedByWhatWasDone) {
  only_ = "silent_entry";
  log(act("a1", 10 * kMin));
  wait_until(2 * kHr);
  log(sign_in("s1", 5 * kMin));
  wait_until(4 * kHr);
  EXPECT_EQ(told(), Lines{});
  log(sign_in("s2", 5 * kMin, kBob));
  wait_until(5 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 65m by Bob <bob@adatum.example> [s2]"})
      << "it became true then, and is told now";
}

TEST_F(SilentEntry, IsNotForgottenInARestart) {
  only_ = "silent_entry";
  log(sign_in("s1", 0));
  restart();
  wait_until(kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 60m by Alice <alice@adatum.example> [s1]"});
  restart();
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(SilentEntry, OfTooManyReportsTheOldestIsCounted) {
  const auto evicted = [&] {
    Counters counters;
    stages_->publish(counters);
    return counters.pending_evicted.load();
  };
  for (std::size_t i = 0; i < limits::kReported; ++i) {
    collect(static_cast<TimeNs>(i) * 2 * kHr);
    log(sign_in(text("s" + std::to_string(i)), static_cast<TimeNs>(i) * 2 * kHr));
  }
  wait_until(1000 * kHr);
  EXPECT_EQ(evicted(), 0U);
  collect(1001 * kHr);
  log(sign_in("last", 1001 * kHr));
  wait_until(1003 * kHr);
  EXPECT_EQ(evicted(), 1U);
  restart();
  EXPECT_EQ(evicted(), 1U);
}

// What is left of the person's other entries in that session is not forgotten with one of them.
TEST_F(SilentEntry, EachEntryOfASessionIsWithdrawnByWhatWasDoneInIt) {
  const auto enter = [&](std::string_view id, TimeNs at) {
    collect(at);
    Record& entry = sign_in(id, at);
    entry.session = text(Guid{9, 1}.text());
    log(entry);
  };
  const auto act_unnamed = [&](TimeNs at) {
    Record& deed = record(at, kContoso, "entra.audit", "update user");
    deed.session = text(Guid{9, 1}.text());
    deed.actor.text = "someone";
    log(deed);
  };
  enter("s1", 0);
  enter("s2", 2 * kHr);
  wait_until(4 * kHr);
  EXPECT_EQ(told(), (Lines{"silent_entry at 60m by Alice <alice@adatum.example> [s1]",
                           "silent_entry at 180m by Alice <alice@adatum.example> [s2]"}));
  act_unnamed(10 * kMin);
  act_unnamed(2 * kHr + 10 * kMin);
  EXPECT_EQ(told(), (Lines{"derived_withdrawn at 240m by Alice <alice@adatum.example> "
                           "[silent_entry:s1]",
                           "derived_withdrawn at 240m by Alice <alice@adatum.example> "
                           "[silent_entry:s2]"}));
}

TEST_F(SilentEntry, TheLatestEntryOfASessionIsWithdrawnThoughTheFirstReportOfItIsGone) {
  for (std::size_t i = 0; i <= limits::kReported; ++i) {
    const TimeNs at = static_cast<TimeNs>(i) * 2 * kHr;
    collect(at);
    Record& entry = sign_in(text("s" + std::to_string(i)), at);
    entry.session = text(Guid{9, 1}.text());
    log(entry);
  }
  wait_until(1000 * kHr);
  EXPECT_EQ(told().size(), limits::kReported + 1);
  Record& deed = record(limits::kReported * 2 * kHr + kMin, kContoso, "entra.audit", "update user");
  deed.session = text(Guid{9, 1}.text());
  deed.actor.text = "someone";
  log(deed);
  EXPECT_EQ(told(), Lines{"derived_withdrawn at 60000m by Alice <alice@adatum.example> "
                          "[silent_entry:s64]"});
}

// Each with a request and a session of its own, of which nothing may stay.
TEST_F(SilentEntry, FiftyThousandEntriesLeaveNoMoreThanFiveThousand) {
  behaviour_.pending = 2;
  identity_.evidence_entries = identity_.revisable_actions = 2;
  activity_.entries = 2;
  fresh();
  int i = 0;
  const auto state_after = [&](int entries) {
    for (; i < entries; ++i) {
      Record& entry = sign_in("s", i * kMin);
      const auto number = static_cast<std::uint64_t>(i);
      entry.request = Guid{8, number};
      entry.session = text(Guid{9, number}.text());
      log(entry);
      records_.clear();
      texts_.clear();
      told_.clear();
    }
    std::ostringstream out;
    Writer writer(out);
    stages_->save(writer);
    return out.str().size();
  };
  const std::size_t few = state_after(5'000);
  EXPECT_LT(state_after(50'000), few + few / 10);
  EXPECT_LT(few, 400'000U);
}

class ActionWithoutSignIn : public Days {
 protected:
  // Both logs of Contoso's sign-ins are collected.
  void collect_sign_ins() {
    log(sign_in("s0", 0, kBob));
    log(not_interactive(sign_in("n0", 0, kBob)));
  }
  static Record& not_interactive(Record& sign_in) {
    sign_in.kind = "non-interactive";
    return sign_in;
  }
};

TEST_F(ActionWithoutSignIn, ComesAfterTheGraceAndOnceInASpell) {
  only_ = "action_without_signin";
  collect_sign_ins();
  log(act("a1", kHr));
  log(act("a2", kHr + kMin));
  wait_until(kHr + 10 * kMin);
  EXPECT_EQ(told(), Lines{"action_without_signin at 70m by Alice <alice@adatum.example> [a1]"});
  log(act("a3", 3 * kHr));
  wait_until(5 * kHr);
  EXPECT_EQ(told(), Lines{});
  log(act("a4", kHr + 28 * kHr + 5 * kMin));
  wait_until(31 * kHr);
  EXPECT_EQ(told(), Lines{"action_without_signin at 1755m by Alice <alice@adatum.example> [a4]"});
}

TEST_F(ActionWithoutSignIn, ComesNotWhereThereIsOneOrWhereNoneAreCollected) {
  only_ = "action_without_signin";
  log(act("a0", 0));
  wait_until(kHr);
  EXPECT_EQ(told(), Lines{}) << "no sign-in log was ever seen";
  collect_sign_ins();
  log(sign_in("s1", kHr));
  log(act("a1", 2 * kHr));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(ActionWithoutSignIn, LooksBackSoFarAndNoFurther) {
  only_ = "action_without_signin";
  collect_sign_ins();
  log(sign_in("s1", 0));
  log(act("a1", 28 * kHr + 5 * kMin - 1));
  wait_until(28 * kHr + 6 * kMin);
  EXPECT_EQ(told(), Lines{});
  log(act("a2", 28 * kHr + 7 * kMin));
  wait_until(29 * kHr);
  EXPECT_EQ(told(), Lines{"action_without_signin at 1697m by Alice <alice@adatum.example> [a2]"});
}

TEST_F(ActionWithoutSignIn, OfOneKindOfSignInsTheLackOfOneSaysNothing) {
  only_ = "action_without_signin";
  log(sign_in("s1", 0));
  log(act("a1", 25 * kHr));
  wait_until(26 * kHr);
  EXPECT_EQ(told(), Lines{}) << "the session goes on by sign-ins that nobody collects";
  log(not_interactive(sign_in("n1", 27 * kHr, kBob)));
  restart();
  log(act("a2", 29 * kHr));
  wait_until(31 * kHr);
  EXPECT_EQ(told(), Lines{"action_without_signin at 1750m by Alice <alice@adatum.example> [a2]"});
}

TEST_F(ActionWithoutSignIn, ASignInThatComesWithinTheGraceExplains) {
  only_ = "action_without_signin";
  collect_sign_ins();
  log(act("a1", kHr));
  restart();
  log(sign_in("s1", kHr + 9 * kMin));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{});
}

using SignInWithoutTwin = Days;

TEST_F(SignInWithoutTwin, ComesWhereTheOtherLogHasComePastIt) {
  only_ = "signin_without_twin";
  log(sign_in("twin", 0, kBob, kContoso, kAdatum));
  log(sign_in("twin", 0, kBob, kContoso, kContoso));
  log(sign_in("s1", kHr, kAlice, kContoso, kContoso));
  log(sign_in("s2", kHr + kMin, kBob, kContoso, kAdatum));
  log(sign_in("s2", kHr + kMin, kBob, kContoso, kContoso));
  wait_until(2 * kHr - 1);
  EXPECT_EQ(told(), Lines{});
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{"signin_without_twin at 120m by Alice <alice@adatum.example> [s1]"});
  EXPECT_EQ(last_.text(),
            "The sign-in of Alice <alice@adatum.example> to Contoso stands in the customer's log "
            "only; the partner's, which "
            "is collected, does not hold it.");
}

TEST_F(SignInWithoutTwin, ComesNotWhereTheTwinComesLateOrTheOtherLogIsNotCollected) {
  only_ = "signin_without_twin";
  log(sign_in("s1", 0, kAlice, kContoso, kContoso));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{}) << "the partner's log is not collected";
  log(sign_in("s2", 4 * kHr, kAlice, kContoso, kContoso));
  restart();
  log(sign_in("s3", 4 * kHr + kMin, kBob, kContoso, kAdatum));
  log(sign_in("s3", 4 * kHr + kMin, kBob, kContoso, kContoso));
  log(sign_in("s2", 4 * kHr, kAlice, kContoso, kAdatum));
  wait_until(9 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(SignInWithoutTwin, TellsOfThePartnersSideToo) {
  only_ = "signin_without_twin";
  log(sign_in("s1", 0, kAlice, kContoso, kAdatum));
  log(sign_in("s2", kMin, kBob, kContoso, kContoso));
  log(sign_in("s2", kMin, kBob, kContoso, kAdatum));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{"signin_without_twin at 60m by Alice <alice@adatum.example> [s1]"});
}

TEST_F(SignInWithoutTwin, OfALogThatIsNotCollectedNothingIsMissed) {
  only_ = "signin_without_twin";
  log(sign_in("twin", 0, kAlice, kContoso, kAdatum));
  log(sign_in("twin", 0, kAlice, kContoso, kContoso));
  Record& silent = sign_in("s1", kHr, kAlice, kContoso, kContoso);
  silent.kind = "non-interactive";
  log(silent);
  log(sign_in("s2", 2 * kHr, kBob, kContoso, kAdatum));
  log(sign_in("s2", 2 * kHr, kBob, kContoso, kContoso));
  wait_until(4 * kHr);
  EXPECT_EQ(told(), Lines{}) << "the partner's sign-ins that are not interactive are not collected";
  for (const Guid& where : {kAdatum, kContoso}) {
    Record& half = sign_in("twin2", 5 * kHr, kBob, kContoso, where);
    half.kind = "non-interactive";
    log(half);
  }
  restart();
  silent.id = "s3";
  silent.request = Guid{8, 33};
  silent.time = kMonday + 5 * kHr - kMin;
  log(silent);
  wait_until(7 * kHr);
  EXPECT_EQ(told(), Lines{"signin_without_twin at 359m by Alice <alice@adatum.example> [s3]"})
      << "now they are";
}

class CheckOuts : public Days {
 protected:
  // Fabrikam's unified log is collected, which tells who signed in and what was done.
  CheckOuts() { collect(); }
  void collect() {
    Record& r = record(-kHr, kFabrikam, "m365.audit", "update user");
    r.actor.upn = r.actor.text = "pat@fabrikam.example";
    log(r);
  }
};

TEST_F(CheckOuts, UnusedIsToldWhenItIsOverByEveryClock) {
  only_ = "checkout_unused";
  log(vault("o1", 0, CheckOutAction::kOut));
  log(vault("i1", kHr, CheckOutAction::kIn));
  wait_until(kHr + 5 * kMin + kSecondNs - 1);
  EXPECT_EQ(told(), Lines{}) << "a use may follow, by a clock that is off";
  wait_until(kHr + 5 * kMin + kSecondNs);
  EXPECT_EQ(told(), Lines{"checkout_unused at 65m+ by Alice <alice@adatum.example> [o1,i1]"});
  log(vault("o2", 2 * kHr, CheckOutAction::kOut));
  restart();
  wait_until(14 * kHr + 5 * kMin - 1);
  EXPECT_EQ(told(), Lines{});
  wait_until(14 * kHr + 5 * kMin);
  EXPECT_EQ(told(), Lines{"checkout_unused at 845m by Alice <alice@adatum.example> [o2]"});
  log(vault("i2", 15 * kHr, CheckOutAction::kIn));
  EXPECT_EQ(told(), Lines{}) << "never twice";
}

TEST_F(CheckOuts, UsedOnesAreNotTold) {
  only_ = "checkout_unused";
  log(vault("o1", 0, CheckOutAction::kOut));
  log(shared("u1", kMin));
  log(vault("i1", kHr, CheckOutAction::kIn));
  wait_until(20 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(CheckOuts, AUseThatIsToldLateCountsUntilTheCheckIn) {
  only_ = "checkout_unused";
  log(vault("o1", 0, CheckOutAction::kOut));
  wait_until(2 * kHr);
  log(shared("u1", kMin));
  log(vault("i1", 3 * kHr, CheckOutAction::kIn));
  EXPECT_EQ(told(), Lines{});
}

TEST_F(CheckOuts, AUseThatIsReadBeforeItsCheckOutCounts) {
  only_ = "checkout_unused";
  log(shared("u1", kMin));
  wait_until(2 * kHr);
  log(vault("o1", 0, CheckOutAction::kOut));
  log(vault("i1", kHr, CheckOutAction::kIn));
  EXPECT_EQ(told(), Lines{});
}

TEST_F(CheckOuts, AUseInTheSecondOfTheCheckInIsAUse) {
  only_ = "checkout_unused";
  log(vault("o1", 0, CheckOutAction::kOut));
  log(vault("i1", kHr, CheckOutAction::kIn));
  log(shared("u1", kHr));
  wait_until(20 * kHr);
  EXPECT_EQ(told(), Lines{});
}

// Another password ends whatever is out, whoever set it. A check-in by somebody who had nothing out
// may have ended it or not.
TEST_F(CheckOuts, WhoEndsALoan) {
  struct Row {
    CheckOutAction action;
    std::string_view person;
    std::string answer, unused;
  };
  for (const Row& row : {
           Row{CheckOutAction::kIn, "alice@adatum.example", "unresolved ", "checkout_unused"},
           Row{CheckOutAction::kIn, "", "unresolved ", "checkout_unused"},
           Row{CheckOutAction::kRotated, "", "unresolved ", "checkout_unused"},
           Row{CheckOutAction::kRotated, "bob@adatum.example", "unresolved ", "checkout_unused"},
           Row{CheckOutAction::kIn, "bob@adatum.example", "ambiguous alice@adatum.example", ""},
           Row{CheckOutAction::kIn, "zoe@elsewhere.example", "ambiguous alice@adatum.example", ""},
           Row{CheckOutAction::kOther, "bob@adatum.example", "ambiguous alice@adatum.example", ""},
       }) {
    fresh();
    collect();
    only_ = "checkout_unused";
    last_ = {};
    log(vault("o1", 0, CheckOutAction::kOut));
    Record& end = vault("i1", kHr, row.action, row.person);
    log(end);
    log(shared("u1", 2 * kHr));
    const Subject answer = Subject::of(case_);
    EXPECT_EQ(fmt::format("{} {}", name(answer.confidence), fmt::join(answer.candidates, ", ")),
              row.answer)
        << static_cast<int>(row.action) << " " << row.person;
    wait_until(20 * kHr);
    const Lines unused = told();
    EXPECT_EQ(unused.empty() ? "" : unused.front().substr(0, unused.front().find(' ')), row.unused)
        << "beside a use that may be of the loan nobody is accused";
  }
}

TEST_F(CheckOuts, AUseThatTurnsUpLaterWithdrawsWhatWasSaid) {
  log(vault("o1", 0, CheckOutAction::kOut));
  log(vault("i1", kHr, CheckOutAction::kIn));
  wait_until(kHr + 6 * kMin);
  EXPECT_EQ(told(), Lines{"checkout_unused at 65m+ by Alice <alice@adatum.example> [o1,i1]"});
  only_ = "derived_withdrawn";
  log(shared("u1", kHr));
  EXPECT_EQ(told(), Lines{"derived_withdrawn at 66m by Alice <alice@adatum.example> "
                          "[checkout_unused:o1]"});
  EXPECT_EQ(last_.text(),
            "What was reported as checkout_unused:o1 does not hold: a use of the account within "
            "the loan has turned up.");
}

// A run with the customers' logs, and hours later one with the vault's.
TEST_F(CheckOuts, ASignInDoesNotConfirmItself) {
  Record& entry = shared("s1", 2 * kHr);
  entry.request = entry.token = Guid{8, 50};
  log(entry);
  Record& use = shared("a1", 2 * kHr + kMin);
  use.family = &family_named("entra.audit");
  use.token = Guid{8, 50};
  log(use);
  wait_until(10 * kHr);
  told();
  restart();
  log(vault("o1", 0, CheckOutAction::kOut));
  log(vault("i1", kHr, CheckOutAction::kIn));
  EXPECT_EQ(told(), Lines{"checkout_unused at 65m+ by Alice <alice@adatum.example> [o1,i1]"})
      << "somebody else may have taken it out next";
  wait_until(10 * kHr + behaviour_.checkout_grace);
  EXPECT_EQ(told(), Lines{"checkout_missing at 130m by admin@fabrikam.example [s1]"})
      << "and never that Alice had it, as it seemed half way through the vault's log";
}

TEST_F(CheckOuts, MissingIsToldAfterTheGraceOnceInASpell) {
  only_ = "checkout_missing";
  log(vault("o0", -10 * kHr, CheckOutAction::kOut));
  log(vault("i0", -9 * kHr, CheckOutAction::kIn));
  log(shared("u1", 0));
  log(shared("u2", 30 * kMin));
  EXPECT_EQ(told(), Lines{"checkout_missing at 10m by admin@fabrikam.example [u1]"});
  log(shared("u3", 80 * kMin));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{}) << "the same spell";
  log(shared("u4", 5 * kHr));
  restart();
  wait_until(5 * kHr + 10 * kMin);
  EXPECT_EQ(told(), Lines{"checkout_missing at 310m by admin@fabrikam.example [u4]"});
}

TEST_F(CheckOuts, MissingIsNotToldWhereOneIsOpenOrComesLateOrNoVaultIsCollected) {
  only_ = "checkout_missing";
  log(shared("u0", -kHr));
  wait_until(0);
  EXPECT_EQ(told(), Lines{}) << "no vault's log was seen";
  log(vault("o1", kMin, CheckOutAction::kOut));
  log(shared("u1", 2 * kMin));
  log(vault("i1", 3 * kMin, CheckOutAction::kIn));
  log(shared("u2", 3 * kMin));
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{}) << "the moment of the check-in still belongs to it";
  log(shared("u3", 3 * kHr));
  log(vault("o2", 3 * kHr - kMin, CheckOutAction::kOut, "bob@adatum.example"));
  wait_until(5 * kHr);
  EXPECT_EQ(told(), Lines{}) << "the vault told it late";
}

// A use that a loan seemed to cover, and the loan's end in a later run.
TEST_F(CheckOuts, MissingIsToldWhereTheEndOfTheLoanIsToldLater) {
  log(vault("o1", 0, CheckOutAction::kOut));
  Record& use = shared("u1", 4 * kHr);
  use.family = &family_named("entra.audit");
  use.operation = "update user";
  log(use);
  wait_until(4 * kHr + 20 * kMin);
  EXPECT_EQ(told(), Lines{}) << "Alice had it out";
  restart();
  log(vault("i1", kHr, CheckOutAction::kIn));
  EXPECT_EQ(told(), (Lines{"checkout_unused at 65m+ by Alice <alice@adatum.example> [o1,i1]",
                           "attribution_changed at 260m by admin@fabrikam.example [u1]"}))
      << "somebody else may have taken it out next";
  log(vault("o2", 6 * kHr, CheckOutAction::kOut, "bob@adatum.example"));
  EXPECT_EQ(told(), Lines{"checkout_missing at 250m by admin@fabrikam.example [u1]"});
}

// Done in a session that began when two people had it out, after both had given it back.
TEST_F(CheckOuts, MissingIsToldOfWhoeverMayHaveOpenedTheSession) {
  only_ = "checkout_missing";
  log(vault("o1", 0, CheckOutAction::kOut));
  log(vault("o2", kMin, CheckOutAction::kOut, "bob@adatum.example"));
  Record& entry = shared("s1", 2 * kMin);
  entry.request = entry.token = Guid{8, 50};
  log(entry);
  log(vault("r1", 3 * kMin, CheckOutAction::kRotated));
  Record& use = shared("u1", 30 * kMin);
  use.family = &family_named("entra.audit");
  use.operation = "update user";
  use.token = Guid{8, 50};
  log(use);
  wait_until(kHr);
  EXPECT_EQ(told(), Lines{"checkout_missing at 40m by one of alice@adatum.example, "
                          "bob@adatum.example [u1]"});
  EXPECT_EQ(last_.basis.subject.confidence, Confidence::kAmbiguous);
}

TEST_F(CheckOuts, ASilentEntryIsSpokenOfByTheLatestAnswer) {
  only_ = "silent_entry";
  log(vault("o1", 0, CheckOutAction::kOut));
  log(shared("u1", 4 * kHr));
  wait_until(4 * kHr + 20 * kMin);
  restart();
  log(vault("i1", kHr, CheckOutAction::kIn));
  wait_until(6 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 300m by admin@fabrikam.example [u1]"})
      << "that Alice had given it back was read before";
}

// Of whom nobody was named nothing is withdrawn, and nothing said anew, however often the answer
// changes.
TEST_F(CheckOuts, ASilentEntryOfNobodyIsSaidOnce) {
  log(shared("u1", 0));
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 60m by admin@fabrikam.example [u1]"});
  log(vault("o1", -7 * kMin, CheckOutAction::kOut));
  EXPECT_EQ(told(), Lines{"attribution_changed at 120m by Alice <alice@adatum.example> [u1]"});
  only_ = "silent_entry";
  log(vault("i1", -6 * kMin, CheckOutAction::kIn));
  log(vault("o2", -kSecondNs, CheckOutAction::kOut, "bob@adatum.example"));
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(last_.basis.subject.user_upn, "bob@adatum.example");
}

// It was missing whoever used it; the event of the person who is named no longer is withdrawn.
TEST_F(CheckOuts, MissingIsSaidAnewOfWhomIsNamedThen) {
  const auto at_home = [&](std::string_view id, TimeNs at, const Guid& person,
                           std::string_view upn) -> Record& {
    Record& r = record(at, kAdatum, "entra.signin", "sign-in activity");
    r.id = id;
    r.kind = "interactive";
    r.actor.upn = r.actor.text = upn;
    r.actor.object = person;
    r.address = parse_address("198.51.100.5");
    return r;
  };
  Record& silent = at_home("n0", -11 * kHr, kBob, "bob@adatum.example");
  silent.kind = "non-interactive";
  silent.address = parse_address("198.51.100.9");
  log(silent);
  log(vault("o0", -10 * kHr, CheckOutAction::kOut));
  log(vault("i0", -9 * kHr, CheckOutAction::kIn));
  log(at_home("s1", -kMin, kAlice, "alice@adatum.example"));
  Record& use = shared("u1", 0);
  use.family = &family_named("entra.audit");
  use.operation = "update user";
  use.address = parse_address("198.51.100.5");
  log(use);
  wait_until(kHr);
  only_ = "checkout_missing";
  told_.clear();
  EXPECT_EQ(event_id(last_), "checkout_missing:u1");
  EXPECT_EQ(last_.basis.subject.user_upn, "alice@adatum.example");
  only_ = {};
  restart();
  log(at_home("s2", -2 * kMin, kBob, "bob@adatum.example"));
  EXPECT_EQ(told(), (Lines{"attribution_changed at 60m by admin@fabrikam.example [u1]",
                           "derived_withdrawn at 60m by admin@fabrikam.example "
                           "[action_without_signin:u1]",
                           "derived_withdrawn at 60m by admin@fabrikam.example "
                           "[checkout_missing:u1]",
                           "checkout_missing at 60m by admin@fabrikam.example [u1]"}));
  EXPECT_EQ(event_id(last_), "checkout_missing:u1:anew-1");
  log(vault("o1", -kMin, CheckOutAction::kOut, "bob@adatum.example"));
  EXPECT_EQ(told().front(),
            "derived_withdrawn at 60m by admin@fabrikam.example [checkout_missing:u1:anew-1]")
      << "the later one is what a late check-out withdraws";
}

// ---- the end of a relationship that a partner's log tells later

class LateEnd : public Days {
 protected:
  Record& ended(TimeNs at, bool begun = false) {
    Record& r = record(
        at, kContoso, "partner.audit",
        begun ? "granular_admin_relationship_activated" : "granular_admin_relationship_terminated");
    r.partner = kAdatum;
    r.log_tenant = kAdatum;
    r.id = "end";
    r.actor.upn = r.actor.text = "bob@adatum.example";
    return r;
  }
};

TEST_F(LateEnd, IsAnOverrunOfTheLastDeedOfEach) {
  only_ = "relationship_overrun";
  log(act("a1", kHr, "reset user password"));
  log(act("a2", 2 * kHr, "reset user password"));
  log(act("b1", 2 * kHr, "reset user password", kBob));
  log(act("c1", 0, "reset user password", kCarol));
  wait_until(5 * kHr);
  restart();
  log(ended(30 * kMin));
  EXPECT_EQ(told(), (Lines{"relationship_overrun at 120m by Alice <alice@adatum.example> [a2]",
                           "relationship_overrun at 120m by Bob <bob@adatum.example> [b1]"}));
  log(act("a3", 6 * kHr, "reset user password"));
  EXPECT_EQ(told(), Lines{}) << "once for each";
}

TEST_F(LateEnd, IsNoneWhereItBeganAgainOrAnotherRightStood) {
  only_ = "relationship_overrun";
  log(act("a1", 2 * kHr, "reset user password"));
  log(ended(kHr, true));
  log(ended(30 * kMin));
  EXPECT_EQ(told(), Lines{});
}

class Relationships : public Days {
 protected:
  // A customer's own record that names the partner.
  Record& of_adatum(std::string_view id, TimeNs at, std::string_view operation) {
    Record& r = own_user(id, at, operation);
    r.target_id = text(kAdatum.text());
    return r;
  }
};

TEST_F(Relationships, OverrunIsToldOnceForAPersonAndAtOnce) {
  only_ = "relationship_overrun";
  log(act("a1", 10 * kDayNs - 1));
  EXPECT_EQ(told(), Lines{});
  log(act("a2", 10 * kDayNs));
  EXPECT_EQ(told(), Lines{"relationship_overrun at 14400m by Alice <alice@adatum.example> [a2]"});
  restart();
  log(act("a3", 10 * kDayNs + kHr));
  EXPECT_EQ(told(), Lines{});
  log(act("a4", 11 * kDayNs, "update user", kBob));
  EXPECT_EQ(told(), Lines{"relationship_overrun at 15840m by Bob <bob@adatum.example> [a4]"});
}

TEST_F(Relationships, OverrunFollowsWhatTheLogSaysOfTheEnd) {
  only_ = "relationship_overrun";
  Record& ended = record(kHr, kContoso, "partner.audit", "granular_admin_relationship_terminated");
  ended.log_tenant = kAdatum;
  ended.actor.upn = ended.actor.text = "bob@adatum.example";
  log(act("a1", 2 * kHr));
  EXPECT_EQ(told(), Lines{}) << "nobody has told of the end yet";
  log(ended);
  EXPECT_EQ(told(), Lines{"relationship_overrun at 120m by Alice <alice@adatum.example> [a1]"});
  log(act("b1", 3 * kHr, "update user", kBob));
  EXPECT_EQ(told(), Lines{"relationship_overrun at 180m by Bob <bob@adatum.example> [b1]"});
}

TEST_F(Relationships, AnOverrunIsWithdrawnWhereALaterRunTellsOfAnActivationBefore) {
  const auto told_by_partner = [&](TimeNs at, std::string_view operation) -> Record& {
    Record& r = record(at, kContoso, "partner.audit", operation);
    r.log_tenant = kAdatum;
    r.actor.upn = r.actor.text = "bob@adatum.example";
    return r;
  };
  log(told_by_partner(kHr, "granular_admin_relationship_terminated"));
  log(act("a1", 3 * kHr));
  only_ = "relationship_overrun";
  told_.clear();
  EXPECT_EQ(event_id(last_), "relationship_overrun:a1");
  restart();
  only_ = "derived_withdrawn";
  log(told_by_partner(4 * kHr, "granular_admin_relationship_activated"));
  EXPECT_EQ(told(), Lines{}) << "after the deed";
  log(told_by_partner(2 * kHr, "granular_admin_relationship_activated"));
  EXPECT_EQ(told(), Lines{"derived_withdrawn at 240m by Alice <alice@adatum.example> "
                          "[relationship_overrun:a1]"});
  EXPECT_EQ(last_.text(),
            "What was reported as relationship_overrun:a1 does not hold: by a later record it had "
            "begun again before.");
}

TEST_F(Relationships, DapThatReturnsIsToldOnceThoughBothLogsTellIt) {
  only_ = "dap_returned";
  log(of_adatum("r1", 0, "remove partner from company"));
  Record& approved = record(kDayNs, kContoso, "partner.audit", "dap_admin_relationship_approved");
  approved.id = "p1";
  approved.actor.upn = approved.actor.text = "bob@adatum.example";
  log(approved);
  EXPECT_EQ(told(), Lines{"dap_returned at 1440m by Bob <bob@adatum.example> [r1,p1]"});
  restart();
  log(of_adatum("c1", kDayNs + kMin, "add partner to company"));
  EXPECT_EQ(told(), Lines{});
  log(of_adatum("r2", 2 * kDayNs, "remove partner from company"));
  log(of_adatum("c2", 3 * kDayNs, "add partner to company"));
  EXPECT_EQ(told(), Lines{"dap_returned at 4320m by pat@contoso.example [r2,c2]"});
}

// Which came last nobody can tell; what is read first decides nothing.
TEST_F(Relationships, DapThatEndsAndBeginsWithinOneSecondMayBeBack) {
  only_ = "dap_returned";
  for (const bool end_first : {true, false}) {
    fresh();
    for (const bool end : {end_first, !end_first}) {
      log(end ? of_adatum("r1", kHr, "remove partner from company")
              : of_adatum("c1", kHr, "add partner to company"));
    }
    EXPECT_EQ(told(), Lines{"dap_returned at 60m by pat@contoso.example [r1,c1]"}) << end_first;
    EXPECT_EQ(last_.text(),
              "DAP may be back in Contoso: it was removed and given within one second, at "
              "2026-03-02T01:00:00Z, and which came last no log tells.");
    log(of_adatum("r2", kHr + kSecondNs / 5, "remove partner from company"));
    log(of_adatum("c2", kHr + kSecondNs / 2, "add partner to company"));
    EXPECT_EQ(told(), Lines{}) << "the other log's copies";
  }
  fresh();
  log(of_adatum("c1", kHr + 1, "add partner to company"));
  log(of_adatum("r1", kHr + 2, "remove partner from company"));
  EXPECT_EQ(told(), Lines{}) << "the order is known";
}

TEST_F(Relationships, DapThatComesForTheFirstTimeOrLongAfterIsNoReturn) {
  only_ = "dap_returned";
  log(of_adatum("c0", -kDayNs, "add partner to company"));
  EXPECT_EQ(told(), Lines{});
  log(of_adatum("r1", 0, "remove partner from company"));
  log(of_adatum("c1", 30 * kDayNs, "add partner to company"));
  EXPECT_EQ(told(), Lines{}) << "the span is over";
  fresh();
  log(of_adatum("r1", 0, "remove partner from company"));
  log(of_adatum("c1", 30 * kDayNs - 1, "add partner to company"));
  EXPECT_EQ(told().size(), 1U);
}

// One partner's ends and another's begins; or nobody says whose.
TEST_F(Relationships, DapOfAnotherPartnerOrOfNobodyKnownIsNoReturn) {
  only_ = "dap_returned";
  log(own_user("r1", 0, "remove partner from company"));
  log(of_adatum("c1", kHr, "add partner to company"));
  EXPECT_EQ(told(), Lines{}) << "it may have been another's that went";
  log(own_user("r2", 2 * kHr, "remove partner from company"));
  log(own_user("c2", 3 * kHr, "add partner to company"));
  EXPECT_EQ(told(), Lines{});
  Record& ended = record(4 * kHr, kContoso, "partner.audit", "dap_admin_relationship_terminated");
  ended.id = "p1";
  ended.partner = Guid{1, 9};
  ended.actor.upn = ended.actor.text = "bob@adatum.example";
  log(ended);
  log(of_adatum("c3", 5 * kHr, "add partner to company"));
  EXPECT_EQ(told(), Lines{}) << "a partner whom nobody knows is not the one whose person it names";
}

using Aobo = Days;

TEST_F(Aobo, RemovedAndAddedAreToldAtOnce) {
  log(assignment("d1", 0, false));
  EXPECT_EQ(told(), Lines{"aobo_removed at 0m by owner@fabrikam.example [d1]"});
  restart();
  log(assignment("w1", kMin, true));
  EXPECT_EQ(told(), Lines{"aobo_added at 1m by owner@fabrikam.example [w1]"});
}

TEST_F(Aobo, OtherPrincipalsFailuresAndBeginningsAreNot) {
  Record& other = assignment("d2", kMin, false, kStranger);
  other.target_principal_type = "User";
  log(other);
  Record& failed = assignment("d3", 2 * kMin, false);
  failed.outcome = Outcome::kFailure;
  log(failed);
  Record& begun = assignment("d4", 3 * kMin, false);
  begun.outcome = Outcome::kStarted;
  log(begun);
  wait_until(5 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(Aobo, WhoLosesALesserRoleOrOneWithinIsAnOwnerStill) {
  const char* within =
      "/subscriptions/s/resourceGroups/rg1/providers/Microsoft.Authorization/roleAssignments/y";
  log(assignment("d1", 0, false, kAdmins, kReader));
  log(assignment("d2", kMin, false, kAdmins, kOwner, within));
  wait_until(5 * kHr);
  EXPECT_EQ(told(), Lines{});
  log(assignment("w1", 6 * kHr, true, kAdmins, kOwner, within));
  EXPECT_EQ(last_.text(), "owner@fabrikam.example gave a partner's group (" + kAdmins.text() +
                              ") a role on resourcegroups/rg1 of subscription " +
                              kSubscription.text() + " of Fabrikam.");
}

using CreditAtRisk = Days;

TEST_F(CreditAtRisk, ARoleThatIsTakenTakesNoOtherWithIt) {
  constexpr Guid kContributor{0xb24988ac618042a0, 0xab8820f7382dd24c};
  log(assignment("d1", 0, false, kAdmins, kReader));
  EXPECT_EQ(name(case_.observed.credit.status), "safe") << "a reader earns nothing";
  log(assignment("w1", kMin, true, kAdmins, kContributor));
  log(assignment("d2", 2 * kMin, false, kAdmins, kContributor));
  EXPECT_EQ(name(case_.observed.credit.status), "safe") << "Owner stands";
  log(assignment("w2", 3 * kMin, true, kAdmins, kContributor));
  log(assignment("d3", 4 * kMin, false));
  EXPECT_EQ(name(case_.observed.credit.status), "safe") << "Contributor stands";
  log(assignment("d4", 5 * kMin, false, kAdmins, kContributor));
  EXPECT_EQ(name(case_.observed.credit.status), "at_risk");
}

TEST_F(CreditAtRisk, ComesWhenTheLastAccessIsGoneAndNoneTookItsPlace) {
  only_ = "credit_at_risk";
  log(assignment("d1", 0, false));
  EXPECT_EQ(name(case_.observed.credit.status), "at_risk");
  EXPECT_EQ(case_.observed.credit.remaining, Lines{});
  wait_until(kHr - 1);
  EXPECT_EQ(told(), Lines{});
  restart();
  wait_until(kHr);
  EXPECT_EQ(told(), Lines{"credit_at_risk at 60m by owner@fabrikam.example [d1]"});
  wait_until(30 * kHr);
  EXPECT_EQ(told(), Lines{}) << "never twice";
}

TEST_F(CreditAtRisk, ASwapRaisesNoAlarmInEitherOrder) {
  only_ = "credit_at_risk";
  const auto delegation = [&](std::string_view id, TimeNs at, bool added) -> Record& {
    Record& r = assignment(id, at, added, kAdatum);
    r.operation = added ? "microsoft.managedservices/registrationassignments/write"
                        : "microsoft.managedservices/registrationassignments/delete";
    r.target_principal_type = "ManagingTenant";
    return r;
  };
  log(assignment("d1", 0, false));
  log(delegation("l1", kHr - 1, true));
  EXPECT_EQ(name(case_.observed.credit.status), "safe");
  EXPECT_EQ(case_.observed.credit.remaining, Lines{"lighthouse Adatum"});
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{});
  log(delegation("l2", 4 * kHr, false));
  wait_until(6 * kHr);
  EXPECT_EQ(told(), Lines{"credit_at_risk at 300m by owner@fabrikam.example [l2]"});
  fresh();
  log(delegation("l1", 0, true));
  log(assignment("d1", kMin, false));
  EXPECT_EQ(name(case_.observed.credit.status), "safe");
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(CreditAtRisk, IsWithdrawnWhereWhatTookItsPlaceIsToldLate) {
  only_ = "credit_at_risk";
  log(assignment("d1", 0, false));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{"credit_at_risk at 60m by owner@fabrikam.example [d1]"});
  restart();
  only_ = kDerivedWithdrawn;
  log(assignment("w1", 2 * kHr, true));
  EXPECT_EQ(told(), Lines{}) << "after the grace";
  log(assignment("w2", 30 * kMin, true));
  EXPECT_EQ(told(),
            Lines{"derived_withdrawn at 180m by owner@fabrikam.example [credit_at_risk:d1]"});
  EXPECT_EQ(last_.text(),
            "What was reported as credit_at_risk:d1 does not hold: another access took its place "
            "within the grace.");
}

TEST_F(CreditAtRisk, ARoleThatEarnsNothingTakesNoPlaceAndANarrowScopeIsPartial) {
  only_ = "credit_at_risk";
  log(assignment("w1", 0, true, kAdmins, kReader));
  log(assignment("d1", kMin, false));
  EXPECT_EQ(name(case_.observed.credit.status), "at_risk");
  wait_until(2 * kHr);
  EXPECT_EQ(told().size(), 1U);
  log(assignment(
      "w2", 3 * kHr, true, kAdmins, kOwner,
      "/subscriptions/s/resourceGroups/rg1/providers/Microsoft.Authorization/roleAssignments/y"));
  EXPECT_EQ(name(case_.observed.credit.status), "partial");
  EXPECT_EQ(case_.observed.credit.remaining, Lines{"aobo Adatum /resourcegroups/rg1"});
}

TEST_F(CreditAtRisk, AfterADayItIsLostAndOfAnUnknownSubscriptionNothingIsSaid) {
  log(assignment("d1", 0, false));
  Record& elsewhere = assignment("d2", kMin, false);
  elsewhere.subscription = kOtherSubscription;
  log(elsewhere);
  EXPECT_EQ(name(case_.observed.credit.status), "unknown");
  log(assignment("d3", 24 * kHr, false));
  EXPECT_EQ(name(case_.observed.credit.status), "lost");
}

using Groups = Days;

TEST_F(Groups, GiveRightsByThemselvesAndByThoseThatTheyAreIn) {
  constexpr Guid kOperators{4, 9};
  const auto change = [&](TimeNs at, const Guid& group, const Guid& member) {
    Record& r = record(at, kAdatum, "entra.audit", "add member to group");
    r.target_group = group;
    r.target_member = member;
    r.actor.upn = r.actor.text = "alice@adatum.example";
    log(r);
    return case_.observed.group_gives_rights;
  };
  EXPECT_EQ(change(0, kHelpdesk, kStranger), true) << "GDAP's";
  EXPECT_EQ(change(kMin, kAdmins, kStranger), true) << "the foreign principal";
  EXPECT_EQ(change(2 * kMin, kOperators, kStranger), false);
  EXPECT_EQ(change(3 * kMin, kAdmins, kOperators), true);
  EXPECT_EQ(change(4 * kMin, kOperators, kStranger), true) << "it is within AdminAgents now";
  log(own_user("u", 5 * kMin, "update user"));
  EXPECT_EQ(case_.observed.group_gives_rights, std::nullopt);
}

using CollectionGap = Days;

TEST_F(CollectionGap, ASilenceBeyondTheHabitIsToldOnceAndAtItsMoment) {
  behaviour_.gap_learning = kDayNs;
  fresh();
  only_ = "collection_gap";
  for (TimeNs at = 0; at <= 48 * kHr; at += 3 * kHr) log(own_user("c", at, "update user"));
  EXPECT_EQ(told(), Lines{});
  for (TimeNs at = 49 * kHr; at < 54 * kHr; at += kHr) wait_until(at);
  EXPECT_EQ(told(), Lines{}) << "twice the longest silence is not over";
  restart();
  wait_until(54 * kHr);
  EXPECT_EQ(told(), Lines{"collection_gap at 3240m by somebody [c]"});
  EXPECT_EQ(last_.text(),
            "The entra.audit log of Contoso is silent since 2026-03-04T00:00:00Z; the longest "
            "silence known of it was 3 hours.");
  wait_until(60 * kHr);
  EXPECT_EQ(told(), Lines{}) << "one silence, told once";
  log(own_user("c", 61 * kHr, "update user"));
  for (TimeNs at = 62 * kHr; at < 86 * kHr; at += kHr) wait_until(at);
  EXPECT_EQ(told(), Lines{}) << "by now thirteen hours are a habit";
  wait_until(87 * kHr);
  EXPECT_EQ(told(), Lines{"collection_gap at 5220m by somebody [c]"});
}

TEST_F(CollectionGap, NothingIsToldWhileTheHabitIsLearned) {
  behaviour_.gap_learning = 7 * kDayNs;
  fresh();
  only_ = "collection_gap";
  log(own_user("c", 0, "update user"));
  log(own_user("c", kHr, "update user"));
  wait_until(6 * kDayNs);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(CollectionGap, AFewRecordsAreNoHabit) {
  behaviour_.gap_learning = kHr;
  fresh();
  only_ = "collection_gap";
  for (TimeNs at = 0; at < 9 * kHr; at += kHr) log(own_user("c", at, "update user"));
  for (TimeNs at = 9 * kHr; at < 30 * kHr; at += kHr) wait_until(at);
  EXPECT_EQ(told(), Lines{});
}

// The log was not silent, it came late: what was said is withdrawn, and nothing is said of what
// is still to come.
TEST_F(CollectionGap, IsWithdrawnWhereRecordsOfThatTimeComeAfterAll) {
  behaviour_.gap_learning = kHr;
  fresh();
  only_ = "collection_gap";
  for (TimeNs at = 0; at <= 10 * kHr; at += kHr) log(own_user("c", at, "update user"));
  for (TimeNs at = 11 * kHr; at <= 60 * kHr; at += kHr) wait_until(at);
  EXPECT_EQ(told().size(), 1U);
  only_ = {};
  restart();
  for (TimeNs at = 11 * kHr; at <= 60 * kHr; at += kHr) log(own_user("late", at, "update user"));
  EXPECT_EQ(told(), Lines{"derived_withdrawn at 3600m by somebody [collection_gap:c]"});
  EXPECT_EQ(last_.text(),
            "What was reported as collection_gap:c does not hold: records of that time have come "
            "since.");
  for (TimeNs at = 61 * kHr; at <= 90 * kHr; at += kHr) {
    log(own_user("c", at, "update user"));
    wait_until(at);
  }
  EXPECT_EQ(told(), Lines{});
  for (TimeNs at = 91 * kHr; at <= 140 * kHr; at += kHr) wait_until(at);
  EXPECT_EQ(told().size(), 1U) << "its habit is what it was";
}

TEST_F(CollectionGap, ARecordThatComesLateEndsNoSilence) {
  behaviour_.gap_learning = kHr;
  fresh();
  only_ = "collection_gap";
  for (TimeNs at = 0; at <= 10 * kHr; at += kHr) log(own_user("c", at, "update user"));
  wait_until(11 * kHr);
  log(own_user("late", 30 * kMin, "update user"));
  wait_until(12 * kHr);
  EXPECT_EQ(told(), Lines{"collection_gap at 720m by somebody [c]"});
}

class NewUsers : public Days {
 protected:
  Record& about(Record& record, const Guid& user) {
    record.target_member = user;
    record.target_id = text(user.text());
    record.target_name = "new@contoso.example";
    return record;
  }
  Record& made_admin(std::string_view id, TimeNs at, const Guid& user) {
    Record& r = about(act(id, at, "add member to role"), user);
    r.role_id = kGlobalAdministrator;
    return r;
  }
};

TEST_F(NewUsers, APrivilegedRoleWithinTheSpanIsToldOnceThoughTwoLogsTellIt) {
  only_ = "user_created_and_privileged";
  log(about(act("c1", 0, "add user"), {7, 1}));
  restart();
  log(made_admin("g1", 24 * kHr - 1, {7, 1}));
  EXPECT_EQ(told(),
            Lines{"user_created_and_privileged at 1439m+ by Alice <alice@adatum.example> [c1,g1]"});
  Record& again = made_admin("g1-unified", 24 * kHr - 1, {7, 1});
  again.family = &family_named("m365.audit");
  log(again);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(NewUsers, NoPrivilegeOrNoNewUserOrTooLateIsNothing) {
  only_ = "user_created_and_privileged";
  log(about(act("c1", 0, "add user"), {7, 1}));
  Record& harmless = made_admin("g1", kHr, {7, 1});
  harmless.role_id = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";  // Directory Readers
  log(harmless);
  Record& old = made_admin("g2", kHr, {7, 2});
  old.target_name = "old@contoso.example";
  log(old);
  log(made_admin("g3", 24 * kHr, {7, 1}));
  Record& failed = made_admin("g4", 25 * kHr, {7, 1});
  failed.outcome = Outcome::kFailure;
  log(failed);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(NewUsers, CreatedAndDeletedIsToldAlsoByNameAlone) {
  only_ = "created_and_deleted";
  log(about(act("c1", 0, "add user"), {7, 1}));
  Record& gone = act("d1", 2 * kHr, "delete user", kBob);
  gone.target_name = "NEW@contoso.example";
  log(gone);
  EXPECT_EQ(told(), Lines{"created_and_deleted at 120m by Bob <bob@adatum.example> [c1,d1]"});
  EXPECT_EQ(last_.text(),
            "The user new@contoso.example of Contoso was created and 2 hours later deleted by "
            "Bob <bob@adatum.example>.");
  log(about(act("d2", 3 * kHr, "delete user"), {7, 1}));
  EXPECT_EQ(told(), Lines{}) << "never twice";
  fresh();
  log(about(act("c1", 0, "add user"), {7, 1}));
  log(about(act("d1", 24 * kHr, "delete user"), {7, 1}));
  EXPECT_EQ(told(), Lines{});
}

// What a customer calls a user is for him to say; it is not taken for the one who acted.
TEST_F(NewUsers, AUserWhoIsCalledLikeATechnicianIsNotTakenForHim) {
  only_ = "created_and_deleted";
  Record& created = about(act("c1", 0, "add user"), {7, 1});
  created.target_name = "Bob <bob@adatum.example>";
  created.tenant = created.log_tenant = kFabrikam;
  log(created);
  log(vault("o1", kMin, CheckOutAction::kOut, "bob@adatum.example"));
  Record& gone = about(shared("d1", kHr), {7, 1});
  gone.family = &family_named("entra.audit");
  gone.operation = "delete user";
  gone.target_name = created.target_name;
  log(gone);
  EXPECT_EQ(
      last_.text(),
      "The user 'Bob <bob@adatum.example>' of Fabrikam was created and 1 hour later deleted by "
      "Bob <bob@adatum.example>.");
  log(vault("i1", 30 * kMin, CheckOutAction::kIn, "bob@adatum.example"));
  log(vault("o2", 40 * kMin, CheckOutAction::kOut));
  told();
  EXPECT_EQ(
      last_.text(),
      "The user 'Bob <bob@adatum.example>' of Fabrikam was created and 1 hour later deleted by "
      "Alice <alice@adatum.example>.");
}

using AttributionChanged = Days;

TEST_F(AttributionChanged, TheTwinThatComesLateNamesTheEntryAndWhatWasDoneInIt) {
  only_ = kAttributionChanged;
  Record& entry = record(0, kContoso, "entra.signin", "sign-in activity");
  entry.id = "s1";
  entry.request = Guid{8, 1};
  entry.session = "00000000-0000-0005-0000-000000000001";
  entry.actor.text = "Adatum technician";
  entry.actor.home_tenant = kAdatum;
  entry.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  entry.actor.delegated_admin = true;
  log(entry);
  EXPECT_EQ(case_.attribution.confidence, Confidence::kUnresolved);
  Record& deed = record(kMin, kContoso, "entra.audit", "update user");
  deed.id = "a1";
  deed.session = entry.session;
  deed.actor.text = "Adatum technician";
  deed.actor.delegated_admin = true;
  log(deed);
  EXPECT_EQ(case_.attribution.confidence, Confidence::kUnresolved);
  restart();
  Record& twin = record(0, kContoso, "entra.signin", "sign-in activity");
  twin.id = "s1";
  twin.log_tenant = kAdatum;
  twin.request = Guid{8, 1};
  twin.actor.home_tenant = kAdatum;
  twin.actor.home_object = kAlice;
  twin.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  twin.actor.home_object_source = ProvingKey::kUserId;
  now_ = kMonday + 2 * kHr;
  log(twin);
  EXPECT_EQ(told(), (Lines{"attribution_changed at 120m by Alice <alice@adatum.example> [s1]",
                           "attribution_changed at 120m by Alice <alice@adatum.example> [a1]"}));
  ASSERT_TRUE(last_.before.has_value());
  EXPECT_EQ(last_.before->confidence, Confidence::kUnresolved);
  EXPECT_EQ(last_.basis.subject.method, "session");
  EXPECT_EQ(last_.text(),
            "What was told of a1 (update user) has changed: it was Adatum technician (unresolved); "
            "by what came since it is "
            "Alice <alice@adatum.example> (strong).");
  log(twin);
  EXPECT_EQ(told(), Lines{}) << "never twice";
}

TEST_F(AttributionChanged, TwoExactAnswersThatDifferBecomeAConflictAndNeverAName) {
  only_ = kAttributionChanged;
  log(sign_in("s1", 0));
  Record& twin = sign_in("s1", 0, kBob, kContoso, kAdatum);
  log(twin);
  EXPECT_EQ(case_.attribution.confidence, Confidence::kConflict);
  EXPECT_EQ(told(), Lines{"attribution_changed at 0m by one of alice@adatum.example, "
                          "bob@adatum.example [s1]"})
      << "neither is named, whichever came first";
}

TEST_F(AttributionChanged, ACheckOutThatIsToldLateNamesTheUse) {
  only_ = kAttributionChanged;
  log(shared("u1", kMin));
  log(vault("o1", 0, CheckOutAction::kOut));
  EXPECT_EQ(told(), Lines{"attribution_changed at 1m by Alice <alice@adatum.example> [u1]"});
  log(vault("o2", kMin, CheckOutAction::kOut, "bob@adatum.example"));
  EXPECT_EQ(
      told(),
      Lines{"attribution_changed at 1m by one of alice@adatum.example, bob@adatum.example [u1]"})
      << "two holders at once are ambiguous";
}

// Somebody else it was than the one of whom something was reported.
TEST_F(AttributionChanged, WhatWasReportedOfThePersonBeforeIsWithdrawn) {
  log(vault("o1", 0, CheckOutAction::kOut));
  Record& use = shared("u1", kMin);
  use.family = &family_named("entra.audit");
  use.operation = "delete user";
  use.target_id = "00000000-0000-0000-0000-0000000000aa";
  Record& made = own_user("c1", 0, "add user", kFabrikam);
  made.target_id = use.target_id;
  log(made);
  log(use);
  EXPECT_EQ(told(), Lines{"created_and_deleted at 1m by Alice <alice@adatum.example> [c1,u1]"});
  log(vault("i1", kMin - kSecondNs, CheckOutAction::kIn));
  EXPECT_EQ(told(), (Lines{"attribution_changed at 1m by admin@fabrikam.example [u1]",
                           "derived_withdrawn at 1m by admin@fabrikam.example "
                           "[created_and_deleted:c1]",
                           "created_and_deleted at 1m by admin@fabrikam.example [c1,u1]"}))
      << "what holds of anybody is said anew";
  EXPECT_EQ(event_id(last_), "created_and_deleted:c1:anew-1");
  EXPECT_EQ(last_.text(),
            "The user '' of Fabrikam was created and 1 minute later deleted by "
            "admin@fabrikam.example.");
}

TEST_F(AttributionChanged, AnOwnUsersSignInStaysTheCustomersWhoeverBearsThatNameToo) {
  only_ = kAttributionChanged;
  Record& own = record(0, kContoso, "entra.signin", "sign-in activity");
  own.id = "s1";
  own.request = Guid{8, 71};
  own.actor = technician(own, kAlice).actor;
  own.actor.home_tenant.reset();
  own.actor.home_tenant_source = ProvingKey::kNone;
  own.actor.upn = "user_alice@contoso.example";
  own.sign_in.cross_tenant = "none";
  log(own);
  EXPECT_EQ(case_.attribution.path, Path::kCustomer);
  Record& entered = sign_in("s2", kMin);
  entered.actor.upn = "user_alice@contoso.example";
  entered.sign_in.cross_tenant = "serviceProvider";
  log(entered);
  EXPECT_EQ(case_.attribution.confidence, Confidence::kExact);
  EXPECT_EQ(told(), Lines{}) << "it said itself where its home is";
}

TEST_F(AttributionChanged, AnApplicationIsWhoseItsLaterSignInSays) {
  only_ = kAttributionChanged;
  log(done_by_application("a1", 0));
  EXPECT_EQ(case_.attribution.path, Path::kUnknown);
  Record& entered = unnamed_application(kHr, "entra.signin", "sign-in activity");
  entered.actor.app_owner = kAdatum;
  entered.app_id = "33333333-3333-4333-8333-333333333333";
  log(entered);
  EXPECT_EQ(told(), Lines{"attribution_changed at 60m by some tool [a1]"});
  EXPECT_EQ(last_.basis.subject.path, Path::kAutomation);
  EXPECT_EQ(last_.basis.subject.partner_tenant, kAdatum);
  EXPECT_EQ(last_.basis.subject.app_id, "33333333-3333-4333-8333-333333333333");
  EXPECT_EQ(last_.text(),
            "What was told of a1 (update user) has changed: it was nobody of a partner's; by what "
            "came since it is an application of Adatum.");
  log(entered);
  EXPECT_EQ(told(), Lines{}) << "never twice";
}

TEST_F(AttributionChanged, WhatIsTooOldIsLetBe) {
  only_ = kAttributionChanged;
  log(shared("u1", kMin));
  wait_until(3 * kDayNs + kMin + 1);
  log(vault("o1", 0, CheckOutAction::kOut));
  EXPECT_EQ(told(), Lines{});
}

}  // namespace
}  // namespace aobo::test

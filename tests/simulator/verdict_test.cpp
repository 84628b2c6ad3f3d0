// Verdicts: what the truth was, what was said, and what that is worth. One row each.
#include "simulator/judge/verdict.h"

#include <gtest/gtest.h>

#include "simulator/judge/activities.h"
#include "simulator/judge/tally.h"

namespace aobo::sim {
namespace {

Truth truth(Answer answer, std::vector<std::string> people = {}) {
  Truth t;
  t.record = "a main";
  t.file = "logs/x";
  t.family = "entra.audit";
  t.tenant = "t";
  t.person = "alice@adatum.example";
  t.person_id = "id of alice";
  t.paths = {"gdap", "unknown"};
  t.way = "gdap";
  t.knowable.answer = answer;
  t.knowable.people = std::move(people);
  return t;
}

Given said(std::string confidence, std::string upn = "", std::vector<std::string> candidates = {}) {
  Given g;
  g.family = "entra.audit";
  g.tenant = "t";
  g.path = "gdap";
  g.confidence = std::move(confidence);
  g.upn = std::move(upn);
  if (g.upn == "alice@adatum.example" || g.upn == "Alice@Adatum.example") g.user_id = "id of alice";
  g.candidates = std::move(candidates);
  return g;
}

const std::string kAlice = "alice@adatum.example", kBob = "bob@adatum.example";

TEST(Verdicts, OfNamesAndOfSilence) {
  struct Row {
    Truth truth;
    Given given;
    std::string_view verdict;
  };
  using enum Answer;
  Given unknown = said("unknown"), other_id = said("exact", kAlice);
  unknown.user_id = "id";
  other_id.user_id = "another holder of that name";
  for (const Row& row : {
           Row{truth(kNamed, {kAlice}), said("exact", kAlice), "right"},
           Row{truth(kNamed, {kAlice}), said("exact", "Alice@Adatum.example"), "right"},
           Row{truth(kNamed, {kAlice}), said("exact", kBob), "wrong"},
           Row{truth(kNamed, {kAlice}), other_id, "wrong"},
           Row{truth(kNamed, {kAlice}), said("unresolved"), "missed"},
           Row{truth(kNamed, {kAlice}), said("ambiguous", "", {kAlice, kBob}), "missed"},
           Row{truth(kAmbiguous, {kAlice, kBob}), said("ambiguous", "", {kAlice, kBob}),
               "ambiguous_right"},
           Row{truth(kAmbiguous, {kAlice, kBob}), said("ambiguous", "", {kBob}), "missed"},
           Row{truth(kAmbiguous, {kAlice, kBob}), said("strong", kAlice), "unfounded"},
           Row{truth(kAmbiguous, {kAlice, kBob}), said("strong", kBob), "wrong"},
           Row{truth(kUnknown, {"id"}), unknown, "unknown_right"},
           Row{truth(kUnknown, {"id"}), said("unresolved"), "missed"},
           Row{truth(kUnresolved), said("unresolved"), "open_right"},
           Row{truth(kUnresolved), said("weak", kAlice), "unfounded"},
           Row{truth(kHidden), said(""), "open_right"},
           Row{truth(kTried, {kBob}), said("weak", kBob), "open_right"},
           Row{truth(kTried, {kBob}), said("exact", kBob), "wrong"},
           Row{truth(kMisled, {kBob}), said("strong", kBob), "misled"},
           Row{truth(kMisled, {kBob}), said("strong", "carol@adatum.example"), "wrong"},
           Row{truth(kMisled, {kBob}), said("unresolved"), "misled"},
       }) {
    EXPECT_EQ(name(judge_answer(row.truth, row.given).verdict), row.verdict)
        << name(row.truth.knowable.answer) << ", said " << row.given.confidence << " "
        << row.given.upn;
  }
}

TEST(Verdicts, WhereNobodyOfAPartnersActedASuspicionIsUnfounded) {
  Truth nobody = truth(Answer::kNobody);
  nobody.person.clear();
  EXPECT_EQ(name(judge_answer(nobody, said("")).verdict), "nobody_right");
  EXPECT_EQ(name(judge_answer(nobody, said("unresolved")).verdict), "unfounded");
  EXPECT_EQ(name(judge_answer(nobody, said("exact", kBob)).verdict), "wrong");
}

TEST(Verdicts, WhatOnlyLaterRecordsTellMustBeToldInTheEnd) {
  Truth later = truth(Answer::kUnresolved);
  later.later = true;
  later.then.answer = Answer::kNamed;
  later.then.people = {kAlice};
  EXPECT_EQ(name(judge_answer(later, said("unresolved")).verdict), "open_right");
  EXPECT_EQ(name(judge_answer(later, said("strong", kAlice)).verdict), "unfounded");
  EXPECT_EQ(name(judge_final(later, said("strong", kAlice)).verdict), "right_later");
  EXPECT_EQ(name(judge_final(later, said("strong", kBob)).verdict), "wrong");
  const Judged silent = judge_final(later, said("unresolved"));
  EXPECT_EQ(name(silent.verdict), "missed");
  EXPECT_EQ(silent.why,
            "in the end: said unresolved; it was alice@adatum.example; knowable: named "
            "alice@adatum.example");
}

TEST(Verdicts, ATrueNameThatComesLateMayBeShownWhole) {
  Truth hidden = truth(Answer::kHidden);
  hidden.person_name = "Alice Archer";
  Given late = said("strong", kAlice);
  late.fields["user.name"] = "Alice Archer";
  EXPECT_EQ(name(judge_final(hidden, late).verdict), "right_later");
  late.fields["user.name"] = "Bob Baker";
  const Judged other = judge_final(hidden, late);
  EXPECT_EQ(name(other.verdict), "wrong_field");
  EXPECT_EQ(other.why,
            "in the end: aobo.user.name is \"Bob Baker\", expected nothing or \"Alice Archer\"");
}

TEST(Verdicts, ARecordMisreadIsWorseThanItsName) {
  Given given = said("exact", kAlice);
  given.time = 5;
  const Judged judged = judge_answer(truth(Answer::kNamed, {kAlice}), given);
  EXPECT_EQ(name(judged.verdict), "misread");
  EXPECT_EQ(judged.why,
            "time is \"1970-01-01T00:00:00.000000005Z\", the record's is \"1970-01-01T00:00:00Z\"");
}

TEST(Verdicts, AnotherWayInIsAFailureOfItsOwn) {
  Given given = said("exact", kAlice);
  given.path = "lighthouse";
  const Judged judged = judge_answer(truth(Answer::kNamed, {kAlice}), given);
  EXPECT_EQ(name(judged.verdict), "wrong_path");
  EXPECT_EQ(judged.why, "said the way in is lighthouse; it can be gdap, unknown");
}

TEST(Verdicts, TheWorstDecidesAndAllAreCounted) {
  Tally tally;
  const Truth named = truth(Answer::kNamed, {kAlice});
  for (const Given& given : {said("exact", kAlice), said("unresolved"), said("exact", kBob)}) {
    tally.add(named, given, judge_answer(named, given));
  }
  tally.add_unanswered(named);
  EXPECT_EQ(name(tally.worst()), "wrong");
  EXPECT_EQ(tally.answers(), 3U);
  EXPECT_EQ(
      tally.json(),
      "{\"answers\":3,\"right\":1,\"ambiguous_right\":0,\"unknown_right\":0,\"open_right\":0,"
      "\"nobody_right\":0,\"refused_right\":0,"
      "\"misled\":0,\"right_later\":0,\"copy_dropped\":0,\"wrong_field\":0,\"wrong_count\":0,"
      "\"split\":0,\"joined\":0,"
      "\"wrong_path\":0,\"wrong_policy\":0,"
      "\"derived_missed\":0,\"derived_unfounded\":0,"
      "\"missed\":1,\"misread\":0,\"unanswered\":1,\"extra\":0,\"unfounded\":0,\"accused\":0,"
      "\"wrong\":1,"
      "\"by family\":{\"entra.audit\":{\"right\":1,\"missed\":1,\"unanswered\":1,\"wrong\":1}},"
      "\"by way "
      "in\":{\"gdap\":{\"right\":1,\"missed\":1,\"unanswered\":1,\"wrong\":1}},\"failures\":["
      "{\"class\":\"wrong\",\"record\":\"a main\",\"file\":\"logs/x\",\"offset\":0,\"why\":\"said "
      "bob@adatum.example (exact, by ); it was "
      "alice@adatum.example; knowable: named alice@adatum.example\"},"
      "{\"class\":\"unanswered\",\"record\":\"a "
      "main\",\"file\":\"logs/x\",\"offset\":0,\"why\":\"the record is whole and got no answer\"},"
      "{\"class\":\"missed\",\"record\":\"a main\",\"file\":\"logs/x\",\"offset\":0,\"why\":\"said "
      "unresolved; it was alice@adatum.example; "
      "knowable: named alice@adatum.example\"}]}\n");
}

// A record of a deed that the plugin told to be a record of the activity of that id.
std::string told(OwnActivities& judge, const std::string& deed, const std::string& family,
                 const std::string& correlation, const std::string& id,
                 const std::string& record = "1", const std::string& person = "") {
  Truth t = truth(Answer::kNobody);
  t.shows_person = person;
  t.activity = deed;
  t.family = family;
  say(t.says, "operation", "reset user password");
  say(t.says, "correlation", correlation);
  Given g = said("");
  g.family = family;
  g.path.clear();
  t.paths.clear();
  g.fields = {{"operation", "reset user password"},
              {"correlation", correlation},
              {"activity.id", id},
              {"activity.record", record},
              {"activity.families", family}};
  judge.expect(t, 1, g);
  if (record != "1") g.fields["activity.families"] = g.expected["activity.families"];
  const Judged judged = judge_answer(t, g);
  return std::string(name(judged.verdict)) + (judged.why.empty() ? "" : ": " + judged.why);
}

TEST(Verdicts, ActivitiesAreJudgedBothWays) {
  OwnActivities judge;
  const std::string right =
      "nobody_right: said nobody of a partner's; it was alice@adatum.example; "
      "knowable: nobody nobody";
  EXPECT_EQ(told(judge, "a", "entra.audit", "c1", "1"), right);
  EXPECT_EQ(told(judge, "a", "m365.audit", "c1", "1", "2"), right);
  EXPECT_EQ(told(judge, "b", "entra.audit", "c2", "2"), right);
  EXPECT_EQ(told(judge, "b", "m365.audit", "c2", "3"),
            "split: aobo.activity.id is \"3\", expected \"2\"");
  EXPECT_EQ(told(judge, "c", "entra.audit", "c3", "2", "2"),
            "joined: aobo.activity.id is \"2\", expected \"an id of its own\"");
  EXPECT_EQ(told(judge, "b", "m365.audit", "", "4"), right)
      << "nothing shows that it is of the same deed";
  EXPECT_EQ(told(judge, "d", "entra.audit", "c4", "5", "2"),
            "wrong_field: aobo.activity.record is \"2\", expected \"1\"");
}

// Of one deed each of two records may name another person: nobody can tell then that it is one.
TEST(Verdicts, RecordsThatNameTwoPeopleMayNotBeJoined) {
  OwnActivities judge;
  const std::string right =
      "nobody_right: said nobody of a partner's; it was alice@adatum.example; "
      "knowable: nobody nobody";
  EXPECT_EQ(told(judge, "a", "entra.audit", "c1", "1", "1", "alice's id"), right);
  EXPECT_EQ(told(judge, "a", "m365.audit", "c1", "2", "1", "bob's id"), right);
  EXPECT_EQ(told(judge, "a", "m365.audit", "c1", "1", "2", "alice's id"), right);
  EXPECT_EQ(told(judge, "b", "entra.audit", "c2", "3", "1", "alice's id"), right);
  EXPECT_EQ(told(judge, "b", "m365.audit", "c2", "3", "2", "bob's id"),
            "joined: aobo.activity.id is \"3\", expected \"an id of its own\"");
}

}  // namespace
}  // namespace aobo::sim

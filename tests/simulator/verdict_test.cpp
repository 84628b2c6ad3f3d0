// Verdicts: what the truth was, what was said, and what that is worth. One row each.
#include "simulator/judge/verdict.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace aobo::sim

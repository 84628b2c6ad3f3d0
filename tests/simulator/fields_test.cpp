// The judge asks every field: a row for each that the plugin has, and a wrong value in any of them
// is noticed.
#include "simulator/judge/fields.h"

#include <algorithm>
#include <set>

#include "simulator/ask/evidence_origin.h"
#include "simulator/customer_report/texts.h"
#include "simulator/host/session.h"
#include "simulator/inspect/likeness.h"
#include "simulator/judge/raw.h"
#include "simulator/shrink/shrink.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"
#include "tests/support/worlds.h"

namespace aobo::sim {
namespace {

class FieldsTest : public test::TempFolderTest {};

TEST_F(FieldsTest, EachFieldOfThePluginHasARowAndEachRowIsAField) {
  const auto library = Library::load(test::kLibrary);
  ASSERT_TRUE(library) << library.error().message;
  const auto fields = read_fields(**library);
  ASSERT_TRUE(fields) << fields.error().message;
  std::set<std::string> plugins, judged;
  for (const FieldInfo& field : *fields) plugins.insert(field.name);
  for (const JudgedField& row : judged_fields()) {
    judged.insert("aobo." + std::string(row.name));
    EXPECT_EQ(row.how == How::kNot, !row.why.empty()) << row.name;
  }
  EXPECT_EQ(judged, plugins);
}

TEST_F(FieldsTest, OfEachKindOfEvidenceItIsKnownWhereItIsFrom) {
  const auto library = Library::load(test::kLibrary);
  ASSERT_TRUE(library) << library.error().message;
  const auto fields = read_fields(**library);
  ASSERT_TRUE(fields) << fields.error().message;
  const auto kinds = std::ranges::find(*fields, "aobo.evidence.kinds", &FieldInfo::name);
  ASSERT_NE(kinds, fields->end());
  std::vector<std::string> known;
  for (const EvidenceOrigin& row : evidence_origins()) known.emplace_back(row.kind);
  EXPECT_EQ(known, kinds->values);
}

// A report says every word that such a field can hold in plain ones.
TEST_F(FieldsTest, AReportHasPlainWordsForEveryLogWayAndDegreeOfSureness) {
  const auto library = Library::load(test::kLibrary);
  ASSERT_TRUE(library) << library.error().message;
  const auto fields = read_fields(**library);
  ASSERT_TRUE(fields) << fields.error().message;
  const auto words = [&](const char* field) {
    const auto found = std::ranges::find(*fields, field, &FieldInfo::name);
    if (found == fields->end()) return std::set<std::string>();
    std::set<std::string> all(found->values.begin(), found->values.end());
    all.erase("aobo.derived");
    return all;
  };
  const auto of = [](const auto& rows) { return std::set<std::string>(rows.begin(), rows.end()); };
  EXPECT_EQ(of(kLogs), words("aobo.family"));
  EXPECT_EQ(of(kWays), words("aobo.path"));
  std::set<std::string> sure = words("aobo.confidence");
  sure.insert("none");  // what has no answer is counted with the answers
  EXPECT_EQ(of(kSure), sure);
  EXPECT_EQ(of(kStates), words("aobo.relationship.status"));
  EXPECT_EQ(of(kWhyOutside), words("aobo.policy.violations"));
  for (const std::string_view family : families_of_likeness())
    EXPECT_TRUE(words("aobo.family").contains(std::string(family))) << family;
  EXPECT_EQ(families_of_likeness().size() + 1, words("aobo.family").size())
      << "all but access.window, which is like any record that names somebody";
}

TEST_F(FieldsTest, TheJudgeNoticesEveryWrongValue) {
  const auto library = Library::load(test::kLibrary);
  ASSERT_TRUE(library) << library.error().message;
  ASSERT_TRUE(
      write_world(test::small_world(3, "all", "none"), nullptr, folder() + "/world", {}).ok());
  Sample sample;
  JudgeOptions options;
  options.sample = &sample;
  const auto judgement = judge_whole(folder() + "/world", **library, options);
  ASSERT_TRUE(judgement) << judgement.error().message;
  const JudgeScore score = mutated(sample, judgement->derived);
  EXPECT_TRUE(score.whole()) << score.text();
  for (const char* field :
       {"confidence", "candidates", "policy", "path", "derived: silent_entry", "was.confidence",
        "was.candidates", "last word: confidence", "last word: path", "last word: user.upn"})
    EXPECT_TRUE(score.fields.contains(field)) << field;
}

TEST(Fields, AFieldMayHoldWhatTheTruthAllowsAndNothingElse) {
  Truth truth;
  Given given;
  const auto why = [&] {
    std::string all;
    for (const Mismatch& one : mismatches(truth, given)) all += one.why() + "\n";
    return all;
  };
  EXPECT_EQ(why(), "");
  given.fields["operation"] = "set-mailbox";
  EXPECT_EQ(why(), "aobo.operation is \"set-mailbox\", expected nothing\n");
  say(truth.says, "operation", "set-mailbox");
  EXPECT_EQ(why(), "");
  say_one_of(truth.says, "policy.violations", {list_of({"time"}, {"role"})});
  EXPECT_EQ(why(),
            "aobo.policy.violations is nothing, expected \"all of (time) and any of (role)\"\n");
  given.fields["policy.violations"] = "role, time";
  EXPECT_EQ(why(), "");
  given.fields["policy.violations"] = "person, time";
  EXPECT_NE(why(), "");
  say_anything(truth.says, "policy.violations");
  EXPECT_EQ(why(), "");
  given.expected["person.actions[1h]"] = "2";
  EXPECT_EQ(why(), "aobo.person.actions[1h] is nothing, expected \"2\"\n");
}

TEST(Fields, WhatAValueStandsFor) {
  EXPECT_TRUE(is_such(begins_with("aobo:"), "aobo:1"));
  EXPECT_FALSE(is_such(begins_with("aobo:"), "dap:1"));
  EXPECT_TRUE(is_such(list_of({}, {"a"}), ""));
  EXPECT_FALSE(is_such(list_of({}, {"a"}), "b"));
  EXPECT_FALSE(is_such("a", "a"));
}

TEST(Fields, ARecordComesBackAsItWasWritten) {
  struct Row {
    const char *framing, *written, *shown;
    bool same;
  };
  for (const Row& row :
       {Row{"lines", "{ \"a\": 1 }", "{\"a\":1}", true},
        {"lines", "{\"a\":1}", "{\"a\":2}", false},
        {"wrapped", "{\"event\":{ \"a\": 1 },\"b\":2}", "{\"a\":1}", true},
        {"wrapped", "{\"event\":{\"original\":\"{ \\\"a\\\": 1 }\"}}", "{\"a\":1}", true},
        {"wrapped", "{\"event\":{\"a\":1}}", "{\"a\":2}", false},
        {"csv", "x,\"y, \"\"z\"\"\",", "{\"one\":\"x\",\"two\":\"y, \\\"z\\\"\"}", true},
        {"csv", "x,y", "{\"one\":\"x\"}", false},
        {"csv", "x;\"y, z\";", "{\"one\":\"x\",\"two\":\"y, z\"}", true},
        {"csv", "\"x\"\t\"y\"", "{\"one\":\"x\",\"two\":\"y\"}", true},
        {"csv", "x;y", "{\"one\":\"x\",\"two\":\"z\"}", false},
        {"wrapped", "{\"Body\":\"eyJhIjoxfQ==\"}", "{\"a\":1}", true},
        {"wrapped", "{\"Body\":\"eyJhIjoxfQ==\"}", "{\"a\":2}", false},
        {"wrapped", "{\"MESSAGE\":[123,34,97,34,58,49,125]}", "{\"a\":1}", true},
        {"text", "12:00 OUT acct=a by=b", "{\"account\":\"a\",\"person\":\"b\"}", true},
        {"text", "12:00 OUT acct=a by=b", "{\"account\":\"c\"}", false}}) {
    const SameRecord same = same_record(row.framing, row.written, row.shown);
    EXPECT_EQ(same.written == same.shown, row.same) << row.written << " and " << row.shown;
  }
}

}  // namespace
}  // namespace aobo::sim

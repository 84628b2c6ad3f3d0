// Slips of the tongue in conditions: each with the place that the error names and the answer in
// plain words, over the plugin's own fields.
#include "simulator/rules/condition_slips.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "simulator/host/session.h"
#include "simulator/rules/ruleset.h"
#include "tests/support/plugin_host.h"

namespace aobo::sim {
namespace {

class ConditionSlips : public ::testing::Test {
 protected:
  ConditionSlips()
      : library_(test::load_plugin()), fields_(*read_fields(*library_)), schema_(fields_, "aobo") {}

  // "column: what to do", the column within the condition.
  std::string answer(const std::string& condition) {
    const auto rules =
        RuleSet::of_texts({{"a.yaml", "- rule: r\n  desc: d\n  condition: >-\n    " + condition +
                                          "\n  output: o\n  priority: NOTICE\n  source: aobo\n"}},
                          schema_, {"aobo", AOBO_VERSION});
    if (rules->ok()) return "loads";
    const Diagnostic& error = rules->diagnostics().back();
    EXPECT_EQ(error.place.line, 4U) << condition;
    return fmt::format("{}: {}", error.place.column - 4, error.hint);
  }

  std::unique_ptr<Library> library_;
  std::vector<FieldInfo> fields_;
  Schema schema_;
};

TEST_F(ConditionSlips, WhetherSomethingHolds) {
  const std::string missing = ": each check has an operator and a value";
  EXPECT_EQ(answer("aobo.is_partner"), "15: write \"aobo.is_partner = true\"" + missing);
  EXPECT_EQ(answer("not aobo.is_partner"), "19: write \"not aobo.is_partner = true\"" + missing);
  EXPECT_EQ(answer("!aobo.is_partner"),
            "1: write \"not aobo.is_partner = true\" for !aobo.is_partner");
  EXPECT_EQ(answer("aobo.is_partner = true and !aobo.late = true"), "28: write \"not\" for !");
  EXPECT_EQ(answer("aobo.is_partner = True"),
            "19: it is true or false, in lower case: \"aobo.is_partner = true\"");
  EXPECT_EQ(answer("aobo.is_partner != 0"),
            "20: it is true or false, in lower case: \"aobo.is_partner = false\"");
  EXPECT_EQ(answer("aobo.is_partner is true"), "17: write \"=\" for is");
  EXPECT_EQ(answer("true"),
            "1: a word that stands alone is a macro's name, and no macro has this one; a check is "
            "a field, an operator and a value: \"aobo.is_partner = true\"");
}

TEST_F(ConditionSlips, WordsAndNumbers) {
  const std::string words =
      "words have no order; name those that you mean: \"aobo.confidence in (strong, exact)\"; it "
      "is one of: exact, strong, weak, ambiguous, conflict, unknown, unresolved";
  EXPECT_EQ(answer("aobo.confidence >= strong"), "20: " + words);
  EXPECT_EQ(answer("aobo.confidence > \"strong\""), "19: " + words);
  EXPECT_EQ(answer("aobo.operation > mail"),
            "18: aobo.operation is a text, and > compares numbers");
  EXPECT_EQ(answer("aobo.person.customers[1h] > five"),
            "29: a number stands here, in digits, such as 5");
  EXPECT_EQ(answer("aobo.person.customers[1h] = five"),
            "29: a number stands here, in digits, such as 5");
  EXPECT_EQ(answer("aobo.person.customers[1h] => 5"), "30: write \">=\" for =>");
  EXPECT_EQ(answer("aobo.user.upn <> alice"), "16: write != for <>");
  EXPECT_EQ(answer("aobo.person.customers(1h) > 5"),
            "22: an argument stands in brackets: aobo.person.customers[1h]");
  EXPECT_EQ(answer("aobo.ip in (10.0.0.0/8)"),
            "13: one address stands here, and no network; write \"aobo.ip.text startswith …\"");
}

TEST_F(ConditionSlips, SeveralValues) {
  EXPECT_EQ(answer("aobo.operation in [set-mailbox, new-inboxrule]"),
            "19: the values stand in parentheses: \"aobo.operation in (set-mailbox, "
            "new-inboxrule)\"");
  EXPECT_EQ(answer("aobo.operation in set-mailbox"),
            "22: the values stand in parentheses: \"aobo.operation in (set-mailbox)\"");
  EXPECT_EQ(answer("aobo.operation in (set-mailbox new-inboxrule)"),
            "32: commas stand between the values of a list: (a, b); a text with blanks stands in "
            "quotes");
  EXPECT_EQ(answer("aobo.operation in (a, b"),
            "23: the \"(\" of this list is not closed: a \")\" is missing");
  EXPECT_EQ(answer("aobo.operation = a, b"),
            "19: several values stand behind in, in parentheses: \"aobo.operation in (a, b)\"");
  EXPECT_EQ(answer("aobo.operation contains any (mail, rule)"),
            "29: for several values write \"aobo.operation contains anyof (…)\", or "
            "\"aobo.operation in (…)\"");
  EXPECT_EQ(answer("aobo.operation contains (mail, rule)"),
            "25: one value stands behind contains; for several write \"aobo.operation contains "
            "anyof (…)\"");
  EXPECT_EQ(answer("aobo.operation not in (a, b) and aobo.late = true"),
            "16: \"not\" stands before the field: \"not aobo.operation in (a, b)\"");
  EXPECT_EQ(answer("aobo.operation != a and != b"),
            "25: each check names its field: \"aobo.operation != b\"");
  EXPECT_EQ(answer("aobo.operation = add or remove"),
            "25: a word that stands alone is a macro's name, and no macro has this one; each check "
            "names its field: \"aobo.operation = remove\"");
  EXPECT_EQ(answer("aobo.operation = add-user or delete-user"),
            "36: each check names its field: \"aobo.operation = delete-user\"");
}

TEST_F(ConditionSlips, OperatorsOfOtherLanguages) {
  EXPECT_EQ(answer("aobo.operation === a"), "18: write one = : \"aobo.operation = a\"");
  EXPECT_EQ(answer("aobo.operation =~ mail"), "19: write \"regex\" for =~");
  EXPECT_EQ(answer("aobo.operation like mail"),
            "16: write \"aobo.operation glob …\" for like: * stands for any characters, ? for one");
  EXPECT_EQ(answer("aobo.operation starts with mail"), "16: write \"startswith\" for starts with");
  EXPECT_EQ(answer("aobo.operation IN (a)"), "16: write \"in\" for IN");
  EXPECT_EQ(answer("aobo.user.upn is null"),
            "15: write \"not aobo.user.upn exists\" for \"is null\"");
  EXPECT_EQ(answer("aobo.user.upn not exists"),
            "15: \"not\" stands before the field: \"not aobo.user.upn exists\"");
  EXPECT_EQ(answer("exists aobo.user.upn"),
            "8: the operator stands behind the field: \"aobo.user.upn exists\"");
  EXPECT_EQ(answer("aobo.candidates has alice"),
            "17: write \"aobo.candidates intersects (…)\": whether a list has one of these values");
  EXPECT_EQ(answer("aobo.is_partner = true & aobo.late = true"), "24: write \"and\" for &");
  EXPECT_EQ(answer("aobo.is_partner = true AND aobo.late = true"), "24: write \"and\" for AND");
  EXPECT_EQ(answer("NOT aobo.is_partner = true"), "5: write \"not\" for NOT");
  EXPECT_EQ(answer("aobo.is_partner = true, aobo.late = true"),
            "23: write \"and\" for the comma, or \"or\"");
  EXPECT_EQ(answer("aobo.is_partner = true aobo.late = true"),
            "24: write \"and\" or \"or\" between two checks");
  EXPECT_EQ(answer("if aobo.is_partner = true"),
            "4: take \"if\" out: a condition is what must hold");
  EXPECT_EQ(answer("aobo.is_partner = true then"),
            "24: take \"then\" out: a condition is what must hold, and no more");
  EXPECT_EQ(answer("aobo.is_partner = true and"), "26: a check is missing behind \"and\"");
}

TEST_F(ConditionSlips, QuotesSignsAndParentheses) {
  EXPECT_EQ(answer("aobo.customer.name = Contoso Ltd"),
            "30: write \"and\" or \"or\" before the next check; a text with blanks stands in "
            "quotes: \"Contoso Ltd\"");
  EXPECT_EQ(answer("aobo.operation = \"set-mailbox"),
            "18: the text that begins here has no closing quote");
  EXPECT_EQ(answer("%aobo.user.upn = alice"),
            "1: in a condition a field stands without %: aobo.user.upn");
  EXPECT_EQ(answer("\"aobo.user.upn\" = alice"), "1: a field stands without quotes: aobo.user.upn");
  EXPECT_EQ(answer("(aobo.late = true"),
            "17: a \"(\" before this is not closed: a \")\" is missing");
  EXPECT_EQ(answer("aobo.late = true)"), "17: no \"(\" is open here: take the \")\" out");
  EXPECT_EQ(answer("aobo.late = true // a remark"),
            "18: a condition has no comments; put them on lines of their own outside of it");
  EXPECT_EQ(answer("aobo.late == true"), "loads") << "Falco takes it";
}

}  // namespace
}  // namespace aobo::sim

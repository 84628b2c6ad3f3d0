// Rules files: items, appends, overrides, exceptions, lists and macros as Falco takes them, and
// what is said where it does not.
#include <gtest/gtest.h>

#include "tests/support/rule_texts.h"

namespace aobo {
namespace {

class Reader : public ::testing::Test, protected test::RuleTexts {};

TEST_F(Reader, AnErrorNamesFileLineColumnAndWhatToDo) {
  EXPECT_EQ(said(rule("e.name = x and e.nane = y")),
            "a.yaml:3:29: error LOAD_ERR_COMPILE_CONDITION: filter_check called with nonexistent "
            "field e.nane\n"
            "      condition: e.name = x and e.nane = y\n"
            "                                ^\n"
            "  did you mean e.name?\n");
  EXPECT_EQ(said(rule("e.name = x AND e.count = 5")),
            "a.yaml:3:25: error LOAD_ERR_COMPILE_CONDITION: unexpected token after 'x', expecting "
            "'or', 'and'\n"
            "      condition: e.name = x AND e.count = 5\n"
            "                            ^\n"
            "  write \"and\" for AND\n");
  EXPECT_EQ(said("- rule: r\n  desc: d\n  output: o\n  priority: NOTICE\n"),
            "a.yaml:1:3: error LOAD_ERR_YAML_VALIDATE: the rule has no key \"condition\"\n"
            "    - rule: r\n"
            "      ^\n"
            "  add condition: …\n");
  EXPECT_EQ(
      said("- rule: r\n  desc: d\n  condition: e.name exists\n  output: o\n  priority: HUGE\n  "
           "source: test\n"),
      "a.yaml:5:13: error LOAD_ERR_YAML_VALIDATE: Invalid priority \"HUGE\"\n"
      "      priority: HUGE\n"
      "                ^\n"
      "  expected Emergency, Alert, Critical, Error, Warning, Notice, Informational or Debug\n");
}

TEST_F(Reader, ABackslashIsShownAsItStandsInTheFileAndTheCaretBelowWhatIsMeant) {
  EXPECT_EQ(said(rule("e.name = 'g\\\\dap' and e.nane = y")),
            "a.yaml:3:36: error LOAD_ERR_COMPILE_CONDITION: filter_check called with nonexistent "
            "field e.nane\n"
            "      condition: e.name = 'g\\\\dap' and e.nane = y\n"
            "                                       ^\n"
            "  did you mean e.name?\n");
  EXPECT_EQ(
      said("- rule: r\n  output: \"a: \\q\"\n"),
      "a.yaml:2:15: error LOAD_ERR_YAML_PARSE: unknown escape character: q\n"
      "      output: \"a: \\q\"\n"
      "                  ^\n"
      "  in a text in double quotes a backslash begins an escape: write \\\\ for a backslash, "
      "or put the text in single quotes\n");
  EXPECT_EQ(said("- rule: \"\x1b[2J\\\\\"\n"),
            "a.yaml:1:3: error LOAD_ERR_YAML_VALIDATE: the rule has no key \"condition\"\n"
            "    - rule: \"\\x1b[2J\\\\\"\n"
            "      ^\n"
            "  add condition: …\n")
      << "forges nothing";
}

TEST_F(Reader, WhatIsNoListWhereOneBelongsIsAnErrorAtItsPlace) {
  EXPECT_NE(said("- required_plugin_versions:\n    name: test\n")
                .find("a.yaml:2:5: error LOAD_ERR_YAML_VALIDATE: \"required_plugin_versions\" of "
                      "the item is no list\n"
                      "        name: test\n"
                      "        ^\n"
                      "  expected [a, b, …]\n"),
            std::string::npos)
      << said("- required_plugin_versions:\n    name: test\n");
  EXPECT_NE(said("- required_plugin_versions:\n  - name: test\n    version: 1.1.9\n    "
                 "alternatives: {name: other}\n")
                .find("\"alternatives\" of the plugin requirement is no list"),
            std::string::npos);
}

TEST_F(Reader, ASlipIsToldInPlainWords) {
  const auto hint = [&](const std::string& text) {
    const sim::RuleSet& set = load({text});
    EXPECT_FALSE(set.ok()) << text;
    return set.ok() ? "" : set.diagnostics().back().hint;
  };
  EXPECT_EQ(hint(rule("e.name = x && e.count = 5")), "write \"and\" for &&");
  EXPECT_EQ(hint(rule("e.name = x OR e.count = 5")), "write \"or\" for OR");
  EXPECT_EQ(hint(rule("NOT e.name = x")), "write \"not\" for NOT");
  EXPECT_EQ(hint("- rule: r\n\tdesc: d\n"),
            "a tab stands in the indentation; YAML takes blanks alone");
  EXPECT_EQ(hint("- rule: r\n  output: %e.name did it\n"),
            "a text cannot begin with %: put it in quotes, or behind >- on lines of its own");
  EXPECT_EQ(hint("- rule: r\n  desc: Who: somebody\n"),
            "a text in which a colon and a blank stand needs quotes, or >- and lines of its own");
  EXPECT_EQ(hint("- rule: r\n  desc: d\n   output: o\n"),
            "this line does not stand in line with those above: keys of one item begin in the same "
            "column");
}

TEST_F(Reader, APlaceInAFoldedConditionIsWhereItWasWritten) {
  EXPECT_EQ(said("- rule: r\n  desc: d\n  condition: >\n    e.name exists and\n    e.count = "
                 "many\n  output: o\n  priority: NOTICE\n  source: test\n"),
            "a.yaml:5:15: error LOAD_ERR_COMPILE_CONDITION: many is not a valid number\n"
            "        e.count = many\n"
            "                  ^\n"
            "  a number stands here, in digits, such as 5\n");
}

TEST_F(Reader, WhatIsNotKnownIsSaidAndPassedOver) {
  EXPECT_EQ(said("- rule: r\n  desc: d\n  condition: e.name exists\n  output: o\n  priority: "
                 "NOTICE\n  source: test\n  colour: red\n- colours: []\n"),
            "a.yaml:7:3: warning LOAD_UNKNOWN_KEY: Unknown key 'colour'. The key will be "
            "ignored.\n"
            "      colour: red\n"
            "      ^\n"
            "a.yaml:8:3: warning LOAD_UNKNOWN_ITEM: unknown item; its first key is \"colours\"\n"
            "    - colours: []\n"
            "      ^\n"
            "  expected rule, macro, list, required_engine_version or required_plugin_versions\n");
  EXPECT_EQ(
      said(
          "- rule: r\n  desc: d\n  condition: proc.name exists\n  output: o\n  priority: NOTICE\n"),
      "a.yaml:1:3: warning LOAD_UNKNOWN_SOURCE: unknown source syscall, skipping\n"
      "    - rule: r\n"
      "      ^\n"
      "  of the rule r; rules of this plugin need source: test\n");
}

TEST_F(Reader, VersionsThatAreNotMetAreRefused) {
  EXPECT_EQ(said("- required_engine_version: 0.64.0\n"),
            "a.yaml:1:3: error LOAD_ERR_VALIDATE: Rules require engine version 0.64.0, but engine "
            "version is 0.63.0\n"
            "    - required_engine_version: 0.64.0\n"
            "      ^\n");
  speak(sim::FalcoVersion::k044);
  EXPECT_EQ(said("- required_engine_version: 0.63.0\n"),
            "a.yaml:1:3: error LOAD_ERR_VALIDATE: Rules require engine version 0.63.0, but engine "
            "version is 0.62.0\n"
            "    - required_engine_version: 0.63.0\n"
            "      ^\n");
  EXPECT_EQ(said("- required_engine_version: 62\n"), "");
  EXPECT_EQ(said("- required_plugin_versions:\n  - name: test\n    version: 1.3.0\n    "
                 "alternatives: [{name: other, version: 0.1.0}]\n"),
            "a.yaml:2:5: error LOAD_ERR_VALIDATE: Plugin requirement not satisfied, must load one "
            "of: test (>= 1.3.0), other (>= 0.1.0)\n"
            "      - name: test\n"
            "        ^\n"
            "  loaded is test 1.2.0\n");
  EXPECT_EQ(said("- required_plugin_versions:\n  - name: test\n    version: 1.1.9\n"), "");
}

TEST_F(Reader, ListsAreTextPutInPlaceOfTheirNames) {
  const std::string lists =
      "- list: one\n  items: [a, 'b c']\n- list: two\n  items: [one, d]\n- list: none\n  items: "
      "[]\n";
  EXPECT_EQ(condition({rule("e.name in (two)", lists)}), "e.name in (a, \"b c\", d)");
  EXPECT_EQ(condition({rule("e.name in (x, none, y)", lists)}), "e.name in (x, y)");
  EXPECT_EQ(condition({rule("e.name in (none)", lists)}), "e.name in ()");
  // Falco replaces the name inside quotes as well; this is one that makes the text end there.
  EXPECT_EQ(condition({rule("'e.name contains \"x one\"'", "- list: one\n  items: [a]\n")}),
            "e.name contains \"x one\"");
  EXPECT_EQ(condition({rule("'e.name contains \"x one y\"'", "- list: one\n  items: [a]\n")}),
            "e.name contains \"x a y\"");
}

TEST_F(Reader, AMacroSeesWhatWasDefinedBeforeItAndARuleAll) {
  EXPECT_EQ(condition({rule("late and e.count = 5", "", "r") +
                       "- macro: late\n  condition: e.name exists\n"}),
            "e.name exists and e.count = 5");
  EXPECT_EQ(
      said("- macro: m\n  condition: n\n- macro: n\n  condition: e.name exists\n" + rule("m")),
      "a.yaml:2:14: error LOAD_ERR_COMPILE_CONDITION: Undefined macro 'n' used in filter.\n"
      "      condition: n\n"
      "                 ^\n"
      "  a macro sees only those that are defined before it\n");
  // A macro that is appended to sees what was defined before that.
  EXPECT_EQ(
      condition({"- macro: m\n  condition: e.count = 1\n- macro: n\n  condition: e.name exists\n",
                 "- macro: m\n  condition: or n\n  override: {condition: append}\n" + rule("m")}),
      "e.count = 1 or e.name exists");
}

TEST_F(Reader, AnAppendIsTextSoThatAndBindsTighter) {
  EXPECT_EQ(
      condition({rule("e.count = 1 or e.count = 2"),
                 "- rule: r\n  condition: and e.name exists\n  override: {condition: append}\n"}),
      "e.count = 1 or (e.count = 2 and e.name exists)");
}

TEST_F(Reader, OverridesReplaceAndAreHeldToTheirEntries) {
  EXPECT_EQ(condition({rule("e.count = 1"),
                       "- rule: r\n  condition: e.count = 2\n  priority: ERROR\n  override: "
                       "{condition: replace, priority: replace}\n"}),
            "e.count = 2");
  EXPECT_EQ(condition({rule("e.count = 1"),
                       "- rule: r\n  enabled: false\n  override: {enabled: replace}\n"}),
            "no rule r");
  EXPECT_EQ(load({rule("e.count = 1"), "- rule: r\n  desc: x\n  override: {priority: replace}\n"})
                .rendered(),
            "b.yaml:3:14: error LOAD_ERR_VALIDATE: An override for 'priority' was specified but "
            "'priority' is not defined\n"
            "      override: {priority: replace}\n"
            "                 ^\n");
  EXPECT_EQ(load({"- rule: r\n  condition: x\n  override: {condition: replace}\n"}).rendered(),
            "a.yaml:1:3: error LOAD_ERR_VALIDATE: An 'override.<key>: replace' to a rule was "
            "requested but no rule by that name already exists\n"
            "    - rule: r\n"
            "      ^\n"
            "  there is no rule \"r\" before it; to change a shipped one name its folder before "
            "this file: rules mine.yaml\n");
  EXPECT_EQ(
      load({rule("e.count = 1"), "- rule: r\n  enabled: false\n  override: {enabled: append}\n"})
          .rendered(),
      "b.yaml:3:14: error LOAD_ERR_VALIDATE: the key 'enabled' cannot be overridden by \"append\"\n"
      "      override: {enabled: append}\n"
      "                 ^\n"
      "  append is for: condition output desc tags exceptions\n");
}

TEST_F(Reader, ExceptionsAreWhatMustNotHold) {
  const std::string base = rule("e.name exists or e.count = 1");
  EXPECT_EQ(
      condition({base + "  exceptions:\n  - name: x\n    fields: [e.name, e.count]\n    comps: "
                        "[startswith, =]\n    values: [[Set, 5], ['New thing', 6]]\n"}),
      "(e.name exists or e.count = 1) and not ((e.name startswith Set and e.count = 5) or (e.name "
      "startswith \"New thing\" and e.count = 6))");
  EXPECT_EQ(
      condition({base + "  exceptions:\n  - name: x\n    fields: e.name\n    values: [a, b]\n"}),
      "(e.name exists or e.count = 1) and not e.name in (a, b)");
  // An exception without values says nothing yet; an append may only add values.
  EXPECT_EQ(condition({base + "  exceptions:\n  - name: x\n    fields: [e.name]\n",
                       "- rule: r\n  exceptions:\n  - name: x\n    values: [[a]]\n  override: "
                       "{exceptions: append}\n"}),
            "(e.name exists or e.count = 1) and not e.name = a");
  EXPECT_EQ(load({base +
                  "  exceptions:\n  - name: x\n    fields: [e.name, e.count]\n    values: [[a]]\n"})
                .rendered(),
            "a.yaml:8:5: error LOAD_ERR_VALIDATE: Fields and values lists must have equal length\n"
            "      - name: x\n"
            "        ^\n"
            "  exception x has 2 fields, one of its values 1\n");
}

TEST_F(Reader, WhatFalcoWarnsOfIsAWarning) {
  EXPECT_EQ(
      said(rule("e.name = e.none", "- list: unused\n  items: [a]\n")),
      "a.yaml:5:23: warning LOAD_COMPILE_CONDITION: 'e.none' may be a valid field misused as a "
      "const string value\n"
      "      condition: e.name = e.none\n"
      "                          ^\n"
      "  to compare with the field's value write val(e.none)\n"
      "a.yaml:1:3: warning LOAD_UNUSED_LIST: List not referred to by any other rule/macro: unused\n"
      "    - list: unused\n"
      "      ^\n");
}

TEST_F(Reader, TheFirstRuleFiresAloneOrAllDo) {
  const std::string rules = rule("e.name exists", "", "one") + rule("e.count = 4", "", "two") +
                            rule("e.tags intersects (role)", "", "three");
  EXPECT_EQ(fired({rules}, {}), std::vector<std::string>{"one"});
  EXPECT_EQ(fired({rules}, {.all = true}), (std::vector<std::string>{"one", "three"}));
  EXPECT_EQ(fired({rules}, {.all = true, .least = sim::Priority::kError}),
            std::vector<std::string>{});
  EXPECT_EQ(fired({rules}, {.all = true, .rules = {"three"}}), std::vector<std::string>{"three"});
}

TEST_F(Reader, OutputsAreFormattedAsFalcoDoes) {
  event().text("e.forged", "x\n08:00:11: Emergency all is well");
  const std::pair<const char*, const char*> kOutputs[] = {
      {"%e.name by %e.none", "Set-Mailbox by <NA>"},
      {"%e.tags %e.partner %e.count", "(time,role) true 5"},
      {"%e.namefoo", "Set-Mailboxfoo"},  // the longest beginning that is a field
      {"[%5e.name][%13e.name]", "[Set-M][Set-Mailbox  ]"},
      {"%tolower(e.name)!", "set-mailbox!"},
      {"%len(e.tags)", "2"},
  };
  for (const auto& [text, printed] : kOutputs) EXPECT_EQ(output(text), printed) << text;
  EXPECT_EQ(output("%e.nope"),
            "a.yaml:6:13: error LOAD_ERR_COMPILE_OUTPUT: filter_check called with nonexistent "
            "field e.nope\n"
            "      output: '%e.nope'\n"
            "                ^\n"
            "  did you mean e.none?\n");
}

TEST_F(Reader, AFieldIsAskedForOnceWhateverTheNumberOfRules) {
  std::string rules;
  for (int i = 0; i < 40; ++i)
    rules +=
        rule("e.name = x" + std::to_string(i) + " or e.name exists", "", "r" + std::to_string(i));
  struct Counting : sim::FieldReader {
    explicit Counting(sim::FieldReader& of) : inner(of) {}
    void read(const sim::Column& column, std::size_t number, sim::Cell& into) override {
      ++asked;
      inner.read(column, number, into);
    }
    sim::FieldReader& inner;
    int asked = 0;
  } counting(event());
  const sim::RuleSet& set = load({rules});
  sim::Matcher matcher(set, counting, {.all = true});
  EXPECT_EQ(matcher.match().size(), 40U);
  EXPECT_EQ(counting.asked, 1);
  EXPECT_EQ(set.checks().size(), 41U);  // "e.name exists" stands once
}

}  // namespace
}  // namespace aobo

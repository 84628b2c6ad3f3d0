// Lints: each with one rule that it is about, whole text; off switches; and the shipped rules, of
// which there is nothing to say.
#include "simulator/rules/lints.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "plugin/base/text.h"
#include "simulator/rules/mutants.h"
#include "simulator/scenario/operation.h"
#include "tests/support/places.h"
#include "tests/support/plugin_host.h"

namespace aobo::sim {
namespace {

class Lints : public ::testing::Test {
 protected:
  Lints()
      : library_(test::load_plugin()), fields_(*read_fields(*library_)), schema_(fields_, "aobo") {}

  static std::string rule(const std::string& condition, const std::string& more = "",
                          const std::string& output = "o %aobo.actor",
                          const std::string& tags = "[T1199]") {
    return "- rule: r\n  desc: A description that says something\n  condition: " + condition +
           "\n  output: " + output + "\n  priority: NOTICE\n  source: aobo\n  tags: " + tags +
           "\n" + more;
  }
  std::string said(const std::string& text, std::set<std::string> off = {}) {
    const auto rules = RuleSet::of_texts({{"a.yaml", text}}, schema_, {"aobo", AOBO_VERSION});
    EXPECT_TRUE(rules->ok()) << rules->rendered();
    std::string all;
    for (const Diagnostic& d : lint(*rules, {std::move(off), count_windows()}))
      all += rules->files().render(d);
    return all;
  }

  std::unique_ptr<Library> library_;
  std::vector<FieldInfo> fields_;
  Schema schema_;
};

TEST_F(Lints, EachSaysWhatItFoundWhereAndWhatToDo) {
  EXPECT_EQ(said(rule("aobo.confidence = exatc")),
            "a.yaml:3:32: warning impossible-value: aobo.confidence is never \"exatc\"\n"
            "      condition: aobo.confidence = exatc\n"
            "                                   ^\n"
            "  it is one of: exact, strong, weak, ambiguous, conflict, unknown, unresolved\n");
  EXPECT_EQ(said(rule("aobo.person.customers[2h] > 5")),
            "a.yaml:3:14: warning unknown-window: aobo.person.customers has no window 2h\n"
            "      condition: aobo.person.customers[2h] > 5\n"
            "                 ^\n"
            "  counted are 10m, 1h, 24h; behaviour.windows of the plugin's configuration sets "
            "them, --window tells of others\n");
  EXPECT_EQ(
      said(rule("aobo.user.upn != alice@adatum.example")),
      "a.yaml:3:14: warning not-equal-missing: where aobo.user.upn has no value, != does not hold\n"
      "      condition: aobo.user.upn != alice@adatum.example\n"
      "                 ^\n"
      "  write \"not aobo.user.upn = alice@adatum.example\" to hold there as well, or add \"and "
      "aobo.user.upn exists\" to say that it need not\n");
  EXPECT_EQ(said(rule("tolower(aobo.candidates) intersects (a)")),
            "a.yaml:3:14: warning transformer-on-list: tolower of a list is like nothing in Falco\n"
            "      condition: tolower(aobo.candidates) intersects (a)\n"
            "                 ^\n"
            "  compare the list itself: aobo writes UPNs and its own words in lower case\n");
  EXPECT_EQ(said(rule("aobo.operation = \"Add member to role.\"")),
            "a.yaml:3:31: warning other-spelling: aobo.operation is never \"Add member to role.\"\n"
            "      condition: aobo.operation = \"Add member to role.\"\n"
            "                                  ^\n"
            "  its one spelling is \"add member to role\"\n");
  EXPECT_EQ(said(rule("aobo.operation = \"adding allowed assignable roles\"")),
            "a.yaml:3:14: warning several-names: this operation has a second name: \"add allowed "
            "assignable roles\"\n"
            "      condition: aobo.operation = \"adding allowed assignable roles\"\n"
            "                 ^\n"
            "  name both\n");
  EXPECT_EQ(said(rule("aobo.actor = UPN")),
            "a.yaml:3:27: warning placeholder: \"UPN\" looks like a placeholder\n"
            "      condition: aobo.actor = UPN\n"
            "                              ^\n"
            "  put the value in its place, or a list that others can fill\n");
  EXPECT_EQ(said(rule("aobo.resource pmatch (/a/*, /b/*)")),
            "a.yaml:3:14: warning pmatch-patterns: of several patterns in one pmatch Falco may "
            "pass over some\n"
            "      condition: aobo.resource pmatch (/a/*, /b/*)\n"
            "                 ^\n"
            "  write a pmatch for each, joined by or\n");
  EXPECT_EQ(said(rule("aobo.user.upn in (team)", "- list: team\n  items: []\n")),
            "a.yaml:1:3: warning never-fires: the condition can never hold: it needs something to "
            "be in an empty list\n"
            "    - rule: r\n"
            "      ^\n"
            "  fill the list, or take the part out\n");
  EXPECT_EQ(said(rule("aobo.actor exists", "", "something happened")),
            "a.yaml:1:3: warning nobody-named: the output does not say who\n"
            "    - rule: r\n"
            "      ^\n"
            "  put %aobo.user.name, %aobo.user.upn, %aobo.candidates or %aobo.actor into it\n");
  EXPECT_EQ(said(rule("aobo.actor exists", "", "o %aobo.actor", "[a]")),
            "a.yaml:1:3: warning no-technique: no ATT&CK technique among the tags\n"
            "    - rule: r\n"
            "      ^\n"
            "  add one, like T1098.003\n");
  EXPECT_EQ(said("- rule: r\n  desc: short\n  condition: aobo.actor exists\n  output: o "
                 "%aobo.actor\n  priority: NOTICE\n  source: aobo\n  tags: [T1199]\n"),
            "a.yaml:1:3: warning no-description: the description tells a reader nothing\n"
            "    - rule: r\n"
            "      ^\n"
            "  say what happened, why it matters and what to do, in a sentence or two\n");
  EXPECT_EQ(said("- list: mid\n  items: [x]\n" + rule("'aobo.actor contains \"a mid b\"'")),
            "a.yaml:5:38: warning list-name-in-quotes: Falco puts the list's items here, though it "
            "stands inside quotes\n"
            "      condition: 'aobo.actor contains \"a mid b\"'\n"
            "                                         ^\n"
            "  give the list another name; a prefix helps\n");
}

TEST_F(Lints, OneThatIsNotWantedIsSwitchedOff) {
  const std::string text = rule("aobo.confidence = exatc");
  EXPECT_EQ(said(text, {"impossible-value"}), "");
  EXPECT_EQ(said(rule("aobo.confidence = exatc  # lint: off impossible-value")), "");
  EXPECT_NE(said(rule("aobo.confidence = exatc  # lint: off placeholder")), "");
}

TEST_F(Lints, EachHasItsPage) {
  std::ifstream file(std::string(test::kSourceDir) + "/docs/lints.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  for (const LintRow& row : lint_rows())
    EXPECT_NE(page.find("## " + std::string(row.id) + "\n"), std::string::npos) << row.id;
}

// The words come from the plugin; its text for people tells each of them.
TEST_F(Lints, TheVocabularyIsThePluginsOwn) {
  std::set<std::string> closed;
  for (const FieldInfo& field : fields_) {
    if (field.values.empty()) continue;
    closed.insert(field.name);
    if (field.name == "aobo.was.confidence") continue;  // "of the same words"
    for (const std::string& value : field.values)
      EXPECT_NE(field.text.find(value), std::string::npos) << field.name << " " << value;
  }
  EXPECT_EQ(closed,
            (std::set<std::string>{
                "aobo.actor.type", "aobo.confidence", "aobo.credit", "aobo.derived", "aobo.family",
                "aobo.method", "aobo.partner.kind", "aobo.path", "aobo.policy",
                "aobo.policy.violations", "aobo.relationship.findings", "aobo.relationship.status",
                "aobo.relationship.type", "aobo.signin.mfa", "aobo.was.confidence"}));
}

// Both ways: worlds hold every family that the plugin reads, and no other.
TEST_F(Lints, TheFamiliesOfWorldsAreThePluginsOwn) {
  const SchemaField* family = schema_.find("aobo.family");
  ASSERT_NE(family, nullptr);
  std::multiset<std::string> read(family->info.values.begin(), family->info.values.end());
  EXPECT_EQ(read.erase("aobo.derived"), 1U);
  EXPECT_EQ(std::multiset<std::string>(family_names().begin(), family_names().end()), read);
}

TEST_F(Lints, OfTheShippedRulesThereIsNothingToSay) {
  const auto rules =
      RuleSet::load({std::string(test::kSourceDir) + "/rules"}, schema_, {"aobo", AOBO_VERSION});
  EXPECT_EQ(rules->rendered(), "");
  EXPECT_GE(rules->rules().size(), 100U);
  std::string all;
  for (const Diagnostic& d : lint(*rules, {{}, count_windows()})) all += rules->files().render(d);
  EXPECT_EQ(all, "");
  for (const ListItem& list : rules->model().lists)
    EXPECT_TRUE(list.name.starts_with("aobo_")) << list.name;
  for (const MacroItem& macro : rules->model().macros)
    EXPECT_TRUE(macro.name.starts_with("aobo_")) << macro.name;
}

// Every rules file asks for the plugin of its own release: the version of the top CMakeLists.txt.
TEST_F(Lints, TheShippedRulesAskForThisVersionOfThePlugin) {
  const auto rules =
      RuleSet::load({std::string(test::kSourceDir) + "/rules"}, schema_, {"aobo", AOBO_VERSION});
  std::set<std::string> asking;
  for (const PluginRequirement& requirement : rules->model().requirements) {
    ASSERT_EQ(requirement.any.size(), 1U);
    EXPECT_EQ(requirement.any.front().name, "aobo");
    EXPECT_EQ(requirement.any.front().version, AOBO_VERSION)
        << rules->files().shown(requirement.place);
    asking.insert(rules->files().name(requirement.place.file));
  }
  // Lists and macros without fields of the plugin need none.
  for (const RuleItem& rule : rules->model().rules)
    EXPECT_TRUE(asking.contains(rules->files().name(rule.file))) << rules->files().name(rule.file);
}

}  // namespace
}  // namespace aobo::sim

// Lints: each with one rule that it is about, whole text; off switches; and the shipped rules, of
// which there is nothing to say.
#include "simulator/rules/lints.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "plugin/base/published.h"
#include "plugin/base/text.h"
#include "simulator/host/session.h"
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
    for (const Diagnostic& d :
         lint(*rules, {std::move(off), count_windows(), {"reset user password", "set-mailbox"}}))
      all += rules->files().render(d);
    return all;
  }

  std::unique_ptr<Library> library_;
  std::vector<FieldInfo> fields_;
  Schema schema_;
};

TEST_F(Lints, WhatIsComparedAsItStandsIsToldOf) {
  const auto found = [&](const std::string& condition) {
    const std::string all = said(rule(condition));
    const std::size_t begin = all.find("warning stray-characters: ");
    if (begin == std::string::npos) return all;
    const std::size_t message = begin + std::string_view("warning stray-characters: ").size();
    const std::size_t hint = all.rfind("\n  ");
    return all.substr(message, all.find('\n', message) - message) + all.substr(hint + 1);
  };
  EXPECT_EQ(found("aobo.operation = *mail*"),
            "*mail* is compared with the * in it  write \"aobo.operation glob *mail*\"; behind in, "
            "one check for each\n");
  EXPECT_EQ(found("aobo.actor in (a, b*)"),
            "b* is compared with the * in it  write \"aobo.actor glob b*\"; behind in, one check "
            "for each\n");
  EXPECT_EQ(found("aobo.actor = %aobo.target.name"),
            "%aobo.target.name is compared as a text  to compare with the field's value write "
            "val(aobo.target.name)\n");
  EXPECT_EQ(found("aobo.operation = \u201cset-mailbox\u201d"),
            "\u201cset-mailbox\u201d is compared with the curved quotes in it  write straight "
            "ones: \" or '\n");
  EXPECT_EQ(found("aobo.actor = pat;"), "pat; is compared with the ; in it  take it off\n");
  EXPECT_EQ(found("aobo.actor = null"),
            "aobo.actor is compared with the text null  where there is no value: \"not aobo.actor "
            "exists\"\n");
  EXPECT_EQ(found("aobo.actor glob *mail* or aobo.actor = \"*\""), "") << "meant so";
}

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
            "  counted are 1m, 10m, 1h, 24h; behaviour.windows of the plugin's configuration sets "
            "them, --window tells of others\n");
  EXPECT_EQ(said(rule("aobo.derived = run_report and aobo.run[refusd] > 5")),
            "a.yaml:3:44: warning unknown-metric: aobo.run[refusd] never has a value\n"
            "      condition: aobo.derived = run_report and aobo.run[refusd] > 5\n"
            "                                               ^\n"
            "  did you mean refused?\n");
  EXPECT_EQ(said(rule("aobo.late != true and aobo.family != aobo.derived")), "") << "always there";
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
            "  put %aobo.who or %aobo.told into it\n");
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

// The first line of what is said, and the way out.
TEST_F(Lints, WhatHoldsForNothingIsSaidWhateverTheOperator) {
  const auto lines = [&](const std::string& condition, const std::string& more = "") {
    const std::string all = said(rule("'" + condition + "'", more));
    const std::size_t last = all.rfind("\n  ");
    return all.substr(0, all.find('\n')) + (last == std::string::npos ? "" : all.substr(last));
  };
  const std::string operations = "warning upper-case: aobo writes operations in lower case, and \"";
  EXPECT_EQ(lines("aobo.operation contains Delete"),
            "a.yaml:3:39: " + operations + "Delete\" fits none\n  write \"delete\"\n");
  EXPECT_EQ(lines("aobo.operation startswith \"Delete\""),
            "a.yaml:3:41: " + operations + "Delete\" fits none\n  write \"delete\"\n");
  EXPECT_EQ(lines("aobo.operation glob \"Delete *\""),
            "a.yaml:3:35: " + operations + "Delete *\" fits none\n  write \"delete *\"\n");
  EXPECT_EQ(lines("aobo.operation regex \"Delete.*\""),
            "a.yaml:3:36: " + operations + "Delete.*\" fits none\n  write \"delete.*\"\n");
  EXPECT_EQ(lines("aobo.result = Success"),
            "a.yaml:3:29: warning other-spelling: aobo.result is never \"Success\"\n  its one "
            "spelling is \"success\"\n");
  EXPECT_EQ(lines("aobo.result in (failed, denied)"),
            "a.yaml:3:31: warning other-spelling: aobo.result is never \"failed\"\n  its one "
            "spelling is \"failure\"\n");
  EXPECT_EQ(lines("aobo.result = sucess"),
            "a.yaml:3:29: warning misspelt-result: \"sucess\" is none of aobo's own results\n  did "
            "you mean \"success\"?\n");
  EXPECT_EQ(lines("aobo.result in (success, failure, started, timeout, partial, interruption)"),
            "");
  EXPECT_EQ(lines("aobo.result = Interruption"),
            "a.yaml:3:29: warning upper-case: aobo writes results in lower case, and "
            "\"Interruption\" fits none\n  write \"interruption\"\n");
  EXPECT_EQ(lines("aobo.result startswith Success"),
            "a.yaml:3:38: warning upper-case: aobo writes results in lower case, and \"Success\" "
            "fits none\n  write \"success\"\n");
  EXPECT_EQ(lines("aobo.customer.id = B2A59418-5F66-428E-A349-E99A15652BC3"),
            "a.yaml:3:34: warning upper-case: aobo writes ids in lower case, and "
            "\"B2A59418-5F66-428E-A349-E99A15652BC3\" fits none\n  write "
            "\"b2a59418-5f66-428e-a349-e99a15652bc3\"\n");
  EXPECT_EQ(lines("aobo.operation in (mail_ops)"),
            "a.yaml:3:34: warning list-name-as-value: no list \"mail_ops\" is loaded, and it is "
            "compared as a text here\n  load the file that has the list, before this one; a text "
            "that is meant stands behind =\n");
  EXPECT_EQ(lines("aobo.actor exists and (aobo.country = NL and not aobo.actor exists)"),
            "a.yaml:3:60: warning never-fires: the condition can never hold: the same is asked for "
            "beside this\n  take one of the two out\n");
}

TEST_F(Lints, WhatMayHoldIsLeftAlone) {
  for (const char* condition : {"aobo.operation icontains Delete", "aobo.actor = Delete",
                                "aobo.operation in (mail_ops, other_ops)",
                                "aobo.operation = add_customer", "aobo.derived in (collection_gap)",
                                "(aobo.actor exists and aobo.country = NL) or not "
                                "aobo.actor exists"})
    EXPECT_EQ(said(rule(std::string("'") + condition + "'")), "") << condition;
  EXPECT_EQ(
      said(rule("aobo.operation in (mail_ops)", "- list: mail_ops\n  items: [set-mailbox]\n")), "");
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
  EXPECT_EQ(closed, (std::set<std::string>{"aobo.activity.news",
                                           "aobo.actor.type",
                                           "aobo.app.owner",
                                           "aobo.confidence",
                                           "aobo.credit",
                                           "aobo.derived",
                                           "aobo.evidence.kinds",
                                           "aobo.family",
                                           "aobo.family.traits",
                                           "aobo.method",
                                           "aobo.partner.kind",
                                           "aobo.path",
                                           "aobo.policy",
                                           "aobo.policy.violations",
                                           "aobo.relationship.findings",
                                           "aobo.relationship.status",
                                           "aobo.relationship.type",
                                           "aobo.signin.mfa",
                                           "aobo.sort",
                                           "aobo.was.confidence"}));
}

// Both ways: worlds hold every family that the plugin reads, and no other.
TEST_F(Lints, TheFamiliesOfWorldsAreThePluginsOwn) {
  const SchemaField* family = schema_.find("aobo.family");
  ASSERT_NE(family, nullptr);
  std::multiset<std::string> read(family->info.values.begin(), family->info.values.end());
  EXPECT_EQ(read.erase("aobo.derived"), 1U);
  EXPECT_EQ(std::multiset<std::string>(family_names().begin(), family_names().end()), read);
}

TEST_F(Lints, NamesThatAreNearlyOrWronglyWrittenAreSaid) {
  EXPECT_EQ(said(rule("aobo.operation in (\"reset user pasword\", \"some other thing\")")),
            "a.yaml:3:33: warning misspelt-operation: \"reset user pasword\" is none of the "
            "operations that are known here\n"
            "      condition: aobo.operation in (\"reset user pasword\", \"some other thing\")\n"
            "                                    ^\n"
            "  did you mean \"reset user password\"?\n");
  const std::string list = "- list: my_people\n  items: [a@b.example]\n";
  EXPECT_EQ(
      said(list + rule("aobo.user.upn in (my_people) or aobo.user.upn = \"my_people\"")),
      "a.yaml:5:62: warning list-name-as-value: \"my_people\" is compared as a text here, and "
      "is the name of a list\n"
      "      condition: aobo.user.upn in (my_people) or aobo.user.upn = \"my_people\"\n"
      "                                                                 ^\n"
      "  Falco puts the items in where the name stands between blanks, commas, parentheses or "
      "=, without quotes\n");
  EXPECT_EQ(said(list + rule("aobo.user.upn in (my_people) or aobo.user.upn in (my_peopel)")),
            "a.yaml:5:64: warning list-name-as-value: \"my_peopel\" is compared as a text here\n"
            "      condition: aobo.user.upn in (my_people) or aobo.user.upn in (my_peopel)\n"
            "                                                                   ^\n"
            "  there is a list my_people\n");
  EXPECT_EQ(said(rule("aobo.user.upn = Alice@b.example")),
            "a.yaml:3:30: warning upper-case-upn: aobo.user.upn is never \"Alice@b.example\": aobo "
            "writes UPNs in lower case\n"
            "      condition: aobo.user.upn = Alice@b.example\n"
            "                                 ^\n"
            "  write \"alice@b.example\"\n");
  EXPECT_EQ(said(rule("aobo.user.upn = x") + rule("aobo.user.upn = x")),
            "a.yaml:8:3: warning duplicate-name: this rule \"r\" takes the place of the one at "
            "a.yaml:1:3\n"
            "    - rule: r\n"
            "      ^\n"
            "  give it another name; or, to change the earlier one, say so with override\n");
  EXPECT_EQ(said("- rule: r\n  desc: d\n  condition: aobo.user.upn = x\n  output: o\n  priority: "
                 "INFO\n"),
            "a.yaml:1:3: warning no-source: the rule \"r\" has no source of its own, and is one of "
            "system calls\n"
            "    - rule: r\n"
            "      ^\n"
            "  add source: aobo\n");
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

// Operations that a condition is about: those that a check on them must find, not those behind a
// not.
void operations_of(const Condition& condition, bool negated, std::set<std::string>& into) {
  const bool inner = negated != (condition.kind == Condition::Kind::kNot);
  for (const Condition& part : condition.parts) operations_of(part, inner, into);
  const Check& check = condition.check;
  if (condition.kind != Condition::Kind::kCheck || negated || check.left.text != "aobo.operation")
    return;
  if (check.op != Op::kEq && check.op != Op::kIn) return;  // a part of one
  if (check.right.kind == Term::Kind::kText) into.insert(check.right.text);
  for (const Term& item : check.right.items) into.insert(item.text);
}

// The lint not-equal-missing passes over fields that always have a value: each of them has one in
// every event of the sample data.
TEST_F(Lints, WhatAlwaysHasAValueHasOneInEveryEvent) {
  auto session = Session::start(*library_, test::sample_config(), {});
  ASSERT_TRUE(session.ok()) << session.error().message;
  ASSERT_EQ((*session)->open(std::string(test::kSourceDir) + "/sample-data/logs"), std::nullopt);
  std::set<std::string> always;
  for (const FieldInfo& info : fields_) {
    if (!info.needs_argument) always.insert(info.name);
  }
  for (int events = 0;; ++events) {
    const auto more = (*session)->next();
    ASSERT_TRUE(more.ok());
    if (!*more) {
      EXPECT_GT(events, 60);
      break;
    }
    for (auto name = always.begin(); name != always.end();)
      name = (*session)->extract(*(*session)->query(*name)) ? std::next(name) : always.erase(name);
  }
  std::set<std::string> passed_over;
  for (const FieldInfo& info : fields_) {
    if (info.needs_argument || info.is_list) continue;
    const std::string value = !info.values.empty()        ? info.values.front()
                              : info.type == FTYPE_STRING ? "x"
                              : info.type == FTYPE_BOOL   ? "true"
                              : info.type == FTYPE_IPADDR ? "192.0.2.1"
                                                          : "1";
    const std::string found = said(rule(info.name + " != " + value));
    if (found.find("not-equal-missing") == std::string::npos) passed_over.insert(info.name);
  }
  std::set<std::string> promised;
  for (const FieldInfo& info : fields_) {
    if (info.always) promised.insert(info.name);
  }
  EXPECT_EQ(passed_over, promised) << "by the plugin's own table";
  EXPECT_EQ(promised,
            (std::set<std::string>{"aobo.family", "aobo.is_partner", "aobo.late", "aobo.offset",
                                   "aobo.time", "aobo.time.text", "aobo.who"}));
  for (const std::string& field : passed_over) EXPECT_TRUE(always.contains(field)) << field;
}

// The plugin's table of privileged roles (aobo.target.privileged) and the two lists of the rules.
TEST_F(Lints, TheListsOfPrivilegedRolesAreThoseOfTheTable) {
  std::ifstream file(std::string(test::kSourceDir) + "/rules/00-lists.yaml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t begin = text.find("- list: aobo_highest_roles"),
                    end = text.find("- list: aobo_azure_owner_roles");
  const std::string lists = text.substr(begin, end - begin);
  const std::regex row(R"re(- ([0-9a-f-]{36})  # ([^\n]*))re");
  std::set<std::string> ids;
  for (std::sregex_iterator at(lists.begin(), lists.end(), row), none; at != none; ++at) {
    const std::string id = (*at)[1];
    EXPECT_TRUE(is_privileged_role(id)) << id;
    EXPECT_EQ(role_name(id), std::string((*at)[2]));
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 29U) << "Microsoft marks so many";
  for (const char* other : {"Reports Reader", "License Administrator", "Exchange Administrator",
                            "Owner", "Contributor", "Teams Administrator"})
    EXPECT_FALSE(is_privileged_role(role_id(other))) << other;
}

// docs/activities.md and the rules name the same operations.
TEST_F(Lints, TheTableOfActivitiesIsThatOfTheRules) {
  const auto rules =
      RuleSet::load({std::string(test::kSourceDir) + "/rules"}, schema_, {"aobo", AOBO_VERSION});
  std::map<std::string, std::set<std::string>> named;  // operation → rules
  for (const LoadedRule& rule : rules->rules()) {
    std::set<std::string> operations;
    operations_of(rule.condition, false, operations);
    operations.erase("userloggedin");  // entries, beside the sign-in log
    operations.erase("userloginfailed");
    for (const std::string& operation : operations)
      named[operation].insert(rule.item.name.substr(5));
  }
  std::ifstream file(std::string(test::kSourceDir) + "/docs/activities.md");
  std::map<std::string, std::set<std::string>> told;
  std::size_t without = 0;
  for (std::string line; std::getline(file, line);) {
    const std::size_t end = line.find("` | ");
    if (!line.starts_with("| `") || end == std::string::npos) continue;
    const std::string operation = line.substr(3, end - 3);
    std::string cell = line.substr(end + 4, line.size() - end - 6);
    EXPECT_EQ(operation, one_spelling(operation));
    if (cell.starts_with("\u2013 ")) {
      EXPECT_FALSE(named.contains(operation)) << operation;
      ++without;
      continue;
    }
    for (std::size_t at = cell.find(", "); at != std::string::npos; at = cell.find(", ")) {
      if (rules->find("aobo " + cell.substr(0, at)) == nullptr) {  // a name with a comma in it
        const std::size_t next = cell.find(", ", at + 2);
        at = next == std::string::npos ? cell.size() : next;
      }
      told[operation].insert(cell.substr(0, at));
      cell = at == cell.size() ? "" : cell.substr(at + 2);
    }
    if (!cell.empty()) told[operation].insert(cell);
  }
  EXPECT_EQ(told, named);
  EXPECT_GT(without, 10U);
}

// docs/decisions/0055: of what Falco's language has learnt the shipped rules use nothing that came
// after the engine for which they ask, and something that came with it.
TEST_F(Lints, TheShippedRulesUseNothingNewerThanTheEngineTheyAskFor) {
  struct Row {
    const char* pattern;  // of a condition or a key
    int engine;           // 0.N.0
  };
  constexpr Row kCame[] = {{R"re((tolower|toupper|b64|val)\()re", 40},
                           {R"re(\bregex\b|basename\()re", 43},
                           {R"re(\blen\()re", 46},
                           {R"re(\n  capture(_duration)?:)re", 57},
                           {R"re(\b(join|concat|getopt)\()re", 62},
                           {R"re(\b(oneof|anyof|allof)\b)re", 62},
                           {R"re(\\x[0-9a-fA-F]{2})re", 63}};
  const std::regex version(R"re(- required_engine_version: 0\.([0-9]+)\.0\n)re");
  int asked = 0, needed = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(test::kSourceDir) + "/rules")) {
    if (entry.path().extension() != ".yaml" || entry.path().filename() == "01-macros.yaml")
      continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::smatch found;
    ASSERT_TRUE(std::regex_search(text, found, version)) << entry.path();
    if (asked == 0) asked = std::stoi(found[1]);
    EXPECT_EQ(std::stoi(found[1]), asked) << entry.path() << ": one version for all files";
    // Descriptions are prose.
    const std::string conditions =
        std::regex_replace(text, std::regex(R"re(\n  (desc|output): [^:]*)re"), "");
    for (const Row& row : kCame) {
      if (std::regex_search(conditions, std::regex(row.pattern)))
        needed = std::max(needed, row.engine);
    }
  }
  EXPECT_EQ(needed, asked);
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

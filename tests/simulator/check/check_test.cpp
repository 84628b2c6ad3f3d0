// The checker: what a fault in a rule is found as; how small the world becomes that shows it; and
// that the shipped rules hold.
#include "simulator/check/checker.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "simulator/check/catalogue.h"
#include "simulator/check/help_page.h"
#include "simulator/check/mutation.h"
#include "simulator/check/report.h"
#include "simulator/check/words.h"
#include "tests/support/places.h"
#include "tests/support/plugin_host.h"
#include "tests/support/temp_folder.h"

namespace aobo::sim {
namespace {

constexpr const char* kRule =
    "- rule: reset\n  desc: A partner changed a user, which somebody should know.\n  condition: "
    "aobo.operation = \"update "
    "user\" and "
    "aobo.is_partner = true\n  output: '%aobo.user.upn'\n  priority: NOTICE\n  source: aobo\n  "
    "tags: [T1098]\n";
constexpr const char* kTests =
    "tests:\n  - rule: reset\n    fires:\n      - {do: update-user}\n    silent:\n      - {do: "
    "[update-user, add-user], who: "
    "admin}\n"
    "    property: {do: [update-user], partner: true, share: 60, why: a failed one is none}\n";

class Checks : public test::TempFolderTest {
 protected:
  Checks() : library_(test::load_plugin()), schema_(*read_fields(*library_), "aobo") {}

  CheckReport check(const std::string& rules, const std::string& tests, std::uint32_t worlds) {
    write("rules/r.yaml", rules);
    write("rules/tests/r.yaml", tests);
    return check_folder(folder() + "/rules", worlds);
  }
  CheckReport check_folder(const std::string& rules, std::uint32_t worlds,
                           bool judge_answers = false) {
    rules_ = RuleSet::load({rules}, schema_, {"aobo", AOBO_VERSION});
    EXPECT_TRUE(rules_->ok()) << rules_->rendered();
    tests_ = read_tests({rules});
    for (const Diagnostic& error : tests_.errors) ADD_FAILURE() << tests_.files.render(error);
    checker_ = std::make_unique<Checker>(
        *library_, *rules_, tests_,
        CheckOptions{{}, 1, worlds, 2, folder() + "/scratch", {}, judge_answers});
    auto report = checker_->run();
    EXPECT_TRUE(report.ok()) << (report ? "" : report.error().message);
    return std::move(*report);
  }
  // Of a field all that it can hold, by the plugin's own table; what a run tells of itself left
  // out.
  std::set<std::string> values(const char* field) const {
    const FieldInfo& info = schema_.find(field)->info;
    std::set<std::string> all(info.values.begin(), info.values.end());
    for (const std::string& one : info.of_runs) all.erase(one);
    return all;
  }
  static std::vector<std::string> classes(const CheckReport& report) {
    std::vector<std::string> all;
    for (const CheckFailure& failure : report.failures) {
      if (all.empty() || all.back() != name(failure.what)) all.emplace_back(name(failure.what));
    }
    return all;
  }
  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  }

  std::unique_ptr<Library> library_;
  Schema schema_;
  std::unique_ptr<RuleSet> rules_;
  TestFiles tests_;
  std::unique_ptr<Checker> checker_;
};
using Classes = std::vector<std::string>;

// What a property may expect, and why it may say that something is not allowed: words of the
// plugin's, but for what tells of an earlier answer and is expected of no action.
TEST_F(Checks, TheWordsOfPropertiesAreThePlugins) {
  const auto listed = [](Word kind) {
    return std::set<std::string>(words(kind).begin(), words(kind).end());
  };
  std::set<std::string> derived = values("aobo.derived");
  EXPECT_EQ(derived.erase("attribution_changed") + derived.erase("derived_withdrawn"), 2U);
  EXPECT_EQ(listed(Word::kDerived), derived);
  EXPECT_EQ(listed(Word::kViolation), values("aobo.policy.violations"));
}

TEST_F(Checks, ARightRuleHoldsInTwoWorldsAtOnce) {
  const CheckReport report = check(kRule, kTests, 2);
  EXPECT_EQ(classes(report), Classes{}) << report_text(report, tests_.files, true);
  EXPECT_EQ(report.cases, 3U);
  EXPECT_GT(report.scores.at("reset").alerted, 0U);
}

TEST_F(Checks, ACaseThatFailsIsToldCheckByCheck) {
  const CheckReport report =
      check(replaced(kRule, "aobo.is_partner = true", "aobo.is_partner = false"), kTests, 0);
  ASSERT_EQ(classes(report), Classes{"case"});
  ASSERT_EQ(report.failures.size(), 2U);  // the other fires for an admin
  EXPECT_EQ(report.failures.front().text, "does not fire: {do: update-user}");
  EXPECT_EQ(report.failures.back().text, "fires: {do: update-user, who: admin}");
  EXPECT_NE(report.failures.front().detail.find(
                "no     aobo.is_partner = false\n           aobo.is_partner is true\n"),
            std::string::npos)
      << report.failures.front().detail;
}

TEST_F(Checks, ACaseMaySayHowManyAlertsThereAre) {
  const std::string two = "{steps: [{do: update-user, times: 2, every: 1h}], alerts: ";
  EXPECT_EQ(classes(check(kRule, replaced(kTests, "{do: update-user}", two + "3}"), 0)), Classes{});
  for (const char* alerts : {"2", "4"}) {
    const CheckReport report =
        check(kRule, replaced(kTests, "{do: update-user}", two + alerts + "}"), 0);
    ASSERT_EQ(classes(report), Classes{"case"});
    EXPECT_TRUE(report.failures.front().text.starts_with(std::string("alerts: 3, expected ") +
                                                         alerts + ": {steps: "))
        << report.failures.front().text;
  }
}

TEST_F(Checks, ARuleThatFiresForMoreIsUnwantedAndShrinksToThatOneAction) {
  const CheckReport report = check(
      replaced(kRule, " and aobo.is_partner = true", ""),
      replaced(kTests, "    silent:\n      - {do: [update-user, add-user], who: admin}\n", ""), 1);
  ASSERT_EQ(classes(report), Classes{"unwanted"});
  const auto least = checker_->shrink(report.failures.front(), {});
  ASSERT_TRUE(least.has_value());
  EXPECT_EQ(least->actions.size(), 1U);
  EXPECT_EQ(least->actions.front().operation->id, "update-user");
  const auto left = checker_->judge(*least, "reset", CheckClass::kUnwanted);
  ASSERT_TRUE(left.has_value());
  const std::string story = smallest_text(*least, *left, "");
  EXPECT_NE(story.find("The smallest world that breaks it so: unwanted: \"reset\""),
            std::string::npos)
      << story;
  EXPECT_NE(story.find("1 actions, faults: none"), std::string::npos) << story;

  // The world is a case of the rule from then on.
  std::string regression = regression_case(*least, report.failures.front());
  std::string indented = "    silent:\n";
  std::istringstream lines(regression);
  for (std::string line; std::getline(lines, line);) indented += "      " + line + "\n";
  const std::string tests =
      std::string("tests:\n  - rule: reset\n    fires:\n      - {do: update-user}\n") + indented;
  EXPECT_EQ(classes(check(replaced(kRule, " and aobo.is_partner = true", ""), tests, 0)),
            Classes{"case"});
  EXPECT_EQ(classes(check(kRule, tests, 0)), Classes{});
}

TEST_F(Checks, ARuleThatFiresForLessIsMissed) {
  const CheckReport report =
      check(replaced(kRule, "aobo.is_partner = true", "aobo.is_partner = true and aobo.path = dap"),
            replaced(kTests, "fires:\n      - {do: update-user}\n    ", ""), 1);
  ASSERT_EQ(classes(report), Classes{"missed"});
  EXPECT_NE(report.failures.front().text.find(" actions alert, and 60 % must; this one does not: "),
            std::string::npos)
      << report.failures.front().text;
}

TEST_F(Checks, WithoutTestsOrWithoutAWayToFireIsSaid) {
  EXPECT_EQ(classes(check(kRule, "tests: []\n", 0)), Classes{"untested"});
  EXPECT_EQ(classes(check(
                replaced(kRule, "aobo.is_partner = true", "aobo.path = guest and aobo.path = gdap"),
                "tests:\n  - rule: reset\n    silent:\n      - {do: update-user}\n", 1)),
            (Classes{"vacuous", "untested"}));
}

TEST_F(Checks, AMisnamingPluginIsFoundByTheRules) {
#ifdef AOBO_HAS_CANARIES
  library_ = std::move(*Library::load(std::string(test::kCanaries) + "/last-evidence-wins.so"));
  const std::string tests =
      "tests:\n  - rule: all\n    fires:\n      - {do: update-user}\n    property: {share: 1, "
      "partner: true, only: true, why: only the names are held}\n";
  const CheckReport report = check(
      "- rule: all\n  desc: Everything that somebody is named for.\n  condition: aobo.user.upn "
      "exists and aobo.result = "
      "success\n"
      "  output: '%aobo.user.upn'\n  priority: NOTICE\n  source: aobo\n",
      tests, 4);
  const auto found = classes(report);
  EXPECT_NE(std::find(found.begin(), found.end(), "misnamed"), found.end());
#else
  GTEST_SKIP() << "canaries are not built under a sanitizer";
#endif
}

// No rule asks for a name's candidates or how sure it is; an alert shows them all the same.
TEST_F(Checks, AnAnswerThatTheTruthDoesNotAllowIsAFailureOfNoRule) {
#ifdef AOBO_HAS_CANARIES
  write("rules/r.yaml", kRule);
  write("rules/tests/r.yaml", kTests);
  EXPECT_EQ(classes(check_folder(folder() + "/rules", 1, true)), Classes{});
  for (const auto& [canary, found] :
       {std::pair{"confidence-always-exact", "wrong: said "},
        {"candidates-invented",
         "wrong_field: aobo.candidates is \"invented@elsewhere.example, "}}) {
    library_ = std::move(*Library::load(std::string(test::kCanaries) + "/" + canary + ".so"));
    EXPECT_EQ(classes(check_folder(folder() + "/rules", 1)), Classes{}) << canary;
    const CheckReport report = check_folder(folder() + "/rules", 1, true);
    EXPECT_EQ(classes(report), Classes{"answers"}) << canary;
    const std::string text = report_text(report, tests_.files, false);
    EXPECT_NE(text.find(std::string("\nanswers: ") + found), std::string::npos) << text;
    EXPECT_NE(text.find("(world of seed 1)\n  aobo-sim generate --seed 1 "), std::string::npos);
    EXPECT_NE(
        report_junit(report, tests_.files).find("<testcase classname=\"plugin\" name=\"answers\">"),
        std::string::npos);
  }
#else
  GTEST_SKIP() << "canaries are not built under a sanitizer";
#endif
}

TEST_F(Checks, ATestThatCannotBeReadNamesLineAndWord) {
  const auto said = [&](const std::string& text) {
    write("rules/r.yaml", kRule);
    write("rules/tests/r.yaml", text);
    const TestFiles tests = read_tests({folder() + "/rules"});
    std::string all;
    for (const Diagnostic& error : tests.errors) all += tests.files.render(error);
    return all.substr(all.find("r.yaml"));
  };
  EXPECT_EQ(said("tests:\n  - rule: reset\n    fires:\n      - {do: update-user, whom: user}\n"),
            "r.yaml:4:27: error rule-test: unknown key \"whom\"\n"
            "          - {do: update-user, whom: user}\n"
            "                              ^\n"
            "  expected one of: do, who, way, customer, to, from, with, after, at_hour, times, "
            "customers, every, sign_in, agreed\n");
  EXPECT_EQ(said("tests:\n  - rule: reset\n    fires:\n      - {do: update-user, every: soon}\n"),
            "r.yaml:4:34: error rule-test: \"every\" is \"soon\"\n"
            "          - {do: update-user, every: soon}\n"
            "                                     ^\n"
            "  expected a span like 30s, 5m, 2h, 1d\n");
  EXPECT_EQ(said("tests:\n  - rule: reset\n    property: {share: 0, only: true}\n"),
            "r.yaml:3:15: error rule-test: a share of 0 holds where none of these actions alerts\n"
            "        property: {share: 0, only: true}\n"
            "                  ^\n"
            "  expected a number from 1 to 100: how many in a hundred must alert\n");
}

// What was agreed stands in the words of aobo.yaml, and of cases: a technician, customers of a
// kind.
TEST_F(Checks, ACaseSaysWhatWasAgreed) {
  const std::string outside =
      replaced(kRule, "aobo.is_partner = true", "aobo.policy.violations exists");
  const auto found = [&](const std::string& agreed) {
    const std::string step = "{do: update-user, agreed: {" + agreed + "}}";
    const CheckReport report =
        check(outside, "tests:\n  - rule: reset\n    silent:\n      - " + step + "\n", 0);
    const auto failure = std::ranges::find(report.failures, CheckClass::kCase, &CheckFailure::what);
    return failure == report.failures.end() ? std::string("nothing") : failure->text;
  };
  EXPECT_EQ(found("scopes: [{name: a, who: [technician], operations: [user-change]}]"), "nothing");
  EXPECT_EQ(found("scopes: [{name: a, who: ['technician:2'], operations: [password]}]"), "nothing");
  const auto fires = [](const std::string& agreed) {
    return "fires: {do: update-user, agreed: {" + agreed + "}}";
  };
  for (const char* agreed :
       {"scopes: [{name: a, who: [technician], customers: [of the distributor]}]",
        "scopes: [{name: a, who: [technician], operations: [password]}]"})
    EXPECT_EQ(found(agreed), fires(agreed));
  EXPECT_EQ(found("scopes: [{name: a, who: [technician], operations: [pasword]}]"),
            "what was agreed in this case: no operation set \"pasword\"; did you mean password? An "
            "operation of that name goes into operation_sets");
  EXPECT_EQ(found("scopes: {name: a}"), "what was agreed in this case: scopes must be a list");
}

// A word of a test that the worlds do not know would select nothing, and hold.
TEST_F(Checks, AWordThatThereIsNotIsAnErrorWithItsPlaceAndTheNearestOne) {
  const auto said = [&](const std::string& item) {
    write("rules/r.yaml", kRule);
    write("rules/tests/r.yaml", "tests:\n  - rule: reset\n    " + item + "\n");
    const TestFiles tests = read_tests({folder() + "/rules"});
    if (tests.errors.empty()) return std::string("taken");
    const Diagnostic& error = tests.errors.front();
    return std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + " " +
           error.message + "; " + error.hint;
  };
  const std::pair<const char*, const char*> kSaid[] = {
      {"fires: [{do: update-usr}]", "3:18 \"do\" is \"update-usr\"; did you mean update-user?"},
      {"fires: [{do: update-user, way: gdp}]", "3:36 \"way\" is \"gdp\"; did you mean gdap?"},
      {"fires: [{do: delete-user, way: lighthouse}]",
       "3:36 \"way\" is \"lighthouse\"; delete-user is none of Azure's operations, which "
       "Lighthouse alone reaches"},
      {"fires: [{do: update-user, times: 0}]",
       "3:38 \"times\" is \"0\"; expected a number from 1 to 10000"},
      {"fires: [{do: update-user, who: techncian}]",
       "3:36 \"who\" is \"techncian\"; did you mean technician?"},
      {"fires: [{do: update-user, who: wholesaler}]",
       "3:36 \"who\" is \"wholesaler\"; expected technician, leaver, stranger, second-partner, "
       "distributor, reseller, tool, user, admin or outsider, with a number behind a colon or "
       "without; app:NAME or microsoft:NAME"},
      {"fires: [{do: update-user, who: reseler}]",
       "3:36 \"who\" is \"reseler\"; did you mean reseller?"},
      {"fires: [{do: update-user, who: tool, way: gdap}]",
       "3:47 \"way\" is \"gdap\"; tool comes by no way of a partner; leave \"way\" out"},
      {"fires: [{do: update-user, who: 'technician:two'}]",
       "3:36 \"who\" is \"technician:two\"; expected technician, leaver, stranger, "
       "second-partner, distributor, reseller, tool, user, admin or outsider, with a number behind "
       "a colon or without; app:NAME or microsoft:NAME"},
      {"fires: [{do: update-user, customer: of the distributer}]",
       "3:41 \"customer\" is \"of the distributer\"; did you mean of the distributor?"},
      {"fires: [{do: update-user, agreed: {scope: []}}]",
       "3:40 unknown key \"scope\"; expected one of: policy, calendars, customer_groups, "
       "operation_sets, scopes"},
      {"fires: [{steps: [{do: update-user, agreed: {}}]}]",
       "3:48 \"agreed\" is of one step; write it beside \"steps\": it holds for all of them"},
      {"fires: [{do: update-user, with: {eror: 1}}]",
       "3:38 unknown key \"eror\" under with; did you mean error?"},
      {"fires: [{do: update-user, with: {set.ForwardingSmtpAdress: a}}]",
       "3:38 unknown key \"set.ForwardingSmtpAdress\" under with; did you mean "
       "set.ForwardingSmtpAddress?"},
      {"fires: [{do: sign-in, with: {mfa: maybe}}]",
       "3:39 \"mfa\" under with is \"maybe\"; expected single, or no mfa"},
      {"fires: [{do: sign-in, with: {kind: quiet}}]",
       "3:40 \"kind\" under with is \"quiet\"; expected non-interactive, or no kind"},
      {"fires: [{do: add-user, with: {via: partner-centre}}]",
       "3:40 \"via\" under with is \"partner-centre\"; expected partner-center, or no via"},
      {"fires: [{do: add-role-member, with: {role: Glbal}}]",
       "3:48 \"role\" under with is \"Glbal\"; expected the id of a role, as rules/00-lists.yaml "
       "has "
       "them; role-name is its name"},
      {"fires: [{do: sign-in, with: {error: [\"50126\", wrong]}}]",
       "3:51 \"error\" under with is \"wrong\"; expected a code, such as 50126"},
      {"fires: [{do: sign-in, with: {country: Germany}}]",
       "3:43 \"country\" under with is \"Germany\"; expected two capital letters, such as DE"},
      {"fires: [{do: sign-in, who: user, way: home-tenant}]",
       "3:43 \"way\" is \"home-tenant\"; user comes by no way of a partner; leave \"way\" out"},
      {"property: {do: [sign-in], with: {mfa: [single, double]}}",
       "3:52 \"mfa\" under with is \"double\"; expected single, or no mfa"},
      {"fires: [{do: update-user, with: {set.Colour: blue, set.usertype: Member}}]", "taken"},
      {"fires: [{do: update-user, to: 'usr:3'}]", "3:35 \"to\" is \"usr:3\"; did you mean user:3?"},
      {"fires: [{do: update-user, to: 'user:999'}]",
       "3:35 \"to\" is \"user:999\"; expected user: and a number from 0 to 599, or 900 for one "
       "who is not there yet"},
      {"fires: [{do: update-user, to: 'user:900'}]", "taken"},
      {"fires: [{do: update-user, to: 'https://contoso.example'}]", "taken"},
      {"fires: [{do: update-user, who: 'technician:99'}]",
       "3:36 \"who\" is \"technician:99\"; expected technician: and a number from 0 to 8"},
      {"fires: [{do: update-user, who: 'leaver:2'}]",
       "3:36 \"who\" is \"leaver:2\"; there is one leaver; write it without a number"},
      {"fires: [{do: update-user, who: 'app:Mailbox archivr'}]",
       "3:36 \"who\" is \"app:Mailbox archivr\"; did you mean app:Mailbox archiver?"},
      {"fires: [{do: update-user, from: nonsense}]",
       "3:37 \"from\" is \"nonsense\"; expected an address like 203.0.113.9 or 2001:db8::1"},
      {"fires: [{do: update-user, after: 5 minuts}]",
       "3:38 \"after\" is \"5 minuts\"; expected a span like 30s, 5m, 2h, 1d"},
      {"fires: [{do: update-user, at_hour: 24}]",
       "3:40 \"at_hour\" is \"24\"; expected a number from 0 to 23"},
      {"fires: [{records: [x], alerts: 0}]",
       "3:13 \"alerts\" is of no use here; expected a number from 1, of a case that fires"},
      {"silent: [{records: [x], alerts: 2}]",
       "3:14 \"alerts\" is of no use here; expected a number from 1, of a case that fires"},
      {"property: {share: 101}", "3:23 \"share\" is \"101\"; expected a number from 0 to 100"},
      {"property: {do: [update-user, ad-user]}",
       "3:34 \"do\" has \"ad-user\"; did you mean add-user?"},
      {"property: {label: [leavr]}", "3:24 \"label\" has \"leavr\"; did you mean leaver?"},
      {"property: {way: [vault]}",
       "3:22 \"way\" has \"vault\"; expected one of: home, gdap, dap, aobo, lighthouse, guest, "
       "shared-account, automation, own, microsoft, outside"},
      {"property: {expects: [silent_entri]}",
       "3:26 \"expects\" has \"silent_entri\"; did you mean silent_entry?"},
      {"property: {violation: [hours]}",
       "3:28 \"violation\" has \"hours\"; expected one of: customer, workload, operation, time, "
       "ticket, relationship, role, person"},
      {"property: {knowable: [nmaed]}", "3:27 \"knowable\" has \"nmaed\"; did you mean named?"},
      {"property: {with: {rôle: [a]}}",
       "3:23 unknown key \"r\xc3\xb4le\" under with; did you mean role?"},
      {"property: {do: [update-user], share: 60}",
       "3:15 a property that lets something pass, and does not say why; add why: what else alerts, "
       "or which of these actions do not, and why that is right"},
      {"property: {do: [update-user], violation: [person, ticket], with: {set.Any: [a]}}", "taken"},
      {"fires: [{do: update-user, who: ['user:3', 'app:Mailbox archiver', outsider]}]", "taken"},
  };
  for (const auto& [item, error] : kSaid) EXPECT_EQ(said(item), error) << item;
}

TEST_F(Checks, APropertyThatSelectsNothingTestedNothing) {
  const CheckReport report =
      check(kRule,
            "tests:\n  - rule: reset\n    fires:\n      - {do: update-user}\n    property: {do: "
            "[delete-diagnostics], way: [outside], only: false, why: nothing}\n",
            2);
  ASSERT_EQ(classes(report), Classes{"vacuous"});
  EXPECT_EQ(report.failures.front().text,
            "tested nothing: no action of 2 worlds is one of those that the property is about");
}

TEST_F(Checks, ARuleThatOnlyCasesTestSaysWhy) {
  const std::string cases = "tests:\n  - rule: reset\n    fires:\n      - {do: update-user}\n";
  EXPECT_EQ(classes(check(kRule, cases, 0)), Classes{}) << "no world is asked for";
  const CheckReport bare = check(kRule, cases, 1);
  ASSERT_EQ(classes(bare), Classes{"untested"});
  EXPECT_EQ(bare.failures.front().text,
            "only cases test the rule; add property:, or cases_only: and why no world can show it");
  EXPECT_EQ(classes(check(kRule, cases + "    cases_only: nobody does it there\n", 1)), Classes{});
  write("rules/tests/r.yaml",
        cases + "    property: {do: [update-user]}\n    cases_only: nobody does it there\n");
  const TestFiles both = read_tests({folder() + "/rules"});
  ASSERT_EQ(both.errors.size(), 1U);
  EXPECT_EQ(both.errors.front().message, "cases_only beside a property");
  EXPECT_EQ(both.errors.front().place.line, 6U);
}

TEST_F(Checks, AViolationSelectsByItsKind) {
  std::string rules, tests = "tests:\n";
  for (const char* kind : {"time", "person"}) {
    rules += fmt::format(
        "- rule: {}\n  desc: Everything that a partner does at a customer.\n  condition: "
        "aobo.is_partner = true\n  output: '%aobo.who'\n  priority: NOTICE\n  source: aobo\n",
        kind);
    tests += fmt::format(
        "  - rule: {0}\n    fires:\n      - {{do: update-user}}\n    property: "
        "{{violation: [{0}], share: 1, only: false, why: others act}}\n",
        kind);
  }
  const CheckReport report = check(rules, tests, 2);
  const std::uint64_t time = report.scores.at("time").selected,
                      person = report.scores.at("person").selected;
  EXPECT_GT(person, 0U);
  EXPECT_GT(time, 0U);
  EXPECT_NE(time, person);
}

TEST_F(Checks, TheSchemaForEditorsKnowsEveryKeyOfTheShippedTests) {
  const std::string schema =
      test::slurp_file(std::string(test::kSourceDir) + "/rules/tests/rule-tests.schema.json");
  for (const char* key :
       {"do",       "who",     "way",       "customer",  "to",       "from",     "with",
        "after",    "at_hour", "times",     "customers", "every",    "sign_in",  "steps",
        "records",  "actions", "world",     "fires",     "silent",   "property", "not_do",
        "not_way",  "label",   "expects",   "violation", "knowable", "partner",  "failed",
        "share",    "only",    "named",     "why",       "seed",     "people",   "days",
        "activity", "faults",  "cases_only"}) {
    EXPECT_NE(schema.find("\"" + std::string(key) + "\":"), std::string::npos) << key;
  }
}

TEST_F(Checks, TheShippedRulesHoldInWorldsThatNobodyLookedAt) {
  const std::string rules = std::string(test::kSourceDir) + "/rules";
  rules_ = RuleSet::load({rules}, schema_, {"aobo", AOBO_VERSION});
  tests_ = read_tests({rules});
  checker_ = std::make_unique<Checker>(*library_, *rules_, tests_,
                                       CheckOptions{{}, 101, 4, 2, folder() + "/scratch", {}});
  const auto report = checker_->run();
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(classes(*report), Classes{}) << report_text(*report, tests_.files, false);
  EXPECT_EQ(report->hidden, Classes{});
}

// The text of each alert names its part of docs/alerts.md, which is made of the rules.
TEST_F(Checks, ThePageOfAlertsIsThatOfTheRules) {
  const std::string rules = std::string(test::kSourceDir) + "/rules";
  rules_ = RuleSet::load({rules}, schema_, {"aobo", "0.1.0"});
  const auto page = help_page(*rules_, rules);
  ASSERT_TRUE(page.ok()) << page.error().message;
  EXPECT_TRUE(*page == test::slurp_file(std::string(test::kSourceDir) + "/docs/alerts.md"))
      << "make it anew: build/bin/aobo-sim catalogue --alerts rules > docs/alerts.md";
  for (const LoadedRule& rule : rules_->rules()) {
    const std::string link = "Help: alerts.md#" + help_anchor(rule.item.name);
    EXPECT_TRUE(rule.item.output.text().ends_with(link)) << rule.item.name;
    const auto& tags = rule.item.tags;
    const bool of_runs = std::ranges::find(tags, "runs") != tags.end();  // where nobody acted
    EXPECT_EQ(rule.item.output.text().find("%aobo.told") == std::string::npos, of_runs)
        << rule.item.name;
  }
  EXPECT_EQ(help_anchor("aobo Operation outside the technician's scope"),
            "operation-outside-the-technicians-scope");
}

class Mutations : public Checks {};

TEST_F(Mutations, WeakTestsLeaveSurvivorsAndGoodOnesDoNotWithTwoAtOnce) {
  write("rules/r.yaml", kRule);
  write("rules/tests/r.yaml", "tests:\n  - rule: reset\n    fires:\n      - {do: update-user}\n");
  const auto mutate = [&] {
    rules_ = RuleSet::load({folder() + "/rules"}, schema_, {"aobo", AOBO_VERSION});
    tests_ = read_tests({folder() + "/rules"});
    return *Mutation(*library_, *rules_, tests_, *read_explained({folder() + "/rules"}),
                     {{}, 1, 0, 2, folder() + "/scratch", {}})
                .run();
  };
  const MutationReport weak = mutate();
  std::vector<std::string> survivors;
  for (const Survivor& s : weak.survivors) survivors.push_back(s.before + " -> " + s.after);
  EXPECT_EQ(survivors, (std::vector<std::string>{"aobo.operation = \"update user\" -> ",
                                                 "aobo.is_partner = true -> "}));
  EXPECT_EQ(weak.survivors.back().hint,
            "a silent case in which all holds but: aobo.is_partner = true");
  write("rules/tests/r.yaml",
        "tests:\n  - rule: reset\n    fires:\n      - {do: update-user}\n    silent:\n      - {do: "
        "update-user, who: admin}\n  "
        "    - {do: add-user}\n");
  EXPECT_EQ(mutate().percent(), 100U);
}

#ifdef AOBO_HAS_CANARIES  // the worlds of all mutants are for the build that ships
TEST_F(Mutations, TheShippedRulesScoreAndTheirReadmeSaysSo) {
  const std::string rules = std::string(test::kSourceDir) + "/rules";
  const CheckReport checked = check_folder(rules, 8);
  auto explained = read_explained({rules});
  ASSERT_TRUE(explained.ok());
  const std::size_t known = explained->size();
  const auto report = Mutation(*library_, *rules_, tests_, std::move(*explained),
                               {{}, 1, 3, 2, folder() + "/scratch", {}})
                          .run();
  ASSERT_TRUE(report.ok());
  EXPECT_GE(report->percent(), 90U);
  for (const Survivor& s : report->survivors)
    EXPECT_NE(s.explained, "") << s.rule << ": " << s.before << " -> " << s.after;
  EXPECT_EQ(report->all.explained, known)
      << "tests/mutants.yaml explains what does not survive any more";
  EXPECT_TRUE(catalogue(*rules_, tests_, checked, *report) ==
              test::slurp_file(rules + "/README.md"))
      << "make it anew: build/bin/aobo-sim catalogue rules > rules/README.md";
}
#endif

}  // namespace
}  // namespace aobo::sim

// Falco's loader and evaluator where ours once differed from them: each as its source says
// (falcosecurity/falco at 13074749, falcosecurity/libs at 736b7b618).
#include <gtest/gtest.h>

#include "simulator/rules/raw_text.h"
#include "tests/support/rule_texts.h"

namespace aobo {
namespace {

class FalcosLanguage : public ::testing::Test, protected test::RuleTexts {
 protected:
  // Whether the condition holds for the event; "refused: …" where it does not load.
  std::string holds(const std::string& condition) {
    std::string quoted;
    for (const char c : condition) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    const sim::RuleSet& set = load({rule("'" + quoted + "'")});
    if (!set.ok()) {
      const std::string text = set.diagnostics().front().message;
      return "refused: " + text;
    }
    sim::EventView view(set.columns(), event());
    view.next();
    return sim::evaluate(set.rules().front().program, set.checks(), view) ? "yes" : "no";
  }
};

// ---- loading

TEST_F(FalcosLanguage, AReplacementOfAListOrMacroThatThereIsNotDefinesIt) {
  EXPECT_EQ(condition({"- list: l\n  items: [a]\n  override: {items: replace}\n" +
                       rule("m and e.name in (l)",
                            "- macro: m\n  condition: e.count = 1\n  "
                            "override: {condition: replace}\n")}),
            "e.count = 1 and e.name in (a)");
  EXPECT_EQ(said("- list: l\n  items: [a]\n  override: {items: append}\n"),
            "a.yaml:1:3: error LOAD_ERR_VALIDATE: List uses 'append' or 'override.items: append' "
            "but no list by that name already exists\n"
            "    - list: l\n"
            "      ^\n"
            "  there is no list \"l\" before it\n");
}

TEST_F(FalcosLanguage, AnExceptionsNameMayComeAgain) {
  const std::string twice = rule("e.name exists") +
                            "  exceptions:\n  - {name: x, fields: [e.name], values: [[a]]}\n"
                            "  - {name: x, fields: [e.count], values: [['5']]}\n";
  EXPECT_EQ(condition({twice}), "e.name exists and not e.name = a and not e.count = 5");
  EXPECT_EQ(said(twice),
            "a.yaml:9:5: warning LOAD_EXCEPTION_NAME_NOT_UNIQUE: Multiple definitions of exception "
            "'x' in the same rule\n"
            "      - {name: x, fields: [e.count], values: [['5']]}\n"
            "        ^\n"
            "  values that are added later go to the first\n");
}

TEST_F(FalcosLanguage, ExceptionsTakeOperatorsWithHowManyMustHold) {
  const auto with = [](const std::string& exception) {
    return rule("e.name exists") + "  exceptions:\n  - {name: x, " + exception + "}\n";
  };
  EXPECT_EQ(condition({with("fields: [e.name, e.count], comps: [startswith oneof, =], values: "
                            "[[[Set, New], 5], [Get, 6]]")}),
            "e.name exists and not ((e.name startswith oneof (Set, New) and e.count = 5) or "
            "(e.name startswith oneof (Get) and e.count = 6))");
  EXPECT_EQ(condition({with("fields: e.name, comps: ' contains  anyof ', values: [a, b]")}),
            "e.name exists and not e.name contains anyof (a, b)");
  EXPECT_EQ(condition({with("fields: [tolower(e.name)], values: [[a]]")}),
            "e.name exists and not tolower(e.name) = a");
  const std::pair<const char*, const char*> kRefused[] = {
      {"fields: [e.name], comps: [in oneof], values: [[a]]",
       "'in oneof' is not a supported comparison operator"},
      {"fields: [e.name], comps: [like], values: [[a]]",
       "'like' is not a supported comparison operator"},
      {"fields: e.name, comps: '=', values: [a]",
       "When fields is a single value, comps must be one of (in, pmatch, intersects) or a "
       "modifier operator (e.g. startswith oneof)"},
      {"fields: [e.nane], values: [[a]]", "'e.nane' is not a supported filter field"},
      {"fields: [e.name], values: [a]", "Fields and values lists must have equal length"},
      {"fields: e.name, values: [[a]]", "Expected values array to contain a list of strings"},
      {"fields: [e.name], values: [['']]", "Value must be non-empty"},
      {"values: [[a]]", "Rule exception item must have fields property with a list of fields"},
  };
  for (const auto& [exception, error] : kRefused) {
    const sim::RuleSet& set = load({with(exception)});
    ASSERT_FALSE(set.ok()) << exception;
    EXPECT_EQ(set.diagnostics().front().message, error) << exception;
  }
}

TEST_F(FalcosLanguage, ACaptureOfAnotherKindIsRefused) {
  EXPECT_EQ(said(rule("e.name exists") + "  capture_duration: 5000\n  capture: true\n"), "");
  EXPECT_EQ(said(rule("e.name exists") + "  capture_duration: 5s\n"),
            "a.yaml:7:21: warning SCHEMA_VALIDATION: Falco's schema has a number for "
            "\"capture_duration\", not \"5s\"\n"
            "      capture_duration: 5s\n"
            "                        ^\n"
            "a.yaml:7:21: error LOAD_ERR_YAML_VALIDATE: Can't decode YAML scalar value\n"
            "      capture_duration: 5s\n"
            "                        ^\n"
            "  capture_duration is a number of milliseconds\n");
}

TEST_F(FalcosLanguage, ARuleKeepsItsSource) {
  const auto again = [&](const std::string& item) {
    return load({rule("e.name exists"), item}).rendered();
  };
  const auto refused = [](const std::string& place, const std::string& line, int column,
                          const std::string& was) {
    return "b.yaml:" + place +
           ": error LOAD_ERR_VALIDATE: Rule has been re-defined with a different source\n    " +
           line + "\n    " + std::string(static_cast<std::size_t>(column - 1), ' ') +
           "^\n  it was test, and is " + was + " here\n";
  };
  EXPECT_EQ(again("- rule: r\n  source: syscall\n  append: true\n  condition: and e.count = 1\n"),
            "b.yaml:3:3: warning LOAD_DEPRECATED_ITEM: 'append' key is deprecated. Add an 'append' "
            "entry (e.g. 'condition: append') under 'override' instead.\n"
            "      append: true\n"
            "      ^\n" +
                refused("2:3", "  source: syscall", 3, "syscall"));
  // Without a source it is one of syscalls.
  EXPECT_EQ(again("- rule: r\n  desc: d\n  condition: e.name exists\n  output: o\n  priority: "
                  "INFO\n"),
            refused("1:3", "- rule: r", 3, "syscall"));
  EXPECT_EQ(again("- rule: r\n  condition: and e.count = 1\n  source: syscall\n  override: "
                  "{condition: append}\n"),
            refused("3:3", "  source: syscall", 3, "syscall"));
  EXPECT_EQ(again("- rule: r\n  condition: and e.count = 1\n  source: test\n  override: "
                  "{condition: append}\n"),
            "");
}

TEST_F(FalcosLanguage, ARuleThatIsSwitchedOffIsLoadedAllTheSame) {
  const std::string off = "- list: l\n  items: [a]\n- macro: m\n  condition: e.name in (l)\n" +
                          rule("m and e.count = 5") + "  enabled: false\n";
  EXPECT_EQ(said(off), "");
  EXPECT_EQ(fired({off}, {}), std::vector<std::string>{});
  EXPECT_EQ(said(rule("e.nane exists") + "  enabled: false\n"),
            "a.yaml:3:14: error LOAD_ERR_COMPILE_CONDITION: filter_check called with nonexistent "
            "field e.nane\n"
            "      condition: e.nane exists\n"
            "                 ^\n"
            "  did you mean e.name?\n");
  // A macro that another one uses is used, though nothing uses that.
  EXPECT_EQ(said("- macro: m\n  condition: e.name exists\n- macro: n\n  condition: m\n"),
            "a.yaml:3:3: warning LOAD_UNUSED_MACRO: Macro not referred to by any other rule/macro: "
            "n\n"
            "    - macro: n\n"
            "      ^\n");
}

TEST_F(FalcosLanguage, ABlankBesideAListsNameInQuotesIsOne) {
  EXPECT_EQ(condition({rule("'e.name contains \"x   one   y\"'", "- list: one\n  items: [a]\n")}),
            "e.name contains \"x a y\"");
  EXPECT_EQ(condition({rule("e.name in (x, none)", "- list: none\n  items: []\n")}),
            "e.name in (x)");
}

TEST_F(FalcosLanguage, NothingThatIsNeededIsEmpty) {
  EXPECT_EQ(said("- rule: r\n  desc: ''\n  condition: e.name exists\n  output: o\n  priority: "
                 "INFO\n  source: test\n"),
            "a.yaml:2:9: error LOAD_ERR_YAML_VALIDATE: \"desc\" of the rule is empty\n"
            "      desc: ''\n"
            "            ^\n"
            "  write something, or leave the key out\n");
}

TEST_F(FalcosLanguage, TheSchemaIsHeldAgainstTheFile) {
  EXPECT_EQ(said("- rule: r\n  desc: d\n  condition: e.name exists\n  output: o\n  priority: "
                 "Notice\n  source: test\n  enabled: yes\n  exceptions:\n  - {name: x, fields: "
                 "[e.name], reason: y}\n  tags: [[a]]\n"),
            "a.yaml:5:13: warning SCHEMA_VALIDATION: Falco's schema has priorities in upper case, "
            "not \"Notice\"\n"
            "      priority: Notice\n"
            "                ^\n"
            "  write one of: EMERGENCY, ALERT, CRITICAL, ERROR, WARNING, NOTICE, INFO, "
            "INFORMATIONAL, DEBUG\n"
            "a.yaml:7:12: warning SCHEMA_VALIDATION: Falco's schema has true or false for "
            "\"enabled\", not \"yes\"\n"
            "      enabled: yes\n"
            "               ^\n"
            "a.yaml:9:33: warning SCHEMA_VALIDATION: Falco's schema has no \"reason\" in an "
            "exception\n"
            "      - {name: x, fields: [e.name], reason: y}\n"
            "                                    ^\n"
            "  Falco ignores it\n"
            "a.yaml:10:9: warning SCHEMA_VALIDATION: Falco's schema has a list of texts for "
            "\"tags\"\n"
            "      tags: [[a]]\n"
            "            ^\n"
            "a.yaml:10:10: error LOAD_ERR_YAML_VALIDATE: \"tags\" of the rule is no text\n"
            "      tags: [[a]]\n"
            "             ^\n"
            "  expected a single value\n");
}

// ---- warnings of constants

TEST_F(FalcosLanguage, ARegexThatIsAWordIsWarnedOfWithItsAnchorsToo) {
  for (const char* pattern : {"Set", "^Set", "Set$", "^Set$", ".*Set", "Set.+", ".?Set.*", ""})
    EXPECT_NE(said(rule("e.name regex \"" + std::string(pattern) + "\"")).find("may be optimized"),
              std::string::npos)
        << pattern;
  for (const char* pattern : {"^.*Set", "Set.*$", "Se.t", "S|t", "Set.{2}", "Set^"})
    EXPECT_EQ(said(rule("e.name regex \"" + std::string(pattern) + "\"")), "") << pattern;
}

TEST_F(FalcosLanguage, AFieldOrTransformerInQuotesIsWarnedOf) {
  EXPECT_EQ(said(rule("e.name = \"tolower( e.name )\"")),
            "a.yaml:3:23: warning LOAD_COMPILE_CONDITION: 'tolower( e.name )' may be a valid field "
            "transformer misused as a const string value\n"
            "      condition: e.name = \"tolower( e.name )\"\n"
            "                          ^\n"
            "  a transformer stands without quotes\n");
  EXPECT_NE(said(rule("e.name = \"e. none\"")).find("may be a valid field misused"),
            std::string::npos);
}

// ---- transformers

TEST_F(FalcosLanguage, JoinPutsTogetherWhatItIsGiven) {
  event()
      .texts("e.none_of", {})
      .numbers("e.numbers", {65, 0x4342})
      .bytes("e.raw", FTYPE_STRING, "");
  speak(sim::kNewestFalco);
  const std::pair<const char*, const char*> kVerdicts[] = {
      {"join(\"-\", e.tags) = \"time-role\"", "yes"},
      {"join(\"-\", (e.name, e.count, \"x\")) = \"Set-Mailbox-5-x\"", "yes"},
      {"join(\", \", (e.tags, \"x\")) = \"time, role, x\"", "yes"},
      {"join(\"-\", ()) = \"\"", "yes"},  // of nothing: an empty text
      {"join(\"-\", (e.none)) exists", "no"},
      {"join(\"-\", e.none_of) exists", "no"},       // a field without a value is none
      {"join(\"-\", e.numbers) = \"A-BC\"", "yes"},  // a number's bytes
      {"join(\"-\", tolower(e.tags)) = \"time-role\"", "yes"},
      {"len(join(\"-\", e.tags)) = 9", "yes"},
      {"join(\"-\", e.name) exists", "refused: join() second argument must be a list"},
      {"join(e.tags, e.tags) exists",
       "refused: join() first argument (separator) must be a single value, not a list"},
      {"join(\"-\", e.tags, e.tags) exists",
       "refused: join() requires exactly 2 arguments: separator and list"},
      {"join(e.tags) exists", "refused: unknown field transfomer 'join'"},
      {"join(\"-\", e.tags)[1] exists",
       "refused: transformer 'join' does not support field arguments"},
      {"tolower(e.name)[1] exists",
       "refused: filter error: transformer 'tolower' does not support field arguments"},
      {"concat(e.name, \"!\") = \"Set-Mailbox!\"", "yes"},
      {"concat(e.name, e.none) exists", "no"},
      {"concat(e.name, e.count) exists", "refused: concat() arguments must be strings"},
      {"concat(e.name, e.tags) exists", "refused: concat() arguments must be strings"},
      {"tolower(e.name, e.name) exists", "refused: unknown multivalue transformer"},
  };
  for (const auto& [condition, verdict] : kVerdicts)
    EXPECT_EQ(holds(condition), verdict) << condition;
}

TEST_F(FalcosLanguage, GetoptReadsAnOptionAfterTheOther) {
  event().texts("e.args", {"-nt", "9", "--long", "-q", "-xvalue", "-t", "7", "stop", "-n"});
  event().texts("e.last", {"-n", "-t"}).texts("e.plain", {"word", "-n"});
  speak(sim::kNewestFalco);
  const std::pair<const char*, const char*> kVerdicts[] = {
      // n, t and its value, ? for q, x and its value, t and its value
      {"getopt(e.args, \"nt:x:\") in (n, t, \"9\", \"?\", x, value, \"7\")", "yes"},
      {"getopt(e.args, \"nt:x:\") in (n, t, \"9\", x, value, \"7\")", "no"},
      {"getopt(e.args, \"nt:x:\") intersects (value)", "yes"},
      {"getopt(e.args, \"nt:x:\")[t] = \"7\"", "yes"},  // the last one
      {"getopt(e.args, \"nt:x:\")[n] = n", "yes"},
      {"getopt(e.args, \"nt:x:\")[q] exists", "no"},
      {"getopt(e.last, \"nt:\") in (n, \"\")", "yes"},  // a value that is missing
      {"getopt(e.last, \"nt:\")[t] = \"\"", "yes"},
      {"getopt(e.plain, \"n\") exists", "yes"},  // a list of nothing is there
      {"getopt(e.plain, \"n\") in (x)", "yes"},
      {"getopt(e.plain, \"n\") intersects (n)", "no"},
      {"getopt(e.none, \"n\") exists", "refused: getopt() first argument must be a list"},
      {"getopt((\"-a\", e.name), \"a:\")[a] = \"Set-Mailbox\"", "yes"},
      {"getopt(e.args, e.tags) exists",
       "refused: getopt() second argument (optstring) must be a single value"},
      {"getopt(e.args, \"n\")[no] exists",
       "refused: getopt() field argument must be a single option character"},
      {"join(\"-\", getopt(e.args, \"n\")) exists",
       "refused: join() second argument must be a list"},
  };
  for (const auto& [condition, verdict] : kVerdicts)
    EXPECT_EQ(holds(condition), verdict) << condition;
}

// ---- bytes

TEST_F(FalcosLanguage, ConditionsSeeBytesAndRegexesReplacements) {
  event().bytes("e.bytes", FTYPE_STRING, "caf\xc3\xa9 \xff\xe2\x82 bad\x01");
  for (const auto falco : {sim::FalcoVersion::k044, sim::FalcoVersion::k045}) {
    speak(falco);
    const bool newer = falco == sim::FalcoVersion::k045;
    EXPECT_EQ(holds("e.bytes contains \"\xff\xe2\""), "yes");
    EXPECT_EQ(holds("e.bytes contains \"\\xff\\xE2\""),
              newer ? "yes" : "refused: unsupported string escape sequence: \\x");
    EXPECT_EQ(holds("e.bytes contains \"\\x00\""),
              newer ? "refused: filter error: filter value cannot contain a NUL byte (\\x00)"
                    : "refused: unsupported string escape sequence: \\x");
    // Two broken sequences are two replacements.
    EXPECT_EQ(holds("e.bytes regex \"caf. .. bad(.|[[:cntrl:]])\""), newer ? "yes" : "no");
    EXPECT_EQ(holds("e.bytes regex \"caf. \xef\xbf\xbd\xef\xbf\xbd bad.\""), newer ? "yes" : "no");
  }
}

TEST_F(FalcosLanguage, ALineIsEscapedAsItsFalcoDoesAndIsOneLineInBoth) {
  using sim::FalcoVersion;
  const std::string text = "a\\b \"c\"\n\x01\x7f\xc2\x85\xe2\x80\xa8 \xff caf\xc3\xa9";
  EXPECT_EQ(sim::line_text(text, FalcoVersion::k045),
            "a\\\\b \\\"c\\\"\\n\\u0001\\u007f\\u0085\\u2028 \xef\xbf\xbd caf\xc3\xa9");
  EXPECT_EQ(sim::line_text(text, FalcoVersion::k044),
            "a\\b \"c\"\\n\\u0001\\u007f\\u0085\\u2028 \xef\xbf\xbd caf\xc3\xa9");
  EXPECT_EQ(sim::with_replacements("\xe2\x82"
                                   "a\xf0\x9f\x98\xf5\xed\xa0"),
            "\xef\xbf\xbd"
            "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

}  // namespace
}  // namespace aobo

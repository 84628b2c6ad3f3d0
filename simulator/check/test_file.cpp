#include "simulator/check/test_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/number.h"
#include "plugin/base/time.h"
#include "plugin/base/whole_file.h"
#include "plugin/base/yaml_door.h"
#include "simulator/check/case_builder.h"
#include "simulator/check/words.h"
#include "simulator/rules/yaml_item.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;
constexpr const char *kCode = "rule-test", *kExplained = "mutants.yaml";

// The cases that one mapping stands for: a list within it is taken apart, item by item.
std::vector<YAML::Node> taken_apart(const YAML::Node& node) {
  for (const auto& entry : node) {
    const std::string key = entry.first.Scalar();
    if (key == "steps" || key == "records" || key == "agreed") continue;
    const bool inner_map = entry.second.IsMap();
    const bool list = entry.second.IsSequence();
    if (!list && !inner_map) continue;
    std::vector<YAML::Node> choices;
    if (list) {
      for (const YAML::Node& item : entry.second) choices.push_back(item);
    } else {
      choices = taken_apart(entry.second);
      if (choices.size() == 1 && choices.front().is(entry.second)) continue;
    }
    std::vector<YAML::Node> all;
    for (const YAML::Node& choice : choices) {
      YAML::Node one(YAML::NodeType::Map);
      for (const auto& other : node)
        one[other.first.Scalar()] = other.first.Scalar() == key ? choice : other.second;
      for (YAML::Node& apart : taken_apart(one)) all.push_back(apart);
    }
    return all;
  }
  return {node};
}

class TestReader {
 public:
  TestReader(TestFiles& tests, std::uint32_t file) : tests_(tests), file_(file) {}

  void read() {
    YAML::Node root;
    try {
      root = load_yaml(tests_.files.text(file_));
    } catch (const YAML::Exception& error) {
      fail_load({file_, static_cast<std::uint32_t>(error.mark.line + 1),
                 static_cast<std::uint32_t>(error.mark.column + 1)},
                kCode, error.msg);
    }
    const YamlItem file(tests_.files, file_, root, "test file");
    known(file, {"tests"});
    for (const YAML::Node& node : file.list("tests")) tests_.rules.push_back(read_rule(node));
  }

 private:
  void known(const YamlItem& item, std::initializer_list<std::string_view> keys) const {
    const auto others = item.others(keys);
    if (others.empty()) return;
    std::string expected;
    for (const std::string_view key : keys)
      expected += fmt::format("{}{}", expected.empty() ? "" : ", ", key);
    const SourcePlace place = item.key_place(others.front());
    fail_load(place.line == 0 ? case_ : place, kCode,
              fmt::format("unknown key \"{}\"", others.front()), "expected one of: " + expected);
  }

  RuleTests read_rule(const YAML::Node& node) {
    const YamlItem item(tests_.files, file_, node, "rule's tests");
    known(item, {"rule", "fires", "silent", "property", "cases_only"});
    RuleTests tests;
    tests.rule = item.text("rule");
    tests.place = item.place();
    for (const char* key : {"fires", "silent"}) {
      if (!item.has(key)) continue;
      for (const YAML::Node& one : item.list(key))
        read_cases(one, std::string_view(key) == "fires", tests);
    }
    if (item.has("property")) tests.property = read_property(item.node("property"));
    if (item.has("cases_only")) tests.cases_only = trimmed(item.text("cases_only"));
    if (tests.property && item.has("cases_only")) {
      fail_load(item.place_of(item.node("cases_only")), kCode, "cases_only beside a property",
                "keep the property, or say why there is none");
    }
    return tests;
  }

  void read_cases(const YAML::Node& node, bool fires, RuleTests& tests) {
    const YamlItem whole(tests_.files, file_, node, "case");
    case_ = whole.place();
    for (const YAML::Node& one : taken_apart(node)) {
      RuleCase c;
      c.fires = fires;
      c.place = whole.place();
      YAML::Emitter shown;
      shown << YAML::Flow << one;
      c.shown = shown.c_str();
      read_case(one, c);
      tests.cases.push_back(std::move(c));
    }
  }

  void read_case(const YAML::Node& node, RuleCase& rule_case) {
    const YamlItem item(tests_.files, file_, node, "case");
    if (item.has("alerts")) {
      rule_case.alerts = number(item, "alerts", 0, rule_case.place);
      if (rule_case.alerts == 0 || !rule_case.fires)
        fail_load(rule_case.place, kCode, "\"alerts\" is of no use here",
                  "expected a number from 1, of a case that fires");
    }
    if (item.has("event")) {
      known(item, {"event", "alerts"});
      for (const auto& entry : item.entries("event"))
        rule_case.event[item.scalar(entry.first, "event")] = item.scalar(entry.second, "event");
      if (rule_case.event.empty()) {
        fail_load(rule_case.place, kCode, "\"event\" has no field",
                  "expected fields and their values, like {aobo.derived: run_report}");
      }
    } else if (item.has("records")) {
      known(item, {"records", "alerts"});
      rule_case.records = item.texts("records");
    } else if (item.has("actions")) {
      known(item, {"actions", "world", "alerts"});
      rule_case.actions = item.text("actions");
      rule_case.world = read_world(item.node("world"), rule_case.place);
    } else if (item.has("steps")) {
      known(item, {"steps", "agreed", "alerts"});
      for (const YAML::Node& step : item.list("steps")) {
        if (const YamlItem one(tests_.files, file_, step, "step"); one.has("agreed"))
          fail_load(place_of(one, "agreed"), kCode, "\"agreed\" is of one step",
                    "write it beside \"steps\": it holds for all of them");
        rule_case.steps.push_back(read_step(step, rule_case.place));
      }
    } else {
      rule_case.steps.push_back(read_step(node, rule_case.place));
    }
    if (item.has("agreed")) rule_case.agreed = read_agreed(item.node("agreed"));
  }

  // What was agreed, in the words of aobo.yaml, with those of cases for people and customers.
  std::string read_agreed(const YAML::Node& node) const {
    const YamlItem item(tests_.files, file_, node, "agreement");
    known(item, {"policy", "calendars", "customer_groups", "operation_sets", "scopes"});
    const YAML::Node agreed = YAML::Clone(node);
    // What is none of the form that aobo.yaml wants, its reader says.
    const YAML::Node scopes = agreed["scopes"];
    for (std::size_t i = 0; scopes && scopes.IsSequence() && i < scopes.size(); ++i) {
      if (!scopes[i].IsMap()) continue;
      put_in_words_of_the_world(scopes[i]["who"], [](const std::string& word) {
        const auto upn = case_upn(word);
        return upn ? std::vector{*upn} : std::vector<std::string>();
      });
      put_in_words_of_the_world(scopes[i]["customers"], case_customer_names);
    }
    std::string text;
    for (const auto& entry : agreed) {
      YAML::Emitter value;
      value << YAML::Flow << entry.second;
      text += fmt::format("{}: {}\n", entry.first.Scalar(), value.c_str());
    }
    return text;
  }

  template <typename Names>
  static void put_in_words_of_the_world(YAML::Node list, const Names& names_of) {
    if (!list.IsDefined() || !list.IsSequence()) return;
    YAML::Node all(YAML::NodeType::Sequence);
    for (const YAML::Node& one : list) {
      const auto names = one.IsScalar() ? names_of(one.Scalar()) : std::vector<std::string>();
      for (const std::string& name : names) all.push_back(name);
      if (names.empty()) all.push_back(one);
    }
    list = all;
  }

  // The size of a world with all stories, in which only the given actions happen.
  GenerateOptions read_world(const YAML::Node& node, const SourcePlace& place) {
    const YamlItem item(tests_.files, file_, node, "world");
    known(item, {"seed", "customers", "people", "days", "activity", "faults"});
    GenerateOptions options;
    options.world = {number(item, "seed", 1, place),
                     number(item, "customers", 12, place),
                     number(item, "people", 9, place),
                     number(item, "days", 5, place),
                     *parse_date("2026-03-02"),
                     number(item, "activity", 0, place),
                     std::nullopt};
    options.stories = *chosen_stories("all");
    if (item.has("faults")) options.faults = item.text("faults");
    if (const auto faults = Faults::chosen(options.faults, options.world); !faults)
      fail_load(place, kCode, faults.error().message);
    return options;
  }

  CaseStep read_step(const YAML::Node& node, const SourcePlace& place) {
    const YamlItem item(tests_.files, file_, node, "step");
    known(item, {"do", "who", "way", "customer", "to", "from", "with", "after", "at_hour", "times",
                 "customers", "every", "sign_in", "agreed"});
    CaseStep step;
    const auto text = [&](const char* key, std::string& into) {
      if (item.has(key)) into = item.text(key);
    };
    step.what = item.text("do");
    check_word(item, "do", Word::kOperation, step.what);
    text("who", step.who);
    if (!step.who.empty()) check_value(item, "who", step.who, actor_problem);
    text("way", step.way);
    if (!step.way.empty()) {
      check_word(item, "way", Word::kCaseWay, step.way);
      if (const auto expected = way_problem(step.who, step.way, step.what))
        fail_load(place_of(item, "way"), kCode, fmt::format("\"way\" is \"{}\"", step.way),
                  *expected);
    }
    text("customer", step.customer);
    if (!step.customer.empty()) check_word(item, "customer", Word::kCustomer, step.customer);
    text("to", step.to);
    text("from", step.from);
    if (!step.to.empty()) check_value(item, "to", step.to, target_problem);
    if (!step.from.empty()) check_value(item, "from", step.from, source_problem);
    if (item.has("with")) {
      for (const auto& entry : item.entries("with")) {
        check_detail(item, entry.first, entry.second);
        step.with[entry.first.Scalar()] = item.scalar(entry.second, "with");
      }
    }
    step.after_ns = span(item, "after");
    step.every_ns = span(item, "every");
    step.times = number(item, "times", 1, place, 1);
    step.customers = number(item, "customers", 1, place, 1);
    if (item.has("at_hour")) step.hour = number(item, "at_hour", 0, place, 0, 23);
    step.sign_in = item.flag("sign_in", false);
    return step;
  }

  std::int64_t span(const YamlItem& item, const char* key) const {
    if (!item.has(key)) return 0;
    const std::string text = item.text(key);
    if (const auto ns = parse_span(text)) return *ns;
    fail_load(place_of(item, key), kCode, fmt::format("\"{}\" is \"{}\"", key, text),
              "expected a span like 30s, 5m, 2h, 1d");
  }

  static std::uint32_t number(const YamlItem& item, const char* key, std::uint32_t fallback,
                              const SourcePlace& place, std::uint32_t least = 0,
                              std::uint32_t most = 10'000) {
    if (!item.has(key)) return fallback;
    const std::string text = item.text(key);
    const auto value = whole_number<std::uint32_t>(text);
    if (value && *value >= least && *value <= most) return *value;
    const SourcePlace own = item.place_of(item.node(key));
    fail_load(own.line == 0 ? place : own, kCode, fmt::format("\"{}\" is \"{}\"", key, text),
              fmt::format("expected a number from {} to {}", least, most));
  }

  // Where a key's value stands; a part of what was taken apart may have no place of its own.
  SourcePlace place_of(const YamlItem& item, const char* key) const {
    const SourcePlace own = item.place_of(item.node(key));
    return own.line == 0 ? case_ : own;
  }

  void check_word(const YamlItem& item, const char* key, Word kind, const std::string& text) const {
    if (is_word(kind, text)) return;
    fail_load(place_of(item, key), kCode, fmt::format("\"{}\" is \"{}\"", key, text),
              word_hint(kind, text));
  }

  // A key under with, and its value or each of several.
  void check_detail(const YamlItem& item, const YAML::Node& key, const YAML::Node& value) const {
    const std::string text = item.scalar(key, "with");
    const auto fail = [&](const YAML::Node& node, const std::string& what,
                          const std::string& expected) {
      const SourcePlace own = item.place_of(node);
      fail_load(own.line == 0 ? case_ : own, kCode, what, expected);
    };
    if (const auto problem = detail_problem(text))
      fail(key, fmt::format("unknown key \"{}\" under with", text), *problem);
    const auto check = [&](const YAML::Node& one) {
      if (const auto problem = value_problem(text, one.Scalar()))
        fail(one, fmt::format("\"{}\" under with is \"{}\"", text, one.Scalar()), *problem);
    };
    if (!value.IsSequence()) return check(value);
    for (const YAML::Node& one : value) check(one);
  }

  void check_value(const YamlItem& item, const char* key, const std::string& text,
                   std::optional<std::string> (*problem)(std::string_view)) const {
    if (const auto expected = problem(text))
      fail_load(place_of(item, key), kCode, fmt::format("\"{}\" is \"{}\"", key, text), *expected);
  }

  RuleProperty read_property(const YAML::Node& node) {
    const YamlItem item(tests_.files, file_, node, "property");
    known(item, {"do", "not_do", "way", "not_way", "label", "expects", "violation", "knowable",
                 "with", "partner", "failed", "privileged", "share", "only", "named", "why"});
    RuleProperty property;
    property.place = item.place();
    case_ = property.place;
    const auto list = [&](const char* key, std::vector<std::string>& into, Word kind) {
      if (!item.has(key)) return;
      into = item.texts(key);
      for (const YAML::Node& one : item.list(key)) {
        if (!is_word(kind, one.Scalar()))
          fail_load(item.place_of(one), kCode, fmt::format("\"{}\" has \"{}\"", key, one.Scalar()),
                    word_hint(kind, one.Scalar()));
      }
    };
    list("do", property.what, Word::kOperation);
    list("not_do", property.not_what, Word::kOperation);
    list("way", property.way, Word::kWay);
    list("not_way", property.not_way, Word::kWay);
    list("label", property.label, Word::kLabel);
    list("expects", property.expects, Word::kDerived);
    list("violation", property.violation, Word::kViolation);
    list("knowable", property.knowable, Word::kKnowable);
    if (item.has("with")) {
      const YamlItem with(tests_.files, file_, item.node("with"), "property's details");
      for (const auto& entry : item.entries("with")) check_detail(item, entry.first, entry.second);
      for (const std::string& key : with.keys()) property.with[key] = with.texts(key);
    }
    if (item.has("partner")) property.partner = item.flag("partner", true);
    if (item.has("failed")) property.failed = item.flag("failed", true);
    if (item.has("privileged")) property.privileged = item.flag("privileged", true);
    property.share = number(item, "share", 100, item.place(), 0, 100);
    property.only = item.flag("only", true);
    property.named = item.flag("named", true);
    if (property.share == 0) {
      fail_load(item.place(), kCode, "a share of 0 holds where none of these actions alerts",
                "expected a number from 1 to 100: how many in a hundred must alert");
    }
    if (item.has("why")) property.why = item.text("why");
    if (property.why.empty() && (property.share < 100 || !property.only)) {
      fail_load(
          item.place(), kCode, "a property that lets something pass, and does not say why",
          "add why: what else alerts, or which of these actions do not, and why that is right");
    }
    return property;
  }

  TestFiles& tests_;
  std::uint32_t file_;
  SourcePlace case_;  // of what is taken apart, where a part has none of its own
};

// Of a folder all in its tests/; of a rules file tests/ of its folder has one of the same name.
std::vector<std::string> test_files_of(const std::string& path) {
  std::vector<std::string> files;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const fs::path beside = fs::path(path).parent_path() / "tests" / fs::path(path).filename();
    if (fs::exists(beside, error)) files.push_back(beside.string());
    return files;
  }
  for (const auto& entry : fs::directory_iterator(fs::path(path) / "tests", error)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".yaml") && name != kExplained) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

const RuleTests* TestFiles::find(const std::string& rule) const {
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const RuleTests& tests) { return tests.rule == rule; });
  return found == rules.end() ? nullptr : &*found;
}

TestFiles read_tests(const std::vector<std::string>& rules_paths) {
  TestFiles tests;
  for (const std::string& path : rules_paths) {
    for (const std::string& name : test_files_of(path)) {
      const auto text = read_whole_file(name, {"tests of rules"});
      const std::uint32_t file = tests.files.add(name, text ? *text : std::string());
      try {
        if (!text) fail_load({file, 0, 0}, kCode, text.error().message.substr(name.size() + 2));
        TestReader(tests, file).read();
      } catch (const LoadFailure& failure) {
        tests.errors.push_back(failure.diagnostic);
      }
    }
  }
  return tests;
}

}  // namespace aobo::sim

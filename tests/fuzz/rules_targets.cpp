// Targets of aobo-sim: rules, and the conditions in them.
#include <string>

#include "simulator/rules/parser.h"
#include "simulator/rules/reader.h"
#include "simulator/rules/ruleset.h"
#include "tests/fuzz/target.h"

namespace aobo::fuzz {
namespace {

// Fields as a plugin might have them.
const sim::Schema& schema() {
  static const sim::Schema made = [] {
    std::vector<sim::FieldInfo> fields(3);
    fields[0].name = "aobo.operation";
    fields[1].name = "aobo.violations";
    fields[1].id = 1;
    fields[1].is_list = true;
    fields[2].name = "aobo.count";
    fields[2].id = 2;
    fields[2].type = FTYPE_UINT64;
    return sim::Schema(fields, "aobo");
  }();
  return made;
}

void rules(std::string_view bytes) {
  (void)sim::RuleSet::of_texts({{"rules.yaml", std::string(bytes)}}, schema(), {"aobo", "1.0.0"});
}

void condition(std::string_view bytes) {
  std::string indented = "    ";
  for (const char c : bytes) indented.append(c == '\n' ? "\n    " : std::string(1, c));
  rules("- rule: r\n  desc: d\n  priority: NOTICE\n  source: aobo\n  output: o\n  condition: |\n" +
        indented + "\n");
}

constexpr Target kTargets[] = {
    {"rules", "a file of rules", rules},
    {"condition", "the condition of a rule", condition},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace aobo::fuzz

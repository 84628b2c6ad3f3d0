// aobo-sim validate: loads rules as falco -V does, and says what Falco accepts and an author will
// hardly have meant.
#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/rules/lints.h"
#include "simulator/rules/mutants.h"
#include "simulator/scenario/operation.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

class ValidateRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    rules_.describe(group.options);
    group.options.add_options()("off", po::value(&off_)->value_name("LINT")->composing(),
                                "a lint that is not wanted, by its id")(
        "window", po::value(&windows_)->value_name("SPAN")->composing(),
        "a window that the plugin is configured to count, beside 1m, 10m, 1h and 24h")(
        "list-lints", po::bool_switch(&list_), "list the lints and do nothing else");
    return {std::move(group)};
  }
  po::options_description arguments() override { return rules_.arguments(); }
  Exit run(const po::variables_map& given) override {
    if (const auto vain = in_vain(given)) return fail(Exit::kUsage, "validate: " + *vain);
    if (list_) return list();
    for (const std::string& id : off_) {
      const auto rows = lint_rows();
      if (std::none_of(rows.begin(), rows.end(), [&](const LintRow& row) { return row.id == id; }))
        return fail(Exit::kUsage,
                    fmt::format("validate: no lint \"{}\"; --list-lints lists them", id));
    }
    return validate();
  }

 private:
  std::optional<std::string> in_vain(const po::variables_map& given) const {
    if (list_ && !rules_.rules.empty()) return "RULES have no effect with --list-lints";
    const std::string why = "with --list-lints";
    return without_effect(given, {{"off", !list_, why},
                                  {"window", !list_, why},
                                  {"plugin", !list_, why},
                                  {"falco", !list_, why}});
  }
  static Exit list() {
    for (const LintRow& row : lint_rows())
      std::cout << fmt::format("{:<20} {}\n", row.id, row.text);
    return Exit::kOk;
  }

  // Those that worlds know of, which are Microsoft's own, in aobo's one spelling.
  static std::vector<std::string> known_operations() {
    std::vector<std::string> all;
    for (const Operation& operation : operations()) {
      if (operation.family != Family::kGraph) all.push_back(one_spelling(operation.raw));
    }
    return all;
  }

  Exit validate() const {
    LintOptions how{{off_.begin(), off_.end()}, count_windows(), known_operations()};
    how.windows.insert(how.windows.end(), windows_.begin(), windows_.end());
    Exit exit = Exit::kOk;
    const auto loaded = load_rules(rules_, true, exit);
    if (!loaded) return exit;
    for (const Diagnostic& diagnostic : loaded->rules->used_later())
      std::cerr << loaded->rules->files().render(diagnostic);
    const auto found = lint(*loaded->rules, how);
    for (const Diagnostic& diagnostic : found)
      std::cerr << loaded->rules->files().render(diagnostic);
    const std::size_t warnings =
        loaded->rules->diagnostics().size() + loaded->rules->used_later().size();
    std::cout << fmt::format(
        "{} rules, {} macros, {} lists: they load; {}{} lints\n", loaded->rules->rules().size(),
        loaded->rules->model().macros.size(), loaded->rules->model().lists.size(),
        warnings == 0 ? "" : fmt::format("{} warnings, ", warnings), found.size());
    return found.empty() ? Exit::kOk : Exit::kLint;
  }

  RulesArguments rules_;
  std::vector<std::string> off_, windows_;
  bool list_ = false;
};

}  // namespace

Command validate_command() {
  return {
      "validate",
      "load rules as falco -V does, and find what an author will not have meant",
      {"aobo-sim validate [OPTIONS] RULES...", "aobo-sim validate --list-lints"},
      {"Loads rules files as Falco does and prints its errors and warnings, each with file, line "
       "and column. Then it prints lints: what Falco accepts and an author will not have meant "
       "(docs/lints.md). A comment \"# lint: off ID\" within a rule switches a lint off for that "
       "rule."},
      {kRulesArgument},
      {Exit::kPlugin, Exit::kRules, Exit::kLint},
      {{"check the rules of a folder before they are loaded", "aobo-sim validate rules"}},
      make_invocation<ValidateRun>,
  };
}

}  // namespace aobo::sim

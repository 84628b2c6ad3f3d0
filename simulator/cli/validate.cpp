// aobo-sim validate: loads rules as falco -V does, and says what Falco accepts and an author will
// hardly have meant.
#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/rules/lints.h"
#include "simulator/rules/mutants.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp =
    "aobo-sim validate [OPTIONS] RULES...\n"
    "Loads rules files as Falco does and prints its errors and warnings, each with file, line and "
    "column; then lints: what Falco accepts\n"
    "and an author will hardly have meant (docs/lints.md). A comment \"# lint: off ID\" within a "
    "rule switches a lint off for it.\n\n"
    "Exit codes: 0 nothing to say, 2 usage, 3 plugin, 30 the rules cannot be loaded, 36 a "
    "lint.\n\n";

}  // namespace

Exit run_validate(const std::vector<std::string>& arguments) {
  RulesArguments rules;
  std::vector<std::string> off, windows;
  bool list = false;
  po::options_description options("Options");
  rules.describe(options);
  options.add_options()("off", po::value(&off)->composing(),
                        "a lint that is not wanted, by its id; may be given again")(
      "window", po::value(&windows)->composing(),
      "a window that the plugin is configured to count, beside 10m, 1h and 24h")(
      "list-lints", po::bool_switch(&list), "list the lints")("help", "this text");
  po::options_description hidden;
  hidden.add_options()("rules", po::value(&rules.rules));
  po::variables_map given;
  if (const auto done =
          read_arguments(arguments, {"validate", kHelp, options, {"rules"}}, hidden, given))
    return *done;
  if (list) {
    for (const LintRow& row : lint_rows())
      std::cout << fmt::format("{:<20} {}\n", row.id, row.text);
    return Exit::kOk;
  }
  LintOptions how{{off.begin(), off.end()}, count_windows()};
  how.windows.insert(how.windows.end(), windows.begin(), windows.end());
  for (const std::string& id : off) {
    const auto rows = lint_rows();
    const bool known =
        std::any_of(rows.begin(), rows.end(), [&](const LintRow& row) { return row.id == id; });
    if (!known)
      return fail(Exit::kUsage,
                  fmt::format("validate: no lint \"{}\"; --list-lints lists them", id));
  }
  Exit exit = Exit::kOk;
  const auto loaded = load_rules(rules, true, exit);
  if (!loaded) return exit;
  const auto found = lint(*loaded->rules, how);
  for (const Diagnostic& diagnostic : found) std::cerr << loaded->rules->files().render(diagnostic);
  std::cout << fmt::format("{} rules, {} macros, {} lists: they load; {} lints\n",
                           loaded->rules->rules().size(), loaded->rules->model().macros.size(),
                           loaded->rules->model().lists.size(), found.size());
  return found.empty() ? Exit::kOk : Exit::kLint;
}

}  // namespace aobo::sim

// aobo-sim catalogue: the README of a rules folder, with what its tests found.
#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>
#include <thread>

#include "simulator/check/catalogue.h"
#include "simulator/cli/command.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp =
    "aobo-sim catalogue RULES...\n"
    "Runs the tests of rules and their mutants and prints the README of the folder: each rule with "
    "what it needs, its stories, its\n"
    "property and its scores.\n\n"
    "Exit codes: 0 done, 2 usage, 3 plugin, 5 the plugin failed, 30 rules or tests cannot be "
    "loaded.\n\n";

}  // namespace

Exit run_catalogue(const std::vector<std::string>& arguments) {
  RulesArguments rules;
  po::options_description options("Options");
  rules.describe(options);
  options.add_options()("help", "this text");
  po::options_description hidden;
  hidden.add_options()("rules", po::value(&rules.rules));
  po::variables_map given;
  if (const auto done =
          read_arguments(arguments, {"catalogue", kHelp, options, {"rules"}}, hidden, given))
    return *done;
  Exit exit = Exit::kOk;
  auto loaded = load_rules(rules, false, exit);
  if (!loaded) return exit;
  const TestFiles tests = read_tests(rules.rules);
  for (const Diagnostic& error : tests.errors) std::cerr << tests.files.render(error);
  auto explained = read_explained(rules.rules);
  if (!tests.errors.empty() || !explained)
    return fail(Exit::kRules, explained ? "the tests cannot be loaded" : explained.error().message);
  const std::string scratch = scratch_folder("catalogue");
  const unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  Progress progress(true);
  const auto show = [&](const std::string& text) {
    if (jobs == 1) progress.show(text);
  };
  Checker checker(*loaded->library, *loaded->rules, tests, {{}, 1, 8, jobs, scratch, show});
  const auto check = checker.run();
  if (!check) return fail(Exit::kFailed, check.error().message);
  Mutation mutation(*loaded->library, *loaded->rules, tests, std::move(*explained),
                    {{}, 1, 3, jobs, scratch, show});
  const auto mutated = mutation.run();
  progress.end();
  std::filesystem::remove_all(scratch);
  if (!mutated) return fail(Exit::kFailed, mutated.error().message);
  std::cout << catalogue(*loaded->rules, tests, *check, *mutated);
  return Exit::kOk;
}

}  // namespace aobo::sim

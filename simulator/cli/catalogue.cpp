// aobo-sim catalogue: the README of a rules folder, with what its tests found.
#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>
#include <thread>

#include "simulator/check/catalogue.h"
#include "simulator/check/help_page.h"
#include "simulator/cli/command.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

Exit print_catalogue(const RulesArguments& rules) {
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

Exit print_help_page(const RulesArguments& rules) {
  Exit exit = Exit::kOk;
  const auto loaded = load_rules(rules, false, exit);
  if (!loaded) return exit;
  const auto page = help_page(*loaded->rules, rules.rules.front());
  if (!page) return fail(Exit::kRules, page.error().message);
  std::cout << *page;
  return Exit::kOk;
}

class CatalogueRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    rules_.describe(group.options);
    group.options.add_options()("alerts", po::bool_switch(&alerts_),
                                "print the page of alerts instead, for the people who get them");
    return {std::move(group)};
  }
  po::options_description arguments() override { return rules_.arguments(); }
  Exit run(const po::variables_map&) override {
    return alerts_ ? print_help_page(rules_) : print_catalogue(rules_);
  }

 private:
  RulesArguments rules_;
  bool alerts_ = false;
};

}  // namespace

Command catalogue_command() {
  return {
      "catalogue",
      "print the README of a rules folder, with the scores of its tests",
      {"aobo-sim catalogue [OPTIONS] RULES..."},
      {"Runs the tests of rules as \"aobo-sim check\" and \"aobo-sim mutate\" do and prints the "
       "README of the folder, as Markdown: each rule with what it needs, its stories, its property "
       "and its scores. It takes minutes.",
       "With --alerts it prints the page of alerts, at once: of each rule what it means, what is "
       "normal, what to check, whom to ask and how to quieten it, from the rules and from "
       "help/themes.yaml beside them."},
      {kRulesArgument},
      {Exit::kPlugin, Exit::kRules},
      {{"write the README of the shipped rules", "aobo-sim catalogue rules > rules/README.md"},
       {"write the page of alerts", "aobo-sim catalogue --alerts rules > docs/alerts.md"}},
      make_invocation<CatalogueRun>,
  };
}

}  // namespace aobo::sim

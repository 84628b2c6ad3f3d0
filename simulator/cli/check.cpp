// aobo-sim check: runs the tests of rules, and makes the first world that breaks a property as
// small as it gets.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>
#include <thread>

#include "simulator/check/checker.h"
#include "simulator/check/report.h"
#include "simulator/cli/command.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"
#include "simulator/generate/world_folder.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

struct Options {
  RulesArguments rules;
  std::vector<std::string> only;
  std::uint64_t seed = 1;
  std::uint32_t worlds = 8;
  unsigned jobs = 1;
  std::string junit, json, out;
  bool no_shrink = false, quiet = false;
};

Exit exit_of(const CheckReport& report) {
  Exit worst = Exit::kOk;
  const auto rank = [](CheckClass what) {
    switch (what) {
      case CheckClass::kCase:
        return Exit::kCase;
      case CheckClass::kInvariance:
        return Exit::kInvariance;
      case CheckClass::kVacuous:
      case CheckClass::kUntested:
        return Exit::kUntested;
      default:
        return Exit::kProperty;
    }
  };
  for (const CheckFailure& failure : report.failures) {
    const Exit exit = rank(failure.what);
    if (worst == Exit::kOk || exit < worst) worst = exit;
  }
  return worst;
}

// The first broken property, made small, told and written.
void shrink_first(Checker& checker, const CheckReport& report, const std::string& out) {
  for (const CheckFailure& failure : report.failures) {
    if (failure.seed == 0 || failure.rule.empty() || failure.what == CheckClass::kInvariance)
      continue;
    Progress progress(true);
    const auto least = checker.shrink(failure, [&](std::size_t tries, std::size_t actions) {
      progress.show(fmt::format("{} smaller worlds tried, {} actions left", tries, actions));
    });
    progress.end();
    if (!least) continue;
    std::filesystem::remove_all(out);
    const auto written = write_world(least->options, &least->actions, out, {});
    const CheckFailure left = checker.judge(*least, failure.rule, failure.what).value_or(failure);
    std::cout << smallest_text(*least, left, written ? out : std::string());
    if (written && !write_file(out + "/case.yaml", regression_case(*least, left)))
      std::cerr << out << "/case.yaml: cannot be written\n";
    return;
  }
}

Exit check(const Options& options) {
  Exit exit = Exit::kOk;
  auto loaded = load_rules(options.rules, true, exit);
  if (!loaded) return exit;
  const TestFiles tests = read_tests(options.rules.rules);
  for (const Diagnostic& error : tests.errors) std::cerr << tests.files.render(error);
  if (!tests.errors.empty()) return fail(Exit::kRules, "the tests cannot be loaded");
  for (const std::string& rule : options.only) {
    if (loaded->rules->find(rule) == nullptr)
      return fail(Exit::kUsage, fmt::format("check: no rule \"{}\" in these files", rule));
  }
  if (!options.no_shrink && !may_be_replaced(options.out))
    return fail(Exit::kOutput,
                options.out + ": not a folder of an earlier check; name another with --out");
  const std::string scratch = scratch_folder("check");
  Progress progress(!options.quiet);
  CheckOptions how{options.only, options.seed, options.worlds,      options.jobs,
                   scratch,      {},           options.only.empty()};
  std::mutex mutex;
  how.progress = [&](const std::string& text) {
    const std::lock_guard lock(mutex);
    progress.show(text);
  };
  Checker checker(*loaded->library, *loaded->rules, tests, std::move(how));
  const auto report = checker.run();
  progress.end();
  if (!report) return fail(Exit::kFailed, report.error().message);
  std::cout << report_text(*report, tests.files, !options.quiet) << std::flush;
  if (!options.no_shrink) shrink_first(checker, *report, options.out);
  std::filesystem::remove_all(scratch);
  if (!options.json.empty() && !write_file(options.json, report_json(*report, tests.files)))
    return fail(Exit::kOutput, options.json + ": cannot be written");
  if (!options.junit.empty() && !write_file(options.junit, report_junit(*report, tests.files)))
    return fail(Exit::kOutput, options.junit + ": cannot be written");
  return exit_of(*report);
}

class CheckRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    o_.rules.describe(group.options);
    group.options.add_options()("rule", po::value(&o_.only)->value_name("RULE")->composing(),
                                "only this rule, by its name")(
        "worlds", po::value(&o_.worlds)->value_name("N")->default_value(8),
        "how many worlds to generate for the properties; 0 runs the cases alone")(
        "seed", po::value(&o_.seed)->value_name("N")->default_value(1),
        "seed of the first world; the others follow")(
        "jobs",
        po::value(&o_.jobs)->value_name("N")->default_value(
            std::max(1U, std::thread::hardware_concurrency()), "all cores"),
        "threads at work")("junit", po::value(&o_.junit)->value_name("FILE"),
                           "write the outcome as JUnit XML to this file")(
        "json", po::value(&o_.json)->value_name("FILE"), "write the outcome as JSON to this file")(
        "out", po::value(&o_.out)->value_name("DIR")->default_value("aobo-smallest"),
        "folder for the smallest world that breaks a property; a world of before is removed")(
        "no-shrink", po::bool_switch(&o_.no_shrink),
        "do not make worlds that break properties smaller")(
        "quiet", po::bool_switch(&o_.quiet), "no progress, and of the rules only those that fail");
    return {std::move(group)};
  }
  po::options_description arguments() override { return o_.rules.arguments(); }
  Exit run(const po::variables_map& given) override {
    const bool worlds = o_.worlds > 0;
    if (const auto vain = without_effect(given, {{"seed", worlds, "with --worlds 0"},
                                                 {"out", worlds, "with --worlds 0"},
                                                 {"no-shrink", worlds, "with --worlds 0"},
                                                 {"out", !o_.no_shrink, "with --no-shrink"}}))
      return fail(Exit::kUsage, "check: " + *vain);
    if (o_.jobs == 0 || o_.jobs > 64)
      return fail(Exit::kUsage,
                  fmt::format("check: --jobs must be from 1 to 64, found {}", o_.jobs));
    if (o_.worlds > 10'000)
      return fail(Exit::kUsage,
                  fmt::format("check: --worlds must be at most 10000, found {}", o_.worlds));
    return check(o_);
  }

 private:
  Options o_;
};

}  // namespace

Command check_command() {
  return {
      "check",
      "run the tests of rules: cases, then properties over generated worlds",
      {"aobo-sim check [OPTIONS] RULES..."},
      {"Runs the cases in tests/ beside the rules, then their properties over generated worlds: "
       "each action that must alert does, and nothing else does; whoever is named is who it was; "
       "order, repetition and names of customers change nothing; every rule can fire.",
       "Without --rule it also holds every answer of the plugin in these worlds against their "
       "truth, "
       "as \"aobo-sim judge\" does.",
       "The first world that breaks a property is made as small as it gets, told as a story and "
       "written to the folder of --out. docs/rules.md explains how tests are written.",
       "Where several things fail, the lowest exit code from 31 on is returned."},
      {kRulesArgument},
      {Exit::kPlugin, Exit::kOutput, Exit::kRules, Exit::kCase, Exit::kProperty, Exit::kInvariance,
       Exit::kUntested},
      {{"run all tests of a folder", "aobo-sim check rules"},
       {"run the cases of one rule, without worlds",
        "aobo-sim check --worlds 0 --rule \"aobo DAP returned after it had been removed\" rules"},
       {"write a report for a build server", "aobo-sim check --junit report.xml --quiet rules"}},
      make_invocation<CheckRun>,
  };
}

}  // namespace aobo::sim

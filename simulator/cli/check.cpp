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
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/generate/world_folder.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp =
    "aobo-sim check [OPTIONS] RULES...\n"
    "Runs the tests of rules: the cases of tests/ beside them, then their properties over "
    "generated worlds: each action that\n"
    "must alert does, nothing else does, whoever is named is who it was; order, repetition and "
    "names of customers change nothing;\n"
    "every rule can fire. The first world that breaks a property is made as small as it gets, told "
    "as a story and written to DIR.\n\n"
    "RULES are rules files or folders of them. docs/rules.md tells how tests are written.\n\n"
    "Exit codes: 0 all hold, 2 usage, 3 plugin, 30 rules or tests cannot be loaded, 31 a case "
    "fails, 32 a property is broken,\n"
    "33 order, repetition or names change what alerts, 34 a rule is untested or cannot fire.\n\n";

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
  const auto rank = [](CheckClass c) {
    switch (c) {
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
    if (failure.seed == 0 || failure.what == CheckClass::kInvariance) continue;
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
  CheckOptions how{options.only, options.seed, options.worlds, options.jobs, scratch, {}};
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

}  // namespace

Exit run_check(const std::vector<std::string>& arguments) {
  Options o;
  po::options_description options("Options");
  o.rules.describe(options);
  options.add_options()("rule", po::value(&o.only)->composing(),
                        "only this rule, by its name; may be given again")(
      "worlds", po::value(&o.worlds)->default_value(8),
      "generated worlds for the properties; 0 runs the cases alone")(
      "seed", po::value(&o.seed)->default_value(1), "of the first world; the others follow")(
      "jobs",
      po::value(&o.jobs)->default_value(std::max(1U, std::thread::hardware_concurrency()),
                                        "all cores"),
      "threads at work")("junit", po::value(&o.junit),
                         "write the outcome as JUnit XML to this file")(
      "json", po::value(&o.json), "write the outcome as JSON to this file")(
      "out", po::value(&o.out)->default_value("aobo-smallest"),
      "the folder for the smallest world that breaks a property; what is in it is removed")(
      "no-shrink", po::bool_switch(&o.no_shrink),
      "leave the worlds that break properties as they are")(
      "quiet", po::bool_switch(&o.quiet), "no progress, and of the rules only those that fail")(
      "help", "this text");
  po::options_description hidden;
  hidden.add_options()("rules", po::value(&o.rules.rules));
  po::variables_map given;
  if (const auto done =
          read_arguments(arguments, {"check", kHelp, options, {"rules"}}, hidden, given))
    return *done;
  if (o.jobs == 0 || o.jobs > 64)
    return fail(Exit::kUsage, fmt::format("check: --jobs must be from 1 to 64, found {}", o.jobs));
  if (o.worlds > 10'000)
    return fail(Exit::kUsage,
                fmt::format("check: --worlds must be at most 10000, found {}", o.worlds));
  return check(o);
}

}  // namespace aobo::sim

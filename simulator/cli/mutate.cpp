// aobo-sim mutate: changes the conditions of rules in small ways and says which changes their tests
// do not notice.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>
#include <thread>

#include "plugin/base/json_object.h"
#include "plugin/base/text.h"
#include "simulator/check/mutation.h"
#include "simulator/cli/command.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

struct Options {
  RulesArguments rules;
  std::vector<std::string> only;
  std::uint64_t seed = 1;
  std::uint32_t worlds = 3;
  unsigned jobs = 1, least = 0;
  std::string json;
  bool all_explained = false, quiet = false;
};

void print(const MutationReport& report, const SourceFiles& files, bool quiet) {
  for (const Survivor& s : report.survivors) {
    if (quiet && !s.explained.empty()) continue;
    std::cout << fmt::format("{}: {} of \"{}\" is not noticed\n- {}\n+ {}\n", files.shown(s.place),
                             name(s.kind), printable(s.rule), printable(s.before, 300),
                             s.after.empty() ? "(left out)" : printable(s.after, 300));
    std::cout << fmt::format("  {}: {}\n\n", s.explained.empty() ? "a test that would" : "may stay",
                             printable(s.explained.empty() ? s.hint : s.explained, 400));
  }
  std::cout << fmt::format(
      "{} changed conditions, {} provably the same; of the others {} noticed, {} not ({} of these "
      "explained): {} %\n",
      report.all.mutants, report.all.equivalent, report.all.killed, report.survivors.size(),
      report.all.explained, report.percent());
}

JsonObject& add_scores(JsonObject& object, const MutationScore& score) {
  return object.count("mutants", score.mutants)
      .count("equivalent", score.equivalent)
      .count("killed", score.killed)
      .count("explained", score.explained);
}

std::string json_of(const MutationReport& report, const SourceFiles& files) {
  std::vector<JsonObject> rules, survivors;
  for (const auto& [rule, score] : report.scores)
    add_scores(rules.emplace_back().whole_text("rule", rule), score);
  for (const Survivor& one : report.survivors) {
    survivors.emplace_back()
        .whole_text("rule", one.rule)
        .whole_text("place", files.shown(one.place))
        .whole_text("kind", name(one.kind))
        .whole_text("before", one.before)
        .whole_text("after", one.after)
        .whole_text("hint", one.hint)
        .whole_text("why", one.explained);
  }
  JsonObject all;
  add_scores(all, report.all).count("percent", report.percent());
  return all.objects("rules", rules).objects("survivors", survivors).done() + "\n";
}

Exit mutate(const Options& options) {
  Exit exit = Exit::kOk;
  auto loaded = load_rules(options.rules, false, exit);
  if (!loaded) return exit;
  const TestFiles tests = read_tests(options.rules.rules);
  for (const Diagnostic& error : tests.errors) std::cerr << tests.files.render(error);
  if (!tests.errors.empty()) return fail(Exit::kRules, "the tests cannot be loaded");
  auto explained = read_explained(options.rules.rules);
  if (!explained) return fail(Exit::kRules, explained.error().message);
  for (const std::string& rule : options.only) {
    if (loaded->rules->find(rule) == nullptr)
      return fail(Exit::kUsage, fmt::format("mutate: no rule \"{}\" in these files", rule));
  }
  Progress progress(!options.quiet);
  const std::string scratch = scratch_folder("mutate");
  MutationOptions how{options.only, options.seed, options.worlds, options.jobs, scratch, {}};
  how.progress = [&](const std::string& text) { progress.show(text); };
  Mutation mutation(*loaded->library, *loaded->rules, tests, std::move(*explained), std::move(how));
  const auto report = mutation.run();
  progress.end();
  std::filesystem::remove_all(scratch);
  if (!report) return fail(Exit::kFailed, report.error().message);
  print(*report, loaded->rules->files(), options.quiet);
  if (!options.json.empty() && !write_file(options.json, json_of(*report, loaded->rules->files())))
    return fail(Exit::kOutput, options.json + ": cannot be written");
  const bool unexplained = report->survivors.size() > report->all.explained;
  return report->percent() < options.least || (options.all_explained && unexplained) ? Exit::kScore
                                                                                     : Exit::kOk;
}

class MutateRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    o_.rules.describe(group.options);
    group.options.add_options()("rule", po::value(&o_.only)->value_name("RULE")->composing(),
                                "only this rule, by its name, and no macros")(
        "worlds", po::value(&o_.worlds)->value_name("N")->default_value(3),
        "how many worlds to generate for the properties")(
        "seed", po::value(&o_.seed)->value_name("N")->default_value(1), "seed of the first world")(
        "jobs",
        po::value(&o_.jobs)->value_name("N")->default_value(
            std::max(1U, std::thread::hardware_concurrency()), "all cores"),
        "threads at work")("least", po::value(&o_.least)->value_name("N")->default_value(0),
                           "the least score, in per cent; a lower one is exit code 35")(
        "all-explained", po::bool_switch(&o_.all_explained),
        "exit code 35 where a change that is not noticed has no reason in tests/mutants.yaml")(
        "json", po::value(&o_.json)->value_name("FILE"),
        "write scores and changes that are not noticed as JSON to this file")(
        "quiet", po::bool_switch(&o_.quiet),
        "no progress, and only changes that have no reason in tests/mutants.yaml");
    return {std::move(group)};
  }
  po::options_description arguments() override { return o_.rules.arguments(); }
  Exit run(const po::variables_map& given) override {
    if (const auto vain = without_effect(given, {{"seed", o_.worlds > 0, "with --worlds 0"}}))
      return fail(Exit::kUsage, "mutate: " + *vain);
    if (o_.jobs == 0 || o_.jobs > 64)
      return fail(Exit::kUsage,
                  fmt::format("mutate: --jobs must be from 1 to 64, found {}", o_.jobs));
    return mutate(o_);
  }

 private:
  Options o_;
};

}  // namespace

Command mutate_command() {
  return {
      "mutate",
      "change rules in small ways and find the changes that their tests do not notice",
      {"aobo-sim mutate [OPTIONS] RULES..."},
      {"Changes the condition of every rule and macro in one small way after another and runs the "
       "tests each time: it leaves out a part or an item of a list, negates, turns a comparison, "
       "changes a constant or a window.",
       "Prints each change that the tests do not notice, with the test that would notice it, and "
       "the score: changes noticed, of those that are not provably the same. A change that may "
       "stay unnoticed is listed with its reason in tests/mutants.yaml."},
      {kRulesArgument},
      {Exit::kPlugin, Exit::kOutput, Exit::kRules, Exit::kScore},
      {{"ask of the tests that they notice nine changes of ten",
        "aobo-sim mutate --least 90 rules"}},
      make_invocation<MutateRun>,
  };
}

}  // namespace aobo::sim

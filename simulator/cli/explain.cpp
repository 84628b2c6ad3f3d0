// aobo-sim explain: a rule in full, and why it fires, or does not, for an event.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <functional>
#include <iostream>

#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/cli/command.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/host/config.h"
#include "simulator/report/event_facts.h"
#include "simulator/rules/evaluate.h"
#include "simulator/rules/explain.h"
#include "simulator/rules/session_reader.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

struct Options {
  RulesArguments rules;
  std::string rule, event, config;
  std::vector<std::string> inputs;
};

void print_rule(const LoadedRule& rule) {
  std::cout << fmt::format("{} [{}]\n{}\n\ncondition\n  {}\n\noutput\n  {}\n\n",
                           printable(rule.item.name), name(rule.item.priority),
                           printable(rule.item.desc), printable(to_text(rule.condition)),
                           printable(rule.item.output.text()));
}

// The first events that the rule misses by the fewest checks.
class NearestMisses {
 public:
  static constexpr std::size_t kShown = 3;

  void add(std::size_t missing, const std::function<std::string()>& text_of) {
    if (missing > least_) return;
    if (missing < least_) events_.clear();
    count_ = missing < least_ ? 1 : count_ + 1;
    least_ = missing;
    if (events_.size() < kShown) events_.push_back(text_of());
  }
  std::string text() const {
    if (events_.empty()) return "";
    std::string all =
        fmt::format("\nnearest: {} event{} that {} check{} keep{} it from firing for\n", count_,
                    count_ == 1 ? "" : "s", least_, least_ == 1 ? "" : "s", least_ == 1 ? "s" : "");
    for (const std::string& event : events_) all += "\n" + event;
    return all;
  }

 private:
  std::size_t least_ = SIZE_MAX, count_ = 0;
  std::vector<std::string> events_;
};

std::string event_text(const LoadedRules& loaded, const LoadedRule& rule, EventView& view,
                       bool fires) {
  const EventFacts facts(*loaded.rules, view);
  return fmt::format(
      "{} for {} of {}, {} at {}: {} (id {})\n{}", fires ? "fires" : "does not fire",
      printable(facts.text("aobo.family")), printable(facts.text("aobo.customer.name")),
      printable(facts.text("aobo.actor"), 80), format_time(static_cast<TimeNs>(facts.time_ns())),
      printable(facts.text("aobo.operation"), 80), printable(facts.text("aobo.id"), 80),
      explain(rule, loaded.rules->checks(), view));
}

Exit explain_event(const Options& options, LoadedRules& loaded, const LoadedRule& rule) {
  EventFacts::add_columns(*loaded.rules);
  const auto config = read_config(options.config);
  if (!config) return fail(Exit::kPlugin, config.error().message);
  auto session = Session::start(*loaded.library, for_asking(*config), {});
  if (!session) return fail(Exit::kPlugin, with_file_name(session.error().message, options.config));
  if (const auto error = (*session)->open(input_expression(options.inputs)))
    return fail(Exit::kInput, error->message);
  SessionReader reader(**session, *loaded.schema);
  EventView view(loaded.rules->columns(), reader);
  NearestMisses misses;
  std::uint64_t shown = 0;
  for (;;) {
    const auto more = (*session)->next();
    if (!more) return fail(Exit::kFailed, more.error().message);
    if (!*more) break;
    view.next();
    const std::size_t missing = checks_missing(rule, loaded.rules->checks(), view);
    const bool wanted = options.event.empty()
                            ? missing == 0 && shown == 0
                            : EventFacts(*loaded.rules, view).text("aobo.id") == options.event;
    if (wanted) {
      ++shown;
      std::cout << event_text(loaded, rule, view, missing == 0) << "\n";
    } else if (options.event.empty() && shown == 0) {
      misses.add(missing, [&] { return event_text(loaded, rule, view, false); });
    }
  }
  if (shown == 0)
    std::cout << (options.event.empty()
                      ? "it fires for no event of these inputs\n" + misses.text()
                      : fmt::format("no event with the id {} in these inputs\n", options.event));
  return Exit::kOk;
}

class ExplainRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    options_.rules.describe(group.options);
    group.options.add_options()("rules",
                                po::value(&options_.rules.rules)->value_name("RULES")->composing(),
                                "the rules files, or folders of them, that hold the rule")(
        "event", po::value(&options_.event)->value_name("ID"),
        "the event to explain, by its id as aobo.id shows it; without, the first for which the "
        "rule fires")("config", po::value(&options_.config)->value_name("FILE"),
                      "the plugin's configuration, a JSON file");
    return {std::move(group)};
  }
  po::options_description arguments() override {
    po::options_description options;
    options.add_options()("rule", po::value(&options_.rule))("input", po::value(&options_.inputs));
    return options;
  }
  Exit run(const po::variables_map& given) override {
    if (options_.rule.empty())
      return fail(Exit::kUsage, "explain: which rule? see aobo-sim explain --help");
    const bool reads = !options_.inputs.empty() || !options_.config.empty();
    if (const auto vain = without_effect(given, {{"event", reads, "without INPUT or --config"}}))
      return fail(Exit::kUsage, "explain: " + *vain);
    Exit exit = Exit::kOk;
    auto loaded = load_rules(options_.rules, false, exit);
    if (!loaded) return exit;
    const LoadedRule* rule = loaded->rules->find(options_.rule);
    if (rule == nullptr)
      return fail(Exit::kUsage,
                  fmt::format("explain: no rule \"{}\" in these files", options_.rule));
    print_rule(*rule);
    return reads ? explain_event(options_, *loaded, *rule) : Exit::kOk;
  }

 private:
  Options options_;
};

}  // namespace

Command explain_command() {
  return {
      "explain",
      "say why a rule fires for an event, or does not",
      {"aobo-sim explain RULE --rules RULES [OPTIONS] [INPUT...]"},
      {"Prints a rule in full: what it means, and its condition with lists and macros in place.",
       "With INPUT or --config it reads captured logs too and tells why the rule fires for an "
       "event, or does not: each check with the value that it found."},
      {{"RULE", "the rule, by its name"},
       {"INPUT", "captured logs: a file, a folder, a glob, or - for standard input", true}},
      {Exit::kPlugin, Exit::kInput, Exit::kRules},
      {{"what the rule means",
        "aobo-sim explain \"aobo DAP returned after it had been removed\" --rules rules"},
       {"why it does not fire for an event",
        "aobo-sim explain RULE --rules rules --event ID --config aobo.json"}},
      make_invocation<ExplainRun>,
  };
}

}  // namespace aobo::sim

// aobo-sim explain: a rule in full, and why it fires, or does not, for an event.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <iostream>

#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/cli/command.h"
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

constexpr const char* kHelp =
    "aobo-sim explain RULE --rules RULES [OPTIONS] [INPUT...]\n"
    "Prints a rule in full: what it means, its condition with lists and macros in place. With "
    "INPUT, captured logs, it tells of an event\n"
    "why the rule fires for it, or does not: each check with what it found. The event is that of "
    "--event, an id as %aobo.id shows it;\n"
    "without, the first for which the rule fires.\n\n"
    "Exit codes: 0 done, 2 usage, 3 plugin or configuration, 4 input, 5 the plugin failed, 30 the "
    "rules cannot be loaded.\n\n";

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

Exit explain_event(const Options& options, LoadedRules& loaded, const LoadedRule& rule) {
  EventFacts::add_columns(*loaded.rules);
  const auto config = read_config(options.config);
  if (!config) return fail(Exit::kPlugin, config.error().message);
  auto session = Session::start(*loaded.library, *config, {});
  if (!session) return fail(Exit::kPlugin, with_file_name(session.error().message, options.config));
  if (const auto error = (*session)->open(input_expression(options.inputs)))
    return fail(Exit::kInput, error->message);
  SessionReader reader(**session, *loaded.schema);
  EventView view(loaded.rules->columns(), reader);
  std::uint64_t told = 0;
  for (;;) {
    const auto more = (*session)->next();
    if (!more) return fail(Exit::kFailed, more.error().message);
    if (!*more) break;
    view.next();
    const EventFacts facts(*loaded.rules, view);
    const bool fires = evaluate(rule.program, loaded.rules->checks(), view);
    const bool wanted =
        options.event.empty() ? fires && told == 0 : facts.text("aobo.id") == options.event;
    if (!wanted) continue;
    ++told;
    std::cout << fmt::format(
        "{} for {} of {}, {} at {}: {} (id {})\n{}\n", fires ? "fires" : "does not fire",
        printable(facts.text("aobo.family")), printable(facts.text("aobo.customer.name")),
        printable(facts.text("aobo.actor"), 80), format_time(static_cast<TimeNs>(facts.time_ns())),
        printable(facts.text("aobo.operation"), 80), printable(facts.text("aobo.id"), 80),
        explain(rule, loaded.rules->checks(), view));
  }
  if (told == 0)
    std::cout << (options.event.empty()
                      ? "it fires for no event of these inputs\n"
                      : fmt::format("no event with the id {} in these inputs\n", options.event));
  return Exit::kOk;
}

}  // namespace

Exit run_explain(const std::vector<std::string>& arguments) {
  Options o;
  po::options_description options("Options");
  o.rules.describe(options);
  options.add_options()("rules", po::value(&o.rules.rules)->composing(),
                        "the rules files, or folders of them, that hold it")(
      "event", po::value(&o.event), "the event that is meant, by its id")(
      "config", po::value(&o.config), "the plugin's configuration, a JSON file")("help",
                                                                                 "this text");
  po::options_description hidden;
  hidden.add_options()("rule", po::value(&o.rule))("input", po::value(&o.inputs));
  po::variables_map given;
  if (const auto done =
          read_arguments(arguments, {"explain", kHelp, options, {"rule", "input"}}, hidden, given))
    return *done;
  if (o.rule.empty()) return fail(Exit::kUsage, "explain: which rule? see aobo-sim explain --help");
  Exit exit = Exit::kOk;
  auto loaded = load_rules(o.rules, false, exit);
  if (!loaded) return exit;
  const LoadedRule* rule = loaded->rules->find(o.rule);
  if (rule == nullptr)
    return fail(Exit::kUsage, fmt::format("explain: no rule \"{}\" in these files", o.rule));
  print_rule(*rule);
  return o.inputs.empty() && o.config.empty() ? Exit::kOk : explain_event(o, *loaded, *rule);
}

}  // namespace aobo::sim

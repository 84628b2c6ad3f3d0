// aobo-sim replay: drives the plugin over captured logs and prints who did what in each customer.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/host/config.h"
#include "simulator/host/session.h"
#include "simulator/report/alert_writer.h"
#include "simulator/report/summary.h"
#include "simulator/report/writer.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

using Options = ReplayOptions;

std::string escaped_commas(const std::string& input) {
  std::string out;
  for (const char c : input) {
    if (c == ',') out += '\\';
    out += c;
  }
  return out;
}

std::vector<std::string> split_fields(const std::vector<std::string>& lists) {
  std::vector<std::string> fields;
  for (const std::string& list : lists) {
    std::size_t start = 0;
    while (start <= list.size()) {
      const std::size_t end = std::min(list.find(',', start), list.size());
      if (end > start) fields.push_back(list.substr(start, end - start));
      start = end + 1;
    }
  }
  return fields;
}

class NoWriter : public EventWriter {
 public:
  void write(const Session&) override {}
};

Result<std::unique_ptr<EventWriter>> make_writer(const Session& session, const Options& options) {
  const auto fields = split_fields(options.fields);
  if (options.format == "json") return make_json_writer(session, fields, std::cout);
  if (options.format == "none") return std::unique_ptr<EventWriter>(new NoWriter);
  return fields.empty() ? make_table_writer(session, std::cout)
                        : make_column_writer(session, fields, std::cout);
}

struct SummaryFields {
  FieldQuery family, path, confidence, method, customer, customer_id, operation, is_partner,
      derived, policy, violations;
  WhoFields who;
};

Result<SummaryFields> summary_fields(const Session& session) {
  std::vector<FieldQuery> q;
  for (const char* name :
       {"aobo.family", "aobo.path", "aobo.confidence", "aobo.method", "aobo.customer.name",
        "aobo.customer.id", "aobo.operation", "aobo.is_partner", "aobo.derived", "aobo.policy",
        "aobo.policy.violations"}) {
    auto query = session.query(name);
    if (!query) return query.error();
    q.push_back(std::move(*query));
  }
  auto who = who_fields(session);
  if (!who) return who.error();
  return SummaryFields{q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10], *who};
}

Summary::Line line_of(const Session& session, const SummaryFields& f) {
  Summary::Line line;
  line.family = session.text(f.family);
  line.path = session.text(f.path);
  line.confidence = session.text(f.confidence);
  line.method = session.text(f.method);
  line.derived = session.text(f.derived);
  const auto partner = session.extract(f.is_partner);
  line.is_partner = partner && partner->boolean.value_or(false);
  if (!line.is_partner) return line;
  line.customer = session.text(f.customer);
  if (line.customer.empty()) line.customer = session.text(f.customer_id);
  line.who = who(session, f.who);
  if (!line.confidence.empty()) line.who += " [" + line.confidence + ", " + line.path + "]";
  line.operation = session.text(f.operation);
  line.policy = session.text(f.policy);
  if (const auto violations = session.extract(f.violations)) line.violations = violations->texts;
  return line;
}

Exit replay(const Options& options) {
  Summary summary;
  auto library = Library::load(options.plugin);
  if (!library) return fail(Exit::kPlugin, library.error().message);
  const auto config = read_config(options.config);
  if (!config) return fail(Exit::kPlugin, config.error().message);
  auto session = Session::start(
      **library, *config,
      [&](ss_plugin_log_severity, std::string_view component, std::string_view line) {
        if (component == "refused") summary.add_refusal_example(line);
      });
  if (!session) return fail(Exit::kPlugin, with_file_name(session.error().message, options.config));
  auto writer = make_writer(**session, options);
  if (!writer) return fail(Exit::kUsage, writer.error().message);
  const auto fields = summary_fields(**session);
  if (!fields) return fail(Exit::kPlugin, fields.error().message);
  if (const auto error = (*session)->open(input_expression(options.inputs)))
    return fail(Exit::kInput, error->message);

  Progress progress(!options.quiet);
  (*writer)->begin();
  for (;;) {
    const auto more = (*session)->next();
    if (!more) return fail(Exit::kFailed, more.error().message);
    if (!*more) break;
    const Summary::Line line = line_of(**session, *fields);
    summary.add(line);
    if (options.only == "all" || line.is_partner) (*writer)->write(**session);
    if (progress.due())
      progress.show(fmt::format("{} records, {}", summary.records(), (*session)->progress()));
  }
  progress.end();
  std::cout << std::flush;
  if (!std::cout) return fail(Exit::kOutput, "standard output: writing failed");
  summary.set_metrics((*session)->metrics());
  if (!options.quiet) (options.format == "table" ? std::cout : std::cerr) << summary.text();
  if (!options.summary.empty() && !write_file(options.summary, summary.json()))
    return fail(Exit::kOutput, options.summary + ": cannot be written");
  return Exit::kOk;
}

// The names of the forms of alerts, or of those that can hold mere events.
std::vector<std::string> form_names(bool of_events) {
  std::vector<std::string> names;
  for (const AlertForm& form : alert_forms()) {
    if (form.events || !of_events) names.emplace_back(form.name);
  }
  return names;
}

// "json, ecs or ocsf".
std::string one_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  return text;
}

std::vector<std::string> with_none(std::vector<std::string> names) {
  names.emplace_back("none");
  return names;
}

// What the command line asks for and cannot have; nothing where all is well.
std::optional<std::string> wrong(const Options& o, bool alerts) {
  if (!alerts && !among(o.format, {"table", "json", "none"}))
    return "--format must be table, json or none without --rules, found " + o.format;
  if (alerts && o.format == "table")
    return fmt::format("--format must be {} with --rules, found table",
                       one_of(with_none(form_names(false))));
  const AlertForm* form = find_alert_form(o.format);
  if (o.enriched && (form == nullptr || !form->events))
    return fmt::format("--enriched needs --format {}, found {}", one_of(form_names(true)),
                       o.format);
  if (o.jobs != 1 && o.jobs != 2) return fmt::format("--jobs must be 1 or 2, found {}", o.jobs);
  return std::nullopt;
}

class ReplayRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    describe_events(group.options);
    describe_alerts(group.options);
    return {std::move(group)};
  }
  po::options_description arguments() override {
    po::options_description options;
    options.add_options()("input", po::value(&options_.inputs));
    return options;
  }
  Exit run(const po::variables_map&) override {
    const bool alerts = !options_.rules.empty() || options_.enriched;
    if (options_.format.empty())
      options_.format = alerts ? (options_.rules.empty() ? "ecs" : "text") : "table";
    if (const auto problem = wrong(options_, alerts))
      return fail(Exit::kUsage, "replay: " + *problem);
    return alerts ? replay_alerts(options_) : replay(options_);
  }

 private:
  void describe_events(po::options_description& options) {
    options.add_options()(
        "config", po::value(&options_.config)->value_name("FILE"),
        "the plugin's configuration, a JSON file; relative paths in it start from its folder")(
        "plugin",
        po::value(&options_.plugin)
            ->value_name("FILE")
            ->default_value(default_plugin(), "libaobo.so beside aobo-sim"),
        "the plugin to drive")(
        "format",
        po::value(&options_.format)
            ->value_name(fmt::format("table|{}", fmt::join(with_none(form_names(false)), "|"))),
        fmt::format("form of what is printed. Events: table, json (an object a line) or none (the "
                    "summary alone); table where not given. Alerts, with --rules: {}, text and "
                    "json as Falco prints them; text where not given",
                    one_of(with_none(form_names(false))))
            .c_str())(
        "fields", po::value(&options_.fields)->value_name("FIELDS")->composing(),
        "fields to print, separated by commas: columns of a table, or keys of the JSON; "
        "\"aobo-sim fields\" lists them")(
        "only", po::value(&options_.only)->value_name("all|partner")->default_value("all"),
        "all events, or those of partners alone")("summary",
                                                  po::value(&options_.summary)->value_name("FILE"),
                                                  "write the summary as JSON to this file")(
        "quiet", po::bool_switch(&options_.quiet), "no progress, and no summary on the terminal");
  }
  void describe_alerts(po::options_description& options) {
    options.add_options()(
        "rules", po::value(&options_.rules)->value_name("RULES")->composing(),
        "print the alerts of these Falco rules, files or folders, in place of the events")(
        "rule-matching",
        po::value(&options_.matching)->value_name("first|all")->default_value("first"),
        "which of the rules that fire for an event alert: the first one, or all")(
        "priority", po::value(&options_.priority)->value_name("PRIORITY")->default_value("debug"),
        "leave out rules of a lower priority")(
        "tag", po::value(&options_.tags)->value_name("TAG")->composing(),
        "only rules with this tag, or with one of these")(
        "fail-on", po::value(&options_.fail_on)->value_name("PRIORITY"),
        "exit code 37 where there is an alert of this priority or a higher one")(
        "enriched", po::bool_switch(&options_.enriched),
        fmt::format("write every event, not only alerts, as {}", one_of(form_names(true))).c_str())(
        "jobs", po::value(&options_.jobs)->value_name("N")->default_value(1),
        "threads: 2 reads the logs in one and holds events against the rules in another");
    describe_falco(options, options_.falco);
  }

  Options options_;
};

}  // namespace

std::string input_expression(const std::vector<std::string>& inputs) {
  std::string all;
  for (const std::string& input : inputs) {
    if (!all.empty()) all += ',';
    all += input == "-" ? input : escaped_commas(std::filesystem::absolute(input).string());
  }
  return all;
}

std::string with_file_name(const std::string& message, const std::string& file) {
  constexpr std::string_view kConfiguration = "configuration:";
  return message.starts_with(kConfiguration) ? file + ":" + message.substr(kConfiguration.size())
                                             : message;
}

Command replay_command() {
  return {
      "replay",
      "read captured logs and print who did what in each customer",
      {"aobo-sim replay [OPTIONS] INPUT...", "aobo-sim replay [OPTIONS] --config FILE"},
      {"Drives the plugin over captured logs as Falco does and prints each event with the person "
       "behind it. Without INPUT the inputs of the configuration are read.",
       "With --rules it prints, in place of the events, the alerts that these Falco rules raise; "
       "docs/rules.md explains rules.",
       "Events and alerts go to standard output. The summary goes to standard output behind a "
       "table or alerts as text, else to standard error, so that --format json prints JSON and "
       "nothing else."},
      {{"INPUT",
        "a file, a folder, a glob, or - for standard input; gzip and zstd are known by "
        "their content",
        true}},
      {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kRules, Exit::kAlerts},
      {{"who did what in the partner's own and the customers' logs",
        "aobo-sim replay --config sample-data/aobo.json --only partner"},
       {"the alerts of the shipped rules, for a SIEM that reads ECS",
        "aobo-sim replay --config aobo.json --rules rules --format ecs"},
       {"fail a job when an alert is critical or worse",
        "aobo-sim replay --config aobo.json --rules rules --fail-on critical --quiet"}},
      make_invocation<ReplayRun>,
  };
}

}  // namespace aobo::sim

// aobo-sim replay: drives the plugin over captured logs and prints who did what in each customer.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/terminal.h"
#include "simulator/host/config.h"
#include "simulator/host/session.h"
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

po::options_description describe(Options& o) {
  po::options_description options("Options");
  options.add_options()(
      "config", po::value(&o.config),
      "the plugin's configuration, a JSON file; relative paths in it start from its folder")(
      "plugin", po::value(&o.plugin)->default_value(default_plugin(), "beside aobo-sim"),
      "the plugin to drive")(
      "format", po::value(&o.format),
      "of events: table, json (one object an event) or none (the summary alone). Of alerts, with "
      "--rules: text "
      "and json as Falco prints them, ecs, ocsf (one object a line) or none")(
      "fields", po::value(&o.fields)->composing(),
      "fields to print, comma-separated: columns of a table, or keys of the JSON. \"aobo-sim "
      "fields\" lists them")("only", po::value(&o.only)->default_value("all"),
                             "all events, or those of a partner alone: all, partner")(
      "summary", po::value(&o.summary), "write the summary as JSON to this file")(
      "rules", po::value(&o.rules)->composing(),
      "print the alerts of these Falco rules, files or folders, in place of the events")(
      "rule-matching", po::value(&o.matching)->default_value("first"),
      "of the rules that fire for an event the first alone, or all: first, all")(
      "priority", po::value(&o.priority)->default_value("debug"),
      "the least priority of rules that are enabled")("tag", po::value(&o.tags)->composing(),
                                                      "only rules with one of these tags")(
      "fail-on", po::value(&o.fail_on),
      "exit code 37 where an alert of this priority or a higher one comes")(
      "enriched", po::bool_switch(&o.enriched),
      "write every event, not only alerts; formats json, ecs, ocsf")(
      "jobs", po::value(&o.jobs)->default_value(1),
      "2: one thread reads the logs, another holds events against the rules")(
      "quiet", po::bool_switch(&o.quiet), "no progress, no summary on the terminal")("help",
                                                                                     "this text");
  return options;
}

constexpr const char* kHelp =
    "aobo-sim replay [OPTIONS] INPUT...\n"
    "Reads captured logs and prints who did what in each customer.\n\n"
    "INPUT is a file, a folder, a glob or - for standard input; gzip and zstd are told by content. "
    "Without INPUT the\n"
    "inputs of the configuration are read.\n\n"
    "Events go to standard output; with --format json so does nothing else. The summary goes to "
    "standard output behind\n"
    "the table, else to standard error. With --rules alerts go there in place of events; "
    "docs/rules.md tells of rules.\n\n"
    "Exit codes: 0 done, 2 usage, 3 plugin or configuration, 4 input, 5 the plugin failed, 6 "
    "output, 30 the rules cannot be\n"
    "loaded, 37 an alert of the priority of --fail-on.\n\n";

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

Exit run_replay(const std::vector<std::string>& arguments) {
  Options options;
  const po::options_description visible = describe(options);
  po::options_description hidden;
  hidden.add_options()("input", po::value(&options.inputs));
  po::variables_map given;
  if (const auto done =
          read_arguments(arguments, {"replay", kHelp, visible, {"input"}}, hidden, given))
    return *done;
  const bool alerts = !options.rules.empty() || options.enriched;
  if (options.format.empty())
    options.format = alerts ? (options.rules.empty() ? "ecs" : "text") : "table";
  if (!alerts && !among(options.format, {"table", "json", "none"})) {
    return fail(Exit::kUsage,
                "replay: --format must be table, json or none, found " + options.format);
  }
  if (alerts && !among(options.format, {"text", "json", "ecs", "ocsf", "none"})) {
    return fail(Exit::kUsage,
                "replay: --format must be text, json, ecs, ocsf or none with --rules, found " +
                    options.format);
  }
  if (options.enriched && among(options.format, {"text", "none"})) {
    return fail(Exit::kUsage,
                "replay: --enriched needs --format json, ecs or ocsf, found " + options.format);
  }
  if (!among(options.matching, {"first", "all"})) {
    return fail(Exit::kUsage,
                "replay: --rule-matching must be first or all, found " + options.matching);
  }
  if (options.jobs != 1 && options.jobs != 2)
    return fail(Exit::kUsage, fmt::format("replay: --jobs must be 1 or 2, found {}", options.jobs));
  if (!among(options.only, {"all", "partner"})) {
    return fail(Exit::kUsage, "replay: --only must be all or partner, found " + options.only);
  }
  return alerts ? replay_alerts(options) : replay(options);
}

}  // namespace aobo::sim

// aobo-sim replay: drives the plugin over captured logs and prints who did what in each customer.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "plugin/base/text.h"
#include "simulator/ask/listing.h"
#include "simulator/ask/reach.h"
#include "simulator/cli/ask_options.h"
#include "simulator/cli/command.h"
#include "simulator/cli/follow_status.h"
#include "simulator/cli/interrupt.h"
#include "simulator/cli/metrics_file.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"
#include "simulator/host/config.h"
#include "simulator/host/session.h"
#include "simulator/inspect/likeness.h"
#include "simulator/report/alert_writer.h"
#include "simulator/report/columns.h"
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

class NoWriter : public EventWriter {
 public:
  void write(const Session&) override {}
};

// Of the table; 0 where it is as wide as it likes: a file, or another program, gets the columns in
// full.
std::size_t width_of(const Options& options) {
  const bool fits = options.width != 0 || isatty(STDOUT_FILENO) == 1;
  return fits ? look_of(options.width).width : 0;
}

Result<std::unique_ptr<EventWriter>> make_writer(const Session& session, const Options& options,
                                                 const Zone& zone, std::ostream& out) {
  const auto fields = split_fields(options.fields);
  if (options.format == "json" || options.format == "ndjson")
    return make_json_writer(session, fields, out);
  if (options.format == "csv") return make_csv_writer(session, fields, out, zone);
  if (options.format == "none") return std::unique_ptr<EventWriter>(new NoWriter);
  if (!fields.empty()) return make_column_writer(session, fields, out, zone);
  return make_table_writer(session, out, zone, width_of(options), look_of(options.width).paint);
}

// The summary behind a table is as wide as that.
std::string fitting(const std::string& summary, const Options& options) {
  const std::size_t width = options.format == "table" ? width_of(options) : 0;
  return width == 0 ? summary : wrapped_lines(summary, width);
}

// Reads all events; shows those that are wanted.
class Replayer {
 public:
  Replayer(const Options& options, const Zone& zone, const TimeSpan& span)
      : options_(options), zone_(zone), span_(span) {}

  Exit run() {
    auto library = Library::load(options_.plugin);
    if (!library) return fail(Exit::kPlugin, library.error().message);
    const auto config = config_of(options_);
    if (!config) return fail(Exit::kPlugin, config.error().message);
    has_state_ = has_state(*config);
    if (options_.follow) voice_.hear_of_the_start();
    auto session = Session::start(**library, *config, voice_.log());
    if (!session)
      return fail(Exit::kPlugin, with_file_name(session.error().message, options_.config));
    const Exit exit = shown(**session);
    if (exit != Exit::kOk && exit != Exit::kInput) return exit;
    session->reset();  // a last snapshot may fail
    return outcome(voice_, exit);
  }

 private:
  Exit shown(Session& session) {
    auto listing = Listing::make(session, options_.sort, options_.limit, std::cout);
    if (!listing) return fail(Exit::kPlugin, listing.error().message);
    auto writer = make_writer(session, options_, zone_, (*listing)->lines());
    if (!writer) return fail(Exit::kUsage, writer.error().message);
    const auto lines = SummaryReader::make(session);
    if (!lines) return fail(Exit::kPlugin, lines.error().message);
    auto selection = Selection::make(session, options_.wanted, span_);
    if (!selection) return fail_in_lines(Exit::kUsage, selection.error().message);
    auto reach = SessionReach::make(session, span_);
    if (!reach) return fail(Exit::kPlugin, reach.error().message);
    if (const auto error = session.open(input_expression(options_.inputs)))
      return voice_.cannot_open(error->message);
    if (!metrics_.write(session)) return fail(Exit::kOutput, metrics_.error());
    if (options_.format != "none") heading(session);
    if (const auto error = read(session, *lines, **selection, **writer, **listing, *reach))
      return cannot_go_on(voice_, *error);
    (*listing)->end();
    reach->write_beside(zone_);
    return unless_never_met(ended(session, **listing), **selection, has_state_);
  }
  // Before the lines, which may be sorted first.
  void heading(Session& session) {
    if (const auto writer = make_writer(session, options_, zone_, std::cout)) (*writer)->begin();
  }
  std::optional<Error> read(Session& session, const SummaryReader& lines, Selection& selection,
                            EventWriter& writer, Listing& listing, SessionReach& reach) {
    Progress progress(!options_.quiet);
    FollowStatus status(options_.follow, progress);
    watch_interrupts();
    session.stop_where(interrupted);
    session.before_each_batch([&] {
      status.waiting(session);
      metrics_.keep(session);
      return flush_output();
    });
    for (;;) {
      const auto more = session.next();
      if (!more) return more.error();
      if (!*more) break;
      status.event();
      reach.add(session);
      if (selection.holds()) {
        const Summary::Line line = lines.line(session);
        const bool shown = options_.only == "all" || line.is_partner;
        if (shown) summary_.add(line);
        if (shown && listing.wants_next()) {
          writer.write(session);
          listing.written();
        }
      }
      if (!options_.follow && progress.due())
        progress.show(session.progress() + progress.pace(session.pace()));
    }
    progress.end();
    return std::nullopt;
  }
  Exit ended(Session& session, const Listing& listing) {
    if (const auto error = flush_output()) return fail_of(*error);
    session.acknowledge();
    if (listing.left_out() > 0 && options_.format != "none")
      std::cerr << fmt::format("and {} events more\n", listing.left_out());
    const auto metrics = session.metrics();
    summary_.set_metrics(metrics);
    session.close();  // of a run that was stopped what each input came to is told here
    if (!options_.quiet)
      (options_.format == "table" ? std::cout : std::cerr)
          << fitting(summary_.text(), options_) << std::flush;
    if (!options_.summary.empty() &&
        !write_file(options_.summary, summary_.json(seen_from_outside)))
      return fail(Exit::kOutput, options_.summary + ": cannot be written");
    if (!metrics_.write(session)) return fail(Exit::kOutput, metrics_.error());
    return exit_of_inputs(metrics, options_.inputs, voice_.of_inputs());
  }

  const Options& options_;
  const Zone& zone_;
  const TimeSpan& span_;
  bool has_state_ = false;
  MetricsFile metrics_{options_.metrics};
  Summary summary_;
  PluginVoice voice_{[this](std::string_view line) { summary_.add_refusal_example(line); },
                     [this](std::string_view line) { summary_.add_input(line); }};
};

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
// Whether both names are of one file, also where it is not there yet.
bool same_file(const std::string& one, const std::string& other) {
  std::error_code error;
  const auto whole = [&](const std::string& name) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(name, error), error);
  };
  return !other.empty() &&
         (whole(one) == whole(other) || std::filesystem::equivalent(one, other, error));
}

std::optional<std::string> wrong(const Options& options, const po::variables_map& given,
                                 bool alerts) {
  if (!alerts && !among(options.format, {"table", "csv", "json", "ndjson", "none"}))
    return "--format must be table, csv, json, ndjson or none without --rules, found " +
           options.format;
  if (alerts && among(options.format, {"table", "csv", "ndjson"}))
    return fmt::format("--format must be {} with --rules, found {}",
                       one_of(with_none(form_names(false))), options.format);
  const AlertForm* form = find_alert_form(options.format);
  if (options.enriched && (form == nullptr || !form->events))
    return fmt::format("--enriched needs --format {}, found {}", one_of(form_names(true)),
                       options.format);
  if (options.follow && options.sort != "time")
    return "--sort needs the end of all inputs, and with --follow there is none";
  if (options.follow && is_given(given, "limit"))
    return "--limit ends a list, and with --follow there is no end: all that comes later would not "
           "be shown";
  if (options.jobs != 1 && options.jobs != 2)
    return fmt::format("--jobs must be 1 or 2, found {}", options.jobs);
  if (is_given(given, "limit") && options.limit == 0) return "--limit must be at least 1, found 0";
  if (auto width = wrong_width(options.width)) return width;
  if (!options.summary.empty() && same_file(options.summary, options.metrics))
    return "--summary and --metrics name one file, " + options.metrics +
           "; the one would be written over the other: name two";
  return without_effect(options, given, alerts);
}

class ReplayRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    describe_events(group.options);
    describe_alerts(group.options);
    OptionsGroup shown{"What is shown; all is read, whatever is shown", {}};
    describe_shown(shown.options);
    return {std::move(group), std::move(shown)};
  }
  po::options_description arguments() override { return input_argument(options_.inputs); }
  Exit run(const po::variables_map& given) override {
    const bool alerts = !options_.rules.empty() || options_.enriched;
    options_.zone_given = is_given(given, "tz");
    if (options_.format.empty())
      options_.format = alerts ? (options_.rules.empty() ? "ecs" : "text") : "table";
    if (const auto problem = wrong(options_, given, alerts))
      return fail(Exit::kUsage, "replay: " + *problem);
    const auto zone = Zone::find(options_.zone);
    if (!zone) return fail(Exit::kUsage, "replay: " + zone.error().message);
    if (const auto whole = read_config(options_.config)) {
      if (const auto problem = without_effect_of_state(*whole, given))
        return fail(Exit::kUsage, "replay: " + *problem);
    }
    if (const auto config = config_of(options_)) {
      if (const auto problem = would_lose(*config, given))
        return fail(Exit::kUsage, "replay: " + *problem);
    }
    if (!can_write(options_.summary))
      return fail(Exit::kOutput, options_.summary + ": cannot be written");
    const auto span = span_of(options_.wanted, *zone, clock_now());
    if (!span) return fail(Exit::kUsage, "replay: " + span.error().message);
    return alerts ? replay_alerts(options_, *zone, *span) : Replayer(options_, *zone, *span).run();
  }

 private:
  void describe_events(po::options_description& options) {
    describe_plugin(options, options_.config, options_.plugin);
    options.add_options()(
        "format",
        po::value(&options_.format)
            ->value_name(
                fmt::format("table|csv|ndjson|{}", fmt::join(with_none(form_names(false)), "|"))),
        fmt::format("form of what is printed. Events: table, csv (safe to open in a "
                    "spreadsheet), json or ndjson (both an object a line, as events come) or none "
                    "(the summary alone); "
                    "table where not given. Alerts, with --rules: {}, text and "
                    "json as Falco prints them, with what \"aobo-sim show\" takes; text where "
                    "not given",
                    one_of(with_none(form_names(false))))
            .c_str())(
        "fields", po::value(&options_.fields)->value_name("FIELDS")->composing(),
        "fields to print, separated by commas: in full and with tabs between them in place of a "
        "table, or as keys of the JSON; "
        "with --rules the columns of each alert behind the rule's name; "
        "\"aobo-sim fields\" lists them")(
        "only", po::value(&options_.only)->value_name("all|partner")->default_value("all"),
        "all events, or those of partners alone")("summary",
                                                  po::value(&options_.summary)->value_name("FILE"),
                                                  "write the summary as JSON to this file")(
        "metrics", po::value(&options_.metrics)->value_name("FILE"),
        "write the plugin's metrics to this file, in the text form of Prometheus: at the start, "
        "every ten seconds and at the end")(
        "follow", po::bool_switch(&options_.follow),
        "go on as the files grow, come and go, until Ctrl-C; what there is now comes first")(
        "no-state", po::bool_switch(&options_.no_state),
        "leave the configuration's \"state\" alone: read all, keep nothing, mark nothing as told")(
        "quiet", po::bool_switch(&options_.quiet), "no progress, and no summary on the terminal");
  }
  void describe_shown(po::options_description& options) {
    describe_wanted(options, options_.wanted);
    options.add_options()("limit", po::value(&options_.limit)->value_name("N"),
                          "at most so many; how many more there are is told")(
        "sort",
        po::value(&options_.sort)
            ->value_name("time|customer|person|operation")
            ->default_value("time"),
        "in which order; time is the order in which events come");
    describe_zone(options, options_.zone);
    describe_width(options, options_.width);
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

Result<SummaryReader> SummaryReader::make(const Session& session) {
  SummaryReader r;
  const struct {
    const char* name;
    FieldQuery& into;
  } fields[] = {{"aobo.family", r.family_},
                {"aobo.path", r.path_},
                {"aobo.confidence", r.confidence_},
                {"aobo.method", r.method_},
                {"aobo.customer.name", r.customer_},
                {"aobo.customer.id", r.customer_id_},
                {"aobo.operation", r.operation_},
                {"aobo.is_partner", r.is_partner_},
                {"aobo.derived", r.derived_},
                {"aobo.policy", r.policy_},
                {"aobo.policy.violations", r.violations_}};
  for (const auto& field : fields) {
    auto query = session.query(field.name);
    if (!query) return query.error();
    field.into = std::move(*query);
  }
  auto who = who_fields(session);
  if (!who) return who.error();
  r.who_ = std::move(*who);
  return r;
}

Summary::Line SummaryReader::line(const Session& session) const {
  Summary::Line line;
  line.family = session.text(family_);
  line.path = session.text(path_);
  line.confidence = session.text(confidence_);
  line.method = session.text(method_);
  line.derived = session.text(derived_);
  const auto partner = session.extract(is_partner_);
  line.is_partner = partner && partner->boolean.value_or(false);
  if (!line.is_partner) return line;
  line.customer = session.text(customer_);
  if (line.customer.empty()) line.customer = session.text(customer_id_);
  line.who = who(session, who_);
  if (!line.confidence.empty()) line.who += " [" + line.confidence + ", " + line.path + "]";
  line.operation = session.text(operation_);
  line.policy = session.text(policy_);
  if (const auto violations = session.extract(violations_)) line.violations = violations->texts;
  return line;
}

std::optional<Error> flush_output() {
  std::cout << std::flush;
  if (std::cout) return std::nullopt;
  return Error{"standard output: writing failed"};
}

Exit fail_of(const Error& error) {
  return fail(std::cout ? Exit::kFailed : Exit::kOutput, error.message);
}

// Of many files a run begins after it was opened, and then it is told that its state is of no use.
Exit cannot_go_on(const PluginVoice& voice, const Error& error) {
  return voice.state_trouble() && std::cout ? voice.cannot_open(error.message) : fail_of(error);
}

Exit outcome(const PluginVoice& voice, Exit otherwise) {
  if (interrupted()) return Exit::kInterrupted;
  return voice.state_trouble() ? Exit::kState : otherwise;
}

Exit unless_never_met(Exit exit, const Selection& selection, bool has_state) {
  // With a state it is the next part of the input that was read, in which anything may be lacking.
  if (exit != Exit::kOk || has_state || interrupted()) return exit;
  const auto never_met = selection.never_met();
  return never_met ? fail(Exit::kUsage, "replay: " + *never_met) : exit;
}

Result<std::string> config_of(const ReplayOptions& options) {
  auto config = read_config(options.config);
  if (config && options.no_state) config = without_state(*config);
  // Texts for people have the zone that is asked for; what machines read has UTC.
  if (config && options.zone_given && among(options.format, {"table", "csv", "text"}))
    config = with_time_zone(*config, options.zone);
  return config && options.follow ? Result(with_follow(*config)) : config;
}

std::string input_expression(const std::vector<std::string>& inputs) {
  std::string all;
  for (const std::string& input : inputs) {
    if (!all.empty()) all += ',';
    const bool as_it_is = input == "-" || input.starts_with("kafka://");
    all += as_it_is ? input : escaped_commas(std::filesystem::absolute(input).string());
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
       "nothing else.",
       "With --follow it does not end: it prints what comes as it comes, until Ctrl-C or a signal "
       "stops it."},
      {{"INPUT",
        "a file, a folder, a glob, or - for standard input; gzip and zstd are known by "
        "their content",
        true}},
      {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kState, Exit::kRules, Exit::kAlerts,
       Exit::kInterrupted},
      {{"who did what in the partner's own and the customers' logs",
        "aobo-sim replay --config sample-data/aobo.json --only partner"},
       {"what bob did at Contoso today, for a spreadsheet",
        "aobo-sim replay --config aobo.json --customer contoso --person 'bob@*' --from today "
        "--format csv"},
       {"the alerts of the shipped rules, for a SIEM that reads ECS",
        "aobo-sim replay --config aobo.json --rules rules --format ecs"},
       {"the alerts as they come, while collectors write",
        "aobo-sim replay --config aobo.json --rules rules --follow logs"},
       {"fail a job when an alert is critical or worse",
        "aobo-sim replay --config aobo.json --rules rules --fail-on critical --quiet"}},
      make_invocation<ReplayRun>,
  };
}

}  // namespace aobo::sim

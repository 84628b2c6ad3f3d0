// aobo-sim replay --rules: drives the plugin over captured logs, holds every event against the
// rules and prints the alerts.
#include <fmt/format.h>

#include <iostream>
#include <set>

#include "plugin/base/nearest.h"
#include "plugin/base/text.h"
#include "simulator/ask/listing.h"
#include "simulator/ask/reach.h"
#include "simulator/cli/follow_status.h"
#include "simulator/cli/interrupt.h"
#include "simulator/cli/metrics_file.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"
#include "simulator/host/config.h"
#include "simulator/host/event_pump.h"
#include "simulator/inspect/likeness.h"
#include "simulator/report/alert_summary.h"
#include "simulator/report/alert_writer.h"
#include "simulator/rules/matcher.h"
#include "simulator/rules/session_reader.h"

namespace aobo::sim {
namespace {

// Where only the summary is asked for, any form does.
std::unique_ptr<AlertWriter> make_writer(const std::string& format, const RuleSet& rules,
                                         const Zone& zone, std::ostream& out) {
  const AlertForm* form = find_alert_form(format);
  return (form != nullptr ? *form : alert_forms().front()).make(rules, out, zone);
}

// What is asked of each event besides the rules.
struct Shown {
  std::unique_ptr<Listing> listing;
  std::unique_ptr<Selection> selection;
  SummaryReader lines;
  SessionReach reach;
  std::unique_ptr<EventWriter> columns;  // of --fields; null where there are none
};
Result<Shown> make_shown(const Session& session, const ReplayOptions& options, const Zone& zone,
                         const TimeSpan& span) {
  auto listing = Listing::make(session, options.sort, options.limit, std::cout);
  if (!listing) return listing.error();
  auto selection = Selection::make(session, options.wanted, span);
  if (!selection) return selection.error();
  auto lines = SummaryReader::make(session);
  if (!lines) return lines.error();
  auto reach = SessionReach::make(session, span);
  if (!reach) return reach.error();
  Shown shown{std::move(*listing), std::move(*selection), std::move(*lines), std::move(*reach),
              nullptr};
  const auto fields = split_fields(options.fields);
  if (fields.empty()) return shown;
  auto columns = make_column_writer(session, fields, shown.listing->lines(), zone);
  if (!columns) return columns.error();
  shown.columns = std::move(*columns);
  std::cout << "rule";
  for (const std::string& field : fields) std::cout << '\t' << printable(field);
  std::cout << '\n';
  return shown;
}

// Holds events against rules and prints what comes of it.
class Alerter {
 public:
  Alerter(Session& session, RuleSet& rules, const MatchOptions& how, const ReplayOptions& options,
          const Zone& zone, Shown shown)
      : session_(session),
        rules_(rules),
        reader_(session, rules.schema()),
        matcher_(rules, reader_, how),
        options_(options),
        zone_(zone),
        shown_(std::move(shown)),
        writer_(make_writer(options.format, rules, zone, shown_.listing->lines())) {}

  // The event that the session has at hand.
  void event() {
    shown_.reach.add(session_);
    if (!shown_.selection->holds()) return;
    const Summary::Line line = shown_.lines.line(session_);
    if (options_.only == "partner" && !line.is_partner) return;
    events_summary_.add(line);
    ++events_;
    const auto& fired = matcher_.match();
    EventView& view = matcher_.event();
    for (const std::size_t i : fired) {
      const LoadedRule& rule = rules_.rules()[i];
      if (options_.format != "none" && shown_.listing->wants_next()) write(rule, view);
      summary_.add(rule.item, {rules_, view});
    }
    if (options_.enriched && fired.empty() && shown_.listing->wants_next()) {
      writer_->event(view);
      shown_.listing->written();
    }
  }
  void end() {
    shown_.listing->end();
    shown_.reach.write_beside(zone_);
  }

  const AlertSummary& summary() const { return summary_; }
  Summary& events_summary() { return events_summary_; }
  std::uint64_t events() const { return events_; }
  const Selection& selection() const { return *shown_.selection; }
  std::uint64_t left_out() const { return shown_.listing->left_out(); }

 private:
  void write(const LoadedRule& rule, EventView& view) {
    if (shown_.columns) {
      shown_.listing->lines() << printable(rule.item.name) << '\t';
      shown_.columns->write(session_);
    } else {
      writer_->alert(rule, view);
    }
    shown_.listing->written();
  }

  Session& session_;
  RuleSet& rules_;
  SessionReader reader_;
  Matcher matcher_;
  const ReplayOptions& options_;
  const Zone& zone_;
  Shown shown_;
  std::unique_ptr<AlertWriter> writer_;
  AlertSummary summary_;
  Summary events_summary_;
  std::uint64_t events_ = 0;
};

std::optional<Error> run_alone(Session& session, Alerter& alerter, Progress& progress,
                               MetricsFile& metrics, bool follow) {
  FollowStatus status(follow, progress);
  session.before_each_batch([&] {
    status.alerts(alerter.summary().alerts());
    status.waiting(session);
    metrics.keep(session);
    return flush_output();
  });
  for (;;) {
    const auto more = session.next();
    if (!more) return more.error();
    if (!*more) return std::nullopt;
    status.event();
    alerter.event();
    if (!follow && progress.due())
      progress.show(fmt::format("{} events, {} alerts, {}{}", alerter.events(),
                                alerter.summary().alerts(), session.progress(),
                                progress.pace(session.pace())));
  }
}

// One thread reads and weighs the logs; this one holds what comes of them against the rules.
std::optional<Error> run_beside(Session& source, Session& session, Alerter& alerter,
                                Progress& progress, MetricsFile& metrics) {
  EventPump pump(source);
  while (!interrupted()) {
    auto chunk = pump.next([&] { metrics.keep(source); });
    if (!chunk) return chunk.error();
    if (!*chunk) return std::nullopt;
    metrics.keep(source);
    for (std::size_t i = 0; i < (*chunk)->offsets.size(); ++i) {
      session.borrow(
          reinterpret_cast<const ss_plugin_event*>((*chunk)->bytes.data() + (*chunk)->offsets[i]),
          (*chunk)->first + i);
      alerter.event();
      if (progress.due())
        progress.show(fmt::format("{} events, {} alerts, {}{}", alerter.events(),
                                  alerter.summary().alerts(), (*chunk)->progress,
                                  progress.pace((*chunk)->pace)));
    }
    // The next chunk may be long in coming: what was raised is out before.
    if (const auto error = flush_output()) return error;
  }
  return std::nullopt;
}

// A tag that no rule has; nothing where each is there.
std::optional<std::string> unknown_tag(const RuleSet& rules, const std::vector<std::string>& tags) {
  std::set<std::string> known;
  for (const LoadedRule& rule : rules.rules())
    known.insert(rule.item.tags.begin(), rule.item.tags.end());
  for (const std::string& tag : tags) {
    if (known.contains(tag)) continue;
    const std::string near = nearest(tag, {known.begin(), known.end()});
    return fmt::format(
        "--tag: no rule has the tag \"{}\"{}", printable(tag, 100),
        near.empty() ? "" : fmt::format("; the nearest is \"{}\"", printable(near, 100)));
  }
  return std::nullopt;
}

Result<MatchOptions> match_options(const ReplayOptions& options) {
  MatchOptions how{options.matching == "all", Priority::kDebug, options.tags, {}};
  const auto least = priority_of(options.priority);
  if (!least)
    return Error{fmt::format("--priority must be one of Falco's, from emergency to debug, found {}",
                             options.priority)};
  how.least = *least;
  return how;
}

}  // namespace

namespace {

// The end of a replay: what is printed behind the alerts, and the exit code.
Exit finish(Alerter& alerter, Session& reads, const ReplayOptions& options,
            const PluginVoice& voice, const std::vector<std::string>& of_each_input,
            const std::optional<Priority>& fail_on, bool has_state) {
  if (const auto error = flush_output()) return fail_of(*error);
  reads.acknowledge();
  if (alerter.left_out() > 0) std::cerr << fmt::format("and {} more\n", alerter.left_out());
  const auto metrics = reads.metrics();
  const auto refused = metrics.find("refused");
  if (!options.quiet) {
    (options.format == "text" || options.format == "none" ? std::cout : std::cerr)
        << alerter.summary().text(alerter.events());
    if (refused != metrics.end() && refused->second > 0)
      std::cerr << fmt::format("{} records were refused; replay without --rules tells why\n",
                               refused->second);
  }
  alerter.events_summary().set_metrics(metrics);
  reads.close();  // of a run that was stopped what each input came to is told here
  for (const std::string& line : of_each_input) alerter.events_summary().add_input(line);
  if (!options.summary.empty() &&
      !write_file(options.summary, alerter.events_summary().json(seen_from_outside)))
    return fail(Exit::kOutput, options.summary + ": cannot be written");
  const Exit inputs = exit_of_inputs(metrics, options.inputs, voice.of_inputs());
  const bool alarmed = fail_on && alerter.summary().reached(*fail_on);
  const Exit exit = alarmed ? Exit::kAlerts : inputs;
  return unless_never_met(exit, alerter.selection(), has_state);
}

}  // namespace

Exit replay_alerts(const ReplayOptions& options, const Zone& zone, const TimeSpan& span) {
  const auto how = match_options(options);
  if (!how) return fail(Exit::kUsage, "replay: " + how.error().message);
  const auto fail_on = options.fail_on.empty() ? std::nullopt : priority_of(options.fail_on);
  if (!options.fail_on.empty() && !fail_on)
    return fail(Exit::kUsage,
                "replay: --fail-on must be one of Falco's priorities, found " + options.fail_on);
  Exit exit = Exit::kOk;
  RulesArguments arguments{options.plugin, options.falco, options.rules};
  auto loaded = options.rules.empty() ? load_schema(options.plugin, options.falco, exit)
                                      : load_rules(arguments, !options.quiet, exit);
  if (!loaded) return exit;
  if (!loaded->rules) loaded->rules = RuleSet::of_texts({}, *loaded->schema, {});
  if (const auto unknown = unknown_tag(*loaded->rules, options.tags))
    return fail(Exit::kUsage, "replay: " + *unknown);
  EventFacts::add_columns(*loaded->rules);
  const auto config = config_of(options);
  if (!config) return fail(Exit::kPlugin, config.error().message);
  std::vector<std::string> of_each_input;
  PluginVoice voice({}, [&](std::string_view line) { of_each_input.emplace_back(line); });
  if (options.follow) voice.hear_of_the_start();
  auto session = Session::start(*loaded->library, *config, voice.log());
  if (!session) return fail(Exit::kPlugin, with_file_name(session.error().message, options.config));
  const bool beside = options.jobs > 1;
  auto source = beside ? Session::start(*loaded->library, *config, voice.log_of_inputs())
                       : Result<std::unique_ptr<Session>>(std::unique_ptr<Session>());
  if (!source) return fail(Exit::kPlugin, with_file_name(source.error().message, options.config));
  Session& reads = *source ? **source : **session;
  if (const auto error = reads.open(input_expression(options.inputs)))
    return voice.cannot_open(error->message);
  reads.stop_where(interrupted);

  auto shown = make_shown(**session, options, zone, span);
  if (!shown) return fail_in_lines(Exit::kUsage, shown.error().message);
  Alerter alerter(**session, *loaded->rules, *how, options, zone, std::move(*shown));
  Progress progress(!options.quiet);
  watch_interrupts();
  MetricsFile metrics(options.metrics);
  if (!metrics.write(reads)) return fail(Exit::kOutput, metrics.error());
  const auto error = *source ? run_beside(**source, **session, alerter, progress, metrics)
                             : run_alone(**session, alerter, progress, metrics, options.follow);
  progress.end();
  if (error) return cannot_go_on(voice, *error);
  alerter.end();
  if (!metrics.write(reads)) return fail(Exit::kOutput, metrics.error());
  exit = finish(alerter, reads, options, voice, of_each_input, fail_on, has_state(*config));
  if (exit == Exit::kOutput || exit == Exit::kFailed) return exit;
  source->reset();  // a last snapshot may fail
  session->reset();
  return outcome(voice, exit);
}

}  // namespace aobo::sim

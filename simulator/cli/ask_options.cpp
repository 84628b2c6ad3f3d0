#include "simulator/cli/ask_options.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "simulator/ask/reach.h"
#include "simulator/cli/interrupt.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/terminal.h"
#include "simulator/host/config.h"

namespace aobo::sim {

namespace po = boost::program_options;

namespace {

constexpr unsigned kNarrowest = 80, kWidest = 250, kUnknownWidth = 120;

unsigned terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUnknownWidth;
  return std::clamp<unsigned>(size.ws_col, kNarrowest, kWidest);
}

bool colours() {
  const char* off = std::getenv("NO_COLOR");  // https://no-color.org
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 && (off == nullptr || *off == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

}  // namespace

void describe_plugin(po::options_description& options, std::string& config, std::string& plugin,
                     const char* of_config) {
  options.add_options()("config", po::value(&config)->value_name("FILE"), of_config)(
      "plugin",
      po::value(&plugin)->value_name("FILE")->default_value(default_plugin(),
                                                            "libaobo.so beside aobo-sim"),
      "the plugin to drive");
}

po::options_description input_argument(std::vector<std::string>& inputs) {
  po::options_description options;
  options.add_options()("input", po::value(&inputs));
  return options;
}

void describe_reading(po::options_description& options, AskOptions& into) {
  describe_plugin(options, into.config, into.plugin);
  options.add_options()("quiet", po::bool_switch(&into.quiet), "no progress");
}

void describe_span(po::options_description& options, Wanted& into) {
  options.add_options()(
      "from", po::value(&into.from)->value_name("TIME"),
      "from this time on: 2026-03-02, \"2026-03-02 14:30\", 14:30 (today's), \"2 days ago\", "
      "yesterday")("to", po::value(&into.to)->value_name("TIME"),
                   "before this time; of a date all of the day");
}

void describe_wanted(po::options_description& options, Wanted& into) {
  options.add_options()(
      "customer", po::value(&into.customers)->value_name("CUSTOMER")->composing(),
      "events at this customer, by name or tenant id; * stands for any characters, here and in "
      "the next ones")(
      "person", po::value(&into.people)->value_name("PERSON")->composing(),
      "of this person, by UPN, name or object id; also where the person is a candidate")(
      "partner", po::value(&into.partners)->value_name("PARTNER")->composing(),
      "of this partner, by name or tenant id")(
      "operation", po::value(&into.operations)->value_name("OPERATION")->composing(),
      "of this operation")(
      "activity", po::value(&into.activities)->value_name("ID")->composing(),
      "of this activity, by aobo.activity.id: all records of one and the same deed")(
      "family", po::value(&into.families)->value_name("FAMILY")->composing(), "of this log family")(
      "path", po::value(&into.paths)->value_name("PATH")->composing(), "by this way in")(
      "confidence", po::value(&into.confidences)->value_name("CONFIDENCE")->composing(),
      "with a name, or none, that is this sure")(
      "where", po::value(&into.where)->value_name("CONDITION"),
      "for which this condition of Falco's language holds, by what is known when an event comes");
  describe_span(options, into);
}

void describe_zone(po::options_description& options, std::string& zone) {
  options.add_options()("tz", po::value(&zone)->value_name("ZONE")->default_value("UTC"),
                        "time zone of what is shown and of --from and --to, like "
                        "Europe/Amsterdam");
}

void describe_width(po::options_description& options, unsigned& width) {
  options.add_options()("width", po::value(&width)->value_name("N"),
                        "columns of a table, from 80 to 250; the terminal's where not given");
}

std::optional<std::string> wrong_width(unsigned width) {
  if (width == 0 || (width >= kNarrowest && width <= kWidest)) return std::nullopt;
  return "--width must be from 80 to 250, found " + std::to_string(width);
}

Look look_of(unsigned width) { return {width == 0 ? terminal_width() : width, Paint(colours())}; }

std::optional<Reading> read_events(const std::string& command, const AskOptions& options,
                                   const Zone& zone, const OnEvent& on_event, Exit& exit) {
  const auto failed = [&](Exit code, const std::string& message) {
    exit = fail(code, message);
    return std::nullopt;
  };
  const auto span = span_of(options.wanted, zone, clock_now());
  if (!span) return failed(Exit::kUsage, command + ": " + span.error().message);
  auto library = Library::load(options.plugin);
  if (!library) return failed(Exit::kPlugin, library.error().message);
  const auto config = read_config(options.config);
  if (!config) return failed(Exit::kPlugin, config.error().message);
  auto session = Session::start(**library, for_asking(*config), show_warning);
  if (!session)
    return failed(Exit::kPlugin, with_file_name(session.error().message, options.config));
  const auto reader = EventReader::make(**session);
  if (!reader) return failed(Exit::kPlugin, reader.error().message);
  auto selection = Selection::make(**session, options.wanted, *span);
  if (!selection) {
    exit = fail_in_lines(Exit::kUsage, selection.error().message);
    return std::nullopt;
  }
  if (const auto error = (*session)->open(input_expression(options.inputs)))
    return failed(Exit::kInput, error->message);

  Reading reading;
  Reach reach(*span);
  Progress progress(!options.quiet);
  watch_interrupts();
  while (!interrupted()) {
    const auto more = (*session)->next();
    if (!more) return failed(Exit::kFailed, more.error().message);
    if (!*more) break;
    AskedEvent event = reader->read(**session);
    reach.add(event);
    on_event(**session, std::move(event), (*selection)->holds_whoever_it_was());
    if (progress.due()) progress.show((*session)->progress() + progress.pace((*session)->pace()));
  }
  progress.end();
  reading.stopped = interrupted();
  reading.beside = reach.beside(zone);
  if (!reading.stopped) reading.never_met = (*selection)->never_met();
  reading.metrics = (*session)->metrics();
  reading.inputs = options.inputs;
  return reading;
}

// Nothing where all was printed, and of all that there is.
static std::optional<Exit> print(const std::string& text, bool stopped) {
  std::cout << text;
  if (const auto error = flush_output()) return fail_of(*error);
  if (stopped) return fail(Exit::kInterrupted, "stopped; this is what was known by then");
  return std::nullopt;
}

Exit answer(const std::string& text, const Reading& reading) {
  if (!reading.beside.empty()) std::cerr << "aobo-sim: " << reading.beside << "\n";
  const auto failed = print(text, reading.stopped);
  return failed ? *failed : exit_of_inputs(reading.metrics, reading.inputs);
}

Exit answer(const std::string& text, Exit otherwise) {
  return print(text, interrupted()).value_or(otherwise);
}

TimeNs clock_now() {
  if (const char* set = std::getenv("AOBO_NOW")) {
    if (const auto time = parse_time(set)) return *time;
  }
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace aobo::sim

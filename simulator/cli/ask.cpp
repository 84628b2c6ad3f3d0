// aobo-sim who, timeline, gaps, show: questions after an incident.
#include <fmt/format.h>

#include <map>

#include "plugin/base/text.h"
#include "simulator/ask/answers.h"
#include "simulator/ask/kept_events.h"
#include "simulator/ask/record_ids.h"
#include "simulator/cli/ask_options.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/terminal.h"
#include "simulator/report/place.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

class Question : public Invocation {
 public:
  explicit Question(std::string name) : name_(std::move(name)) {}
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    describe_reading(group.options, options_);
    describe(group.options);
    describe_zone(group.options, options_.zone);
    describe_width(group.options, options_.width);
    return {std::move(group)};
  }
  po::options_description arguments() override { return input_argument(options_.inputs); }
  Exit run(const po::variables_map& given) override {
    if (const auto wrong = wrong_width(options_.width))
      return fail(Exit::kUsage, name_ + ": " + *wrong);
    if (const auto vain = without_effect(
            given, {{"width", options_.format == "table", "with --format " + options_.format}}))
      return fail(Exit::kUsage, name_ + ": " + *vain);
    const auto zone = Zone::find(options_.zone);
    if (!zone) return fail(Exit::kUsage, name_ + ": " + zone.error().message);
    return answered(*zone);
  }

 protected:
  virtual void describe(po::options_description& options) {
    describe_wanted(options, options_.wanted);
    describe_format(options);
  }
  virtual Exit answered(const Zone& zone) = 0;
  // read_events, and an error where a value that was asked for does not stand in the input.
  std::optional<Reading> read_whole(const Zone& zone, const OnEvent& on_event, Exit& exit) {
    auto reading = read_events(name_, options_, zone, on_event, exit);
    if (!reading || !reading->never_met) return reading;
    exit = exit_of_inputs(reading->metrics, reading->inputs);
    if (exit == Exit::kOk) exit = fail(Exit::kUsage, name_ + ": " + *reading->never_met);
    return std::nullopt;
  }
  void describe_format(po::options_description& options) {
    options.add_options()(
        "format",
        po::value(&options_.format)->value_name("table|csv|json|ndjson")->default_value("table"),
        "form of the answer; csv is safe to open in a spreadsheet, json is one array, ndjson an "
        "object "
        "a line");
  }
  Exit too_many() const {
    return fail(Exit::kUsage,
                fmt::format("{}: more than {} events to keep; narrow them down with --customer, "
                            "--person, --from or --to",
                            name_, kMostEvents));
  }
  std::string name_;
  AskOptions options_;
};

// A question that the selected events answer, read as a whole.
class EventsQuestion : public Question {
 public:
  using Question::Question;

 private:
  virtual std::string text(const std::vector<AskedEvent>& events, const Zone& zone) const = 0;
  // Of each event that is read, chosen or not.
  virtual void begin(const TimeSpan&, const Zone&) {}
  virtual void met(const AskedEvent&) {}

  Exit answered(const Zone& zone) final {
    Reading reading;
    Exit exit = Exit::kOk;
    const auto events = selected(zone, reading, exit);
    return events ? answer(text(*events, zone), reading) : exit;
  }
  // The selected events, with the last answer for each; nothing where it failed.
  std::optional<std::vector<AskedEvent>> selected(const Zone& zone, Reading& reading, Exit& exit) {
    KeptEvents events;
    const auto span = span_of(options_.wanted, zone, clock_now());
    if (!span) {
      exit = fail(Exit::kUsage, name_ + ": " + span.error().message);
      return std::nullopt;
    }
    begin(*span, zone);
    const auto read = read_whole(
        zone,
        [&](const Session&, AskedEvent&& event, bool chosen) {
          met(event);
          events.add(std::move(event), chosen);
        },
        exit);
    if (!read) return std::nullopt;
    if (events.full()) {
      exit = too_many();
      return std::nullopt;
    }
    reading = *read;
    return events.take(options_.wanted);
  }
};

class WhoRun : public EventsQuestion {
 public:
  WhoRun() : EventsQuestion("who") {}

 private:
  std::string text(const std::vector<AskedEvent>& events, const Zone& zone) const override {
    const AnswerTable table = who_table(events, zone);
    if (table.size() == 0 && options_.format == "table") return "nobody of a partner acted\n";
    return table.text(options_.format, look_of(options_.width));
  }
};

class TimelineRun : public EventsQuestion {
 public:
  TimelineRun() : EventsQuestion("timeline") {}

 private:
  void begin(const TimeSpan& span, const Zone& zone) override {
    span_ = span;
    gaps_.emplace(options_.wanted, span_, zone);
  }
  void met(const AskedEvent& event) override { gaps_->add(event); }
  std::string text(const std::vector<AskedEvent>& events, const Zone& zone) const override {
    const Look look = look_of(options_.width);
    return options_.format == "table" ? timeline_text(events, gaps_.value(), zone, look)
                                      : timeline_table(events, zone).text(options_.format, look);
  }
  TimeSpan span_;
  std::optional<Gaps> gaps_;
};

class GapsRun : public Question {
 public:
  GapsRun() : Question("gaps") {}

 private:
  void describe(po::options_description& options) override {
    options.add_options()(
        "customer", po::value(&options_.wanted.customers)->value_name("CUSTOMER")->composing(),
        "logs of this customer, by name or tenant id; * stands for any characters")(
        "family", po::value(&options_.wanted.families)->value_name("FAMILY")->composing(),
        "of this log family");
    describe_span(options, options_.wanted);
    describe_format(options);
  }
  Exit answered(const Zone& zone) override {
    const auto span = span_of(options_.wanted, zone, clock_now());
    if (!span) return fail(Exit::kUsage, name_ + ": " + span.error().message);
    Gaps gaps(options_.wanted, *span, zone);
    Exit exit = Exit::kOk;
    const auto reading = read_whole(
        zone, [&](const Session&, AskedEvent&& event, bool) { gaps.add(event); }, exit);
    if (!reading) return exit;
    const AnswerTable table = gaps.table(reading->metrics);
    if (table.size() == 0 && options_.format == "table")
      return answer("no gap shows in these logs\n", *reading);
    return answer(table.text(options_.format, look_of(options_.width)), *reading);
  }
};

class ShowRun : public Question {
 public:
  ShowRun() : Question("show") {}
  po::options_description arguments() override {
    po::options_description options;
    options.add_options()("id", po::value(&id_));
    options.add(Question::arguments());
    return options;
  }

 private:
  void describe(po::options_description&) override {}
  Exit answered(const Zone& zone) override {
    if (id_.empty())
      return fail(Exit::kUsage,
                  "show: no id; give the id of a record, as aobo.id, an alert or "
                  "timeline shows it");
    KeptEvents kept(true);
    std::map<std::uint64_t, std::string> found;  // the records, by the numbers of their events
    std::optional<Result<RecordIds>> ids;
    const auto place = parse_place(id_);
    Exit exit = Exit::kOk;
    const auto reading = read_events(
        name_, options_, zone,
        [&](const Session& session, AskedEvent&& event, bool) {
          if (!ids) ids = RecordIds::make(session);
          if (*ids) (*ids)->read(session, event);
          const bool at_place =
              place && !event.is_derived() && place->is(event.origin, event.offset);
          if (at_place || equal_ignoring_case(event.id, id_) ||
              equal_ignoring_case(event.activity, id_)) {
            const auto raw = session.query("aobo.raw");
            found.emplace(event.number, raw ? session.text(*raw) : "");
          }
          kept.add(std::move(event), true);
        },
        exit);
    if (!reading) return exit;
    if (kept.full()) return too_many();
    if (found.empty()) return not_found(*reading);
    const std::vector<AskedEvent> events = kept.take({});
    std::string text;
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto raw = found.find(events[i].number);
      if (raw != found.end())
        text += (text.empty() ? "" : "\n") +
                show_text(events, i, raw->second, zone, look_of(options_.width));
    }
    return answer(text, *reading);
  }
  Exit not_found(const Reading& reading) const {
    if (reading.stopped)
      return fail(Exit::kInterrupted,
                  fmt::format("show: stopped before an event with the id \"{}\" was read",
                              printable(id_, 100)));
    return fail(Exit::kUsage,
                fmt::format("show: no event has the id \"{}\"; ids are those of aobo.id and "
                            "aobo.activity.id, or FILE@OFFSET of a record without one, as "
                            "\"aobo-sim timeline\" shows them",
                            printable(id_, 100)));
  }
  std::string id_;
};

std::vector<Exit> question_exits() {
  return {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kInterrupted};
}

}  // namespace

Command who_command() {
  return {"who",
          "list who was in which customer's tenant, first and last",
          {"aobo-sim who [OPTIONS] INPUT...", "aobo-sim who [OPTIONS] --config FILE"},
          {"A row for each person and customer: the first and the last record, how many records, "
           "how many activities (several records may tell of one, which counts once, for whoever "
           "is named): entries (a sign-in, a check-out or a window) and actions (all others), and "
           "how many records were outside what was agreed. Each record counts with the last answer "
           "for it."},
          {kInputArgument},
          question_exits(),
          {{"who was at Contoso", "aobo-sim who --config aobo.json --customer contoso"}},
          make_invocation<WhoRun>};
}

Command timeline_command() {
  return {
      "timeline",
      "tell what each person did at each customer, in order",
      {"aobo-sim timeline [OPTIONS] INPUT...", "aobo-sim timeline [OPTIONS] --config FILE"},
      {"A line for each activity, by person and customer, with a ruler for each day and a mark "
       "for each pause of an hour and more; of how many records, where several tell of it. What "
       "is outside the agreement, follows from other records or has no name is marked before "
       "it. Each record counts with the last answer for it."},
      {kInputArgument},
      question_exits(),
      {{"what somebody did since Monday",
        "aobo-sim timeline --config aobo.json --person bob@adatum.example --from 2026-03-02"}},
      make_invocation<TimelineRun>};
}

Command gaps_command() {
  return {"gaps",
          "list what was not collected",
          {"aobo-sim gaps [OPTIONS] INPUT...", "aobo-sim gaps [OPTIONS] --config FILE"},
          {"Told gaps, days without a record of a log that has records on others, records that "
           "could not be read, and records that came late. A log of which nothing was read at all "
           "is not listed: nothing shows that it is there."},
          {kInputArgument},
          question_exits(),
          {{"what is missing of Contoso", "aobo-sim gaps --config aobo.json --customer contoso"}},
          make_invocation<GapsRun>};
}

Command show_command() {
  return {"show",
          "show all that is known of one event",
          {"aobo-sim show [OPTIONS] ID INPUT...", "aobo-sim show [OPTIONS] --config FILE ID"},
          {"Who it was and why so, each sentence of evidence with the record it came from; whether "
           "it was allowed and by what right; what else that person did within an hour before and "
           "after; its other records; the record itself with its place."},
          {{"ID",
            "the id of a record, as an alert, timeline or replay with --fields aobo.id shows it, "
            "FILE@OFFSET of one without an id, or aobo.activity.id for all records of an "
            "activity"},
           kInputArgument},
          question_exits(),
          {{"an alert's event",
            "aobo-sim show --config aobo.json 48d884d6-757e-4446-b916-125d19180363"}},
          make_invocation<ShowRun>};
}

}  // namespace aobo::sim

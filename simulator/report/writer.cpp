#include "simulator/report/writer.h"

#include <fmt/format.h>

#include <array>

#include "plugin/base/json_text.h"
#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/report/columns.h"
#include "simulator/report/csv.h"
#include "simulator/report/place.h"

namespace aobo::sim {
namespace {

// A moment is its number of nanoseconds, as the plugin has it and as what reads this takes it;
// aobo.time.text says it for a reader whose numbers end at 2^53.
void append_json_value(std::string& json, const FieldInfo& info, const FieldValue& value) {
  if (value.number) {
    json += std::to_string(*value.number);
  } else if (value.boolean) {
    json += *value.boolean ? "true" : "false";
  } else if (value.ip) {
    append_json_string(json, value.ip->text());
  } else if (!info.is_list) {
    append_json_string(json, value.texts.front());
  } else {
    append_json_list(json, value.texts);
  }
}

// `stamped`: a time with its offset, for another program.
std::string shown(const FieldInfo& info, const FieldValue& value, const Zone& zone,
                  bool stamped = false) {
  if (value.number && info.type == FTYPE_ABSTIME) {
    const auto time = static_cast<TimeNs>(*value.number);
    return stamped ? zone.stamped(time) : zone.written(time);
  }
  if (value.number) return std::to_string(*value.number);
  if (value.boolean) return *value.boolean ? "true" : "false";
  if (value.ip) return value.ip->text();
  std::string text;
  for (const std::string& part : value.texts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

Result<std::vector<FieldQuery>> queries(const Session& session,
                                        const std::vector<std::string>& fields) {
  std::vector<FieldQuery> all;
  for (const std::string& field : fields) {
    auto query = session.query(field);
    if (!query) return query.error();
    all.push_back(std::move(*query));
  }
  return all;
}

class JsonWriter : public EventWriter {
 public:
  JsonWriter(std::vector<FieldQuery> fields, std::ostream& out)
      : fields_(std::move(fields)), out_(out) {}

  void write(const Session& session) override {
    line_ = "{";
    for (const FieldQuery& field : fields_) {
      const auto value = session.extract(field);
      if (!value) continue;
      if (line_.size() > 1) line_ += ',';
      append_json_string(line_, field.shown);
      line_ += ':';
      append_json_value(line_, *field.info, *value);
    }
    out_ << line_ << "}\n";
  }

 private:
  std::vector<FieldQuery> fields_;
  std::ostream& out_;
  std::string line_;
};

class ColumnWriter : public EventWriter {
 public:
  ColumnWriter(std::vector<FieldQuery> fields, std::ostream& out, const Zone& zone)
      : fields_(std::move(fields)), out_(out), zone_(zone) {}

  void begin() override {
    for (std::size_t i = 0; i < fields_.size(); ++i)
      out_ << (i == 0 ? "" : "\t") << printable(fields_[i].shown);
    out_ << '\n';
  }
  void write(const Session& session) override {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const auto value = session.extract(fields_[i]);
      out_ << (i == 0 ? "" : "\t")
           << (value ? printable(shown(*fields_[i].info, *value, zone_, !zone_.is_utc())) : "-");
    }
    out_ << '\n';
  }

 private:
  std::vector<FieldQuery> fields_;
  std::ostream& out_;
  Zone zone_;
};

class CsvWriter : public EventWriter {
 public:
  CsvWriter(std::vector<FieldQuery> fields, std::ostream& out, const Zone& zone)
      : fields_(std::move(fields)), out_(out), zone_(zone) {}

  void begin() override {
    std::vector<std::string> names;
    for (const FieldQuery& field : fields_) names.push_back(field.shown);
    out_ << csv_line(names);
  }
  void write(const Session& session) override {
    std::vector<std::string> cells;
    for (const FieldQuery& field : fields_) {
      const auto value = session.extract(field);
      cells.push_back(value ? shown(*field.info, *value, zone_, true) : "");
    }
    out_ << csv_line(cells);
  }

 private:
  std::vector<FieldQuery> fields_;
  std::ostream& out_;
  Zone zone_;
};

struct TableFields {
  FieldQuery time, customer, customer_id, path, operation, target, result, confidence, derived,
      violations, id, origin, offset;
  WhoFields who;
};

class TableWriter : public EventWriter {
 public:
  TableWriter(TableFields fields, std::ostream& out, const Zone& zone, std::size_t width,
              Paint paint)
      : f_(std::move(fields)), out_(out), zone_(zone), width_(width), paint_(paint) {
    if (narrow())
      widths_ = share_out(std::array<ColumnWidth, 8>{{{20, width < kRoomForSeconds ? kMinute : 20},
                                                      {18, 8},
                                                      {38, 10},
                                                      {10, 5},
                                                      {14, 4},
                                                      {40, 8},
                                                      {30, 4},
                                                      {24, 7}}},
                          width);
  }

  void begin() override {
    row({fmt::format("TIME ({})", zone_.name()), "CUSTOMER", "WHO", "SURE", "VIA", "WHAT", "ON",
         "RESULT"});
  }
  void write(const Session& session) override {
    std::string customer = session.text(f_.customer);
    if (customer.empty()) customer = session.text(f_.customer_id);
    // A derived event by its kind, and behind a result what the action breaks.
    const std::string derived = session.text(f_.derived);
    const std::string result = result_text(session);
    const std::string person = who(session, f_.who);
    const Cells cells = {time_text(static_cast<TimeNs>(session.event_time_ns())),
                         customer,
                         person,
                         session.text(f_.confidence),
                         session.text(f_.path),
                         derived.empty() ? session.text(f_.operation) : "=> " + derived,
                         session.text(f_.target),
                         result};
    row(cells, meaning(session, derived));
    if (narrow()) below(cells, session);
  }

 private:
  using Cells = std::array<std::string, 8>;
  static constexpr std::size_t kMinute = 16;  // letters of "2026-03-02 09:00"
  static constexpr std::size_t kRoomForSeconds = 100;

  bool narrow() const { return width_ != 0; }
  // What was cut stands whole below, with what "aobo-sim show" takes.
  void below(const Cells& cells, const Session& session) const {
    constexpr std::string_view kTitles[] = {"",    "customer", "who", "sure",
                                            "via", "what",     "on",  "result"};
    std::string words;
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const std::string cell = printable(cells[i]);
      if (shown_width(cell) <= widths_[i]) continue;
      words += fmt::format("{}{}: {}", words.empty() ? "" : "; ", kTitles[i], cell);
    }
    if (words.empty()) return;
    std::string id = session.text(f_.id);
    if (id.empty()) {
      const auto offset = session.extract(f_.offset);
      id = place_text(session.text(f_.origin), offset ? offset->number : std::nullopt);
    }
    if (!id.empty()) words += "; id: " + printable(id);
    out_ << wrapped("    " + words, width_, 6) << '\n';
  }
  Meaning meaning(const Session& session, const std::string& derived) const {
    if (session.extract(f_.violations)) return Meaning::kWrong;
    const std::string sure = session.text(f_.confidence);
    const bool doubt = sure == "ambiguous" || sure == "conflict" || sure == "unresolved";
    return doubt || !derived.empty() ? Meaning::kDoubt : Meaning::kPlain;
  }
  // What is outside of the agreement stands before what else there is where both do not fit: the
  // mark is never cut away.
  std::string result_text(const Session& session) const {
    std::string result = session.text(f_.result), marks;
    if (const auto violations = session.extract(f_.violations)) {
      for (const std::string& violation : violations->texts)
        marks += (marks.empty() ? "!" : " !") + violation;
    }
    if (marks.empty() || result.empty()) return result + marks;
    const std::string whole = result + " " + marks;
    const bool fits = !narrow() || shown_width(printable(whole)) <= widths_.back();
    return fits ? whole : marks + " " + result;
  }
  // A terminal gets it to the second, and to the minute where that has no room.
  std::string time_text(TimeNs time) const {
    if (!narrow()) return zone_.written(time);
    const std::string text = zone_.written(time - (time % kSecondNs + kSecondNs) % kSecondNs);
    return shown_width(text) <= widths_.front()
               ? text
               : zone_.date(time) + " " + zone_.clock(time).substr(0, 5);
  }
  void row(const Cells& cells, Meaning meaning = Meaning::kHead) {
    std::string line;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i)
      line += padded(narrow() ? cut_in_the_middle(printable(cells[i]), widths_[i])
                              : printable(cells[i]),
                     widths_[i]) +
              "  ";
    line += narrow() ? cut_in_the_middle(printable(cells.back()), widths_.back())
                     : printable(cells.back());
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out_ << paint_(meaning, line) << '\n';
  }

  TableFields f_;
  std::ostream& out_;
  Zone zone_;
  std::size_t width_;  // 0: as wide as may be
  Paint paint_;
  std::vector<std::size_t> widths_ = {28, 18, 38, 10, 14, 40, 30};  // at least
};

}  // namespace

Result<WhoFields> who_fields(const Session& session) {
  auto all = queries(session, {"aobo.user.name", "aobo.user.upn", "aobo.confidence",
                               "aobo.candidates", "aobo.user.id", "aobo.actor", "aobo.who"});
  if (!all) return all.error();
  std::vector<FieldQuery>& q = *all;
  return WhoFields{q[0], q[1], q[2], q[3], q[4], q[5], q[6]};
}

bool names_an_actor(std::string_view actor) {
  return actor.find_first_not_of("- ?") != std::string_view::npos;
}

std::string who(const Session& session, const WhoFields& fields) {
  const std::string name = session.text(fields.name);
  const std::string upn = session.text(fields.upn);
  if (!upn.empty()) return name.empty() ? upn : name + " <" + upn + ">";
  const std::string confidence = session.text(fields.confidence);
  if (confidence == "ambiguous" || confidence == "conflict") {
    std::string text;
    const auto candidates = session.extract(fields.candidates);
    if (candidates) {
      for (const std::string& candidate : candidates->texts)
        text += (text.empty() ? "" : " or ") + candidate;
    }
    return text;
  }
  const std::string actor = session.text(fields.actor);
  if (confidence == "unknown") return "unknown technician " + session.text(fields.user_id);
  if (names_an_actor(actor)) return actor;
  const std::string run = session.text(fields.who);
  return run == kRunItself ? run : "(no actor)";
}

Result<std::unique_ptr<EventWriter>> make_table_writer(const Session& session, std::ostream& out,
                                                       const Zone& zone, std::size_t width,
                                                       Paint paint) {
  auto all = queries(
      session, {"aobo.time", "aobo.customer.name", "aobo.customer.id", "aobo.path",
                "aobo.operation", "aobo.target.name", "aobo.result", "aobo.confidence",
                "aobo.derived", "aobo.policy.violations", "aobo.id", "aobo.origin", "aobo.offset"});
  if (!all) return all.error();
  auto who = who_fields(session);
  if (!who) return who.error();
  std::vector<FieldQuery>& q = *all;
  return std::unique_ptr<EventWriter>(new TableWriter(
      {q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10], q[11], q[12], *who}, out,
      zone, width, paint));
}

Result<std::unique_ptr<EventWriter>> make_json_writer(const Session& session,
                                                      const std::vector<std::string>& fields,
                                                      std::ostream& out) {
  std::vector<std::string> chosen = fields;
  if (chosen.empty()) {
    for (const FieldInfo& info : session.fields()) {
      if (!info.needs_argument) chosen.push_back(info.name);
    }
  }
  auto all = queries(session, chosen);
  if (!all) return all.error();
  return std::unique_ptr<EventWriter>(new JsonWriter(std::move(*all), out));
}

Result<std::unique_ptr<EventWriter>> make_column_writer(const Session& session,
                                                        const std::vector<std::string>& fields,
                                                        std::ostream& out, const Zone& zone) {
  auto all = queries(session, fields);
  if (!all) return all.error();
  return std::unique_ptr<EventWriter>(new ColumnWriter(std::move(*all), out, zone));
}

Result<std::unique_ptr<EventWriter>> make_csv_writer(const Session& session,
                                                     const std::vector<std::string>& fields,
                                                     std::ostream& out, const Zone& zone) {
  static const std::vector<std::string> kUsual = {"aobo.time",        "aobo.customer.name",
                                                  "aobo.customer.id", "aobo.user.upn",
                                                  "aobo.user.name",   "aobo.candidates",
                                                  "aobo.confidence",  "aobo.path",
                                                  "aobo.operation",   "aobo.target.name",
                                                  "aobo.result",      "aobo.policy.violations",
                                                  "aobo.derived",     "aobo.id"};
  auto all = queries(session, fields.empty() ? kUsual : fields);
  if (!all) return all.error();
  return std::unique_ptr<EventWriter>(new CsvWriter(std::move(*all), out, zone));
}

}  // namespace aobo::sim

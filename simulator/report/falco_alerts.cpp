// Alerts as Falco prints them: text, and JSON with its keys in their order.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "plugin/base/json_object.h"
#include "plugin/base/json_text.h"
#include "plugin/base/time.h"
#include "simulator/report/alert_writer.h"
#include "simulator/rules/evaluate.h"
#include "simulator/rules/raw_text.h"

namespace aobo::sim {
namespace {

// "08:00:11.123456789: Critical …"
std::string line_of(const LoadedRule& rule, std::string_view clock, EventView& event) {
  return fmt::format("{}: {} {}", clock, name(rule.item.priority), rule.output.text(event));
}

std::string clock_text(const EventFacts& facts, const Zone& zone) {
  if (zone.is_utc()) return std::string(facts.text("evt.time"));
  const std::uint64_t time = facts.time_ns();
  return fmt::format("{}.{:09}", zone.clock(static_cast<TimeNs>(time)), time % kSecondNs);
}

// What "aobo-sim show" takes, behind the rule's own output: Falco would do so with append_output.
std::string shown_by(const EventFacts& facts) {
  const std::string shown = facts.handle();
  return shown.empty() ? "" : " (show " + shown + ")";
}

std::string json_value(const Cell& cell, ss_plugin_field_type type, bool is_list) {
  if (cell.null()) return "null";
  const auto one = [&](std::size_t index) {
    std::string json;
    if (type == FTYPE_BOOL) return std::string(cell.numbers[index] != 0 ? "true" : "false");
    if (cell.texts.empty()) return std::to_string(cell.numbers[index]);
    Cell single;
    single.texts.push_back(cell.texts[index]);
    append_json_string(json, value_text(single, type, false));
    return json;
  };
  if (!is_list) return one(0);
  std::string json = "[";
  for (std::size_t i = 0; i < std::max(cell.texts.size(), cell.numbers.size()); ++i)
    json += (i > 0 ? "," : "") + one(i);
  return json + "]";
}

// "2026-03-02T08:00:11.123456789Z": always nine digits.
std::string time_text(std::uint64_t time) {
  std::string text = format_time(static_cast<TimeNs>(time - time % kSecondNs));
  text.pop_back();
  return fmt::format("{}.{:09}Z", text, time % kSecondNs);
}

class TextAlerts : public AlertWriter {
 public:
  TextAlerts(const RuleSet& rules, std::ostream& out, Zone zone)
      : rules_(rules), out_(out), zone_(std::move(zone)) {}
  void alert(const LoadedRule& rule, EventView& event) override {
    const EventFacts facts(rules_, event);
    out_ << line_text(line_of(rule, clock_text(facts, zone_), event) + shown_by(facts),
                      rules_.schema().falco())
         << '\n';
  }
  void event(EventView&) override {}

 private:
  const RuleSet& rules_;
  std::ostream& out_;
  Zone zone_;
};

class JsonAlerts : public AlertWriter {
 public:
  JsonAlerts(const RuleSet& rules, std::ostream& out) : rules_(rules), out_(out) {}

  void alert(const LoadedRule& rule, EventView& event) override {
    const EventFacts facts(rules_, event);
    std::map<std::string, std::string> fields{{"evt.time", std::to_string(facts.time_ns())}};
    for (const OutputPart& part : rule.output.parts()) {
      if (part.has_field && part.plain)
        fields[part.shown] =
            json_value(value(part.field, event), part.field.type, part.field.is_list);
    }
    add_place(facts, fields);
    JsonObject values;
    for (const auto& [key, json] : fields) values.raw(key, json);
    std::vector<std::string> tags = rule.item.tags;
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    JsonObject object;
    object.text("hostname", facts.text("evt.hostname"))
        .text("output", line_of(rule, facts.text("evt.time"), event))
        .object("output_fields", values);
    object.text("priority", name(rule.item.priority))
        .text("rule", rule.item.name)
        .text("source", rule.item.source);
    object.list("tags", tags).text("time", time_text(facts.time_ns()));
    out_ << object.done() << '\n';
  }

  // Falco has no form for an event without an alert: all of its fields that take no argument.
  void event(EventView& event) override {
    JsonObject values;
    for (std::size_t i = 0; i < rules_.columns().size(); ++i) {
      const Cell& cell = event.cell(i);
      const FieldInfo& info = rules_.columns()[i].field->info;
      if (!cell.null())
        values.raw(rules_.columns()[i].shown, json_value(cell, info.type, info.is_list));
    }
    out_ << values.done() << '\n';
  }

 private:
  // What "aobo-sim show" takes.
  static void add_place(const EventFacts& facts, std::map<std::string, std::string>& fields) {
    const auto add = [&](const char* field) {
      std::string json;
      append_json_string(json, facts.text(field));
      fields.try_emplace(field, json);
    };
    if (!facts.text("aobo.id").empty()) return add("aobo.id");
    if (!facts.text("aobo.origin").empty()) add("aobo.origin");
    if (const auto offset = facts.number("aobo.offset"))
      fields.try_emplace("aobo.offset", std::to_string(*offset));
  }

  const RuleSet& rules_;
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<AlertWriter> make_text_alerts(const RuleSet& rules, std::ostream& out,
                                              const Zone& zone) {
  return std::make_unique<TextAlerts>(rules, out, zone);
}
std::unique_ptr<AlertWriter> make_json_alerts(const RuleSet& rules, std::ostream& out,
                                              const Zone&) {
  return std::make_unique<JsonAlerts>(rules, out);
}

std::vector<std::string> techniques(const RuleItem& rule) {
  std::vector<std::string> all;
  for (const std::string& tag : rule.tags) {
    if (tag.size() >= 5 && tag[0] == 'T' &&
        tag.find_first_not_of("0123456789.", 1) == std::string::npos)
      all.push_back(tag);
  }
  return all;
}

}  // namespace aobo::sim

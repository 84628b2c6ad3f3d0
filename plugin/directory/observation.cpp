#include "plugin/directory/observation.h"

#include "plugin/base/json_file.h"
#include "plugin/base/json_object.h"
#include "plugin/base/text.h"
#include "plugin/directory/export_rows.h"

namespace aobo {
namespace {

TimeNs required_time(const JsonNode& line, std::string_view key) {
  const auto time = line.time(key);
  if (!time)
    line.fail(key,
              "\"" + std::string(key) + "\" is missing, expected a time like 2026-03-31T17:00:00Z");
  return *time;
}

// Of those that a history keeps.
std::string kept_names() {
  std::string names;
  for (const ExportRow& row : export_rows()) {
    if (!row.key.empty()) names.append(names.empty() ? "" : ", ").append(row.name);
  }
  return names;
}

AnswerKey scope_of(const JsonNode& line, std::string_view kind) {
  const std::string name = line.required_text(kind);
  const ExportRow* row = find_row(name);
  if (row == nullptr || row->key.empty())
    line.fail(kind, "\"" + std::string(kind) + "\" must be one of " + kept_names() + ", found \"" +
                        name + "\"");
  AnswerKey scope{
      line.required_id("tenant"), static_cast<std::size_t>(row - export_rows().data()), {}};
  if (row->by_id() || (row->by_customer() && line.has("of"))) {
    scope.of = line.required_text("of");
    if (name == "members" && !parse_id(scope.of))
      line.fail("of", "\"of\" must be a group's id (GUID), found \"" + scope.of + "\"");
  } else if (line.has("of")) {
    line.fail("of", "\"of\" stands only with what is exported for each, not with " + name);
  }
  return scope;
}

JsonObject head_of(std::string_view kind, const AnswerKey& scope) {
  JsonObject line;
  line.whole_text(kind, export_rows()[scope.row].name)
      .whole_text("tenant", scope.tenant.text())
      .text("of", scope.of);
  return line;
}

}  // namespace

// The nanosecond behind the export that does not show it: at that export's own time it does not
// hold.
Validity Observation::held() const {
  Validity held;
  if (missing_until) held.from = *missing_until + 1;
  if (missing_from) held.to = *missing_from;
  return held;
}

HistoryLine read_history_line(const JsonNode& line) {
  if (line.is_object() && line.has("whole")) {
    line.only({"whole", "tenant", "of", "time"});
    return {std::nullopt, WholeExport{scope_of(line, "whole"), required_time(line, "time")}};
  }
  line.only({"seen", "tenant", "of", "seen_from", "seen_until", "missing_until", "missing_from",
             "object"});
  Observation seen;
  seen.scope = scope_of(line, "seen");
  seen.seen_from = required_time(line, "seen_from");
  seen.seen_until = required_time(line, "seen_until");
  seen.missing_until = line.time("missing_until");
  seen.missing_from = line.time("missing_from");
  if (seen.seen_until < seen.seen_from)
    line.fail("seen_until", "\"seen_until\" lies before \"seen_from\"");
  if (seen.missing_until && *seen.missing_until >= seen.seen_from)
    line.fail("missing_until", "\"missing_until\" must lie before \"seen_from\"");
  if (seen.missing_from && *seen.missing_from <= seen.seen_until)
    line.fail("missing_from", "\"missing_from\" must lie behind \"seen_until\"");
  const auto object = line.member("object");
  if (!object) line.fail("\"object\" is missing, expected what was exported");
  const ExportRow& row = export_rows()[seen.scope.row];
  seen.key = key_of(*object, row);
  seen.object = taken_of(*object, row);
  return {std::move(seen), std::nullopt};
}

std::string taken_of(const JsonNode& object, const ExportRow& row) {
  JsonObject taken;
  std::string_view keys = row.taken;
  while (!keys.empty()) {
    const std::string_view key = keys.substr(0, keys.find(' '));
    keys.remove_prefix(std::min(keys.size(), key.size() + 1));
    const auto value = object.value(key);
    if (value) taken.raw(key, value->json());
  }
  return taken.done();
}

std::string key_of(const JsonNode& object, const ExportRow& row) {
  for (const std::string_view key : {row.key, std::string_view("id")}) {
    if (const auto text = object.text(key)) {
      const auto id = parse_id(*text);
      return id ? id->text() : lower(*text);
    }
  }
  return taken_of(object, row);
}

std::string text_of(const Observation& seen) {
  JsonObject line = head_of("seen", seen.scope);
  line.whole_text("seen_from", format_time(seen.seen_from))
      .whole_text("seen_until", format_time(seen.seen_until));
  if (seen.missing_until) line.whole_text("missing_until", format_time(*seen.missing_until));
  if (seen.missing_from) line.whole_text("missing_from", format_time(*seen.missing_from));
  return line.raw("object", seen.object).done() + "\n";
}

std::string text_of(const WholeExport& whole) {
  return head_of("whole", whole.scope).whole_text("time", format_time(whole.time)).done() + "\n";
}

}  // namespace aobo

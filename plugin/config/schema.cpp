// The JSON schema of the configuration, from the tables of its sections and options.
#include <fmt/format.h>

#include "plugin/base/json_object.h"
#include "plugin/base/json_text.h"
#include "plugin/base/limits.h"
#include "plugin/config/options.h"

namespace aobo {
namespace {

using Kind = Section::Kind;

JsonObject head(std::string_view title, std::string_view text) {
  JsonObject json;
  json.whole_text("title", title).whole_text("description", text);
  return json;
}

// Properties of a schema, a line each.
class Properties {
 public:
  void add(std::string_view key, const JsonObject& schema) {
    rows_.push_back(json_string(key) + ":" + schema.done());
  }
  std::string done() const { return fmt::format("{{\n{}}}", fmt::join(rows_, ",\n")); }

 private:
  std::vector<std::string> rows_;
};

JsonObject schema_of(const Option& option) {
  const Form& form = option.form;
  const JsonObject text = JsonObject().whole_text("type", "string");
  JsonObject json = head(option.title, option.text);
  json.whole_text("type", form.type);
  if (form.type == "array") json.object("items", text);
  if (form.type == "object") json.object("additionalProperties", text);
  if (form.least) json.number("minimum", *form.least);
  if (form.unset != nullptr) json.raw("default", form.unset(Config{}));
  return json;
}

// The options of a section.
void add_mapping(JsonObject& json, std::string_view section) {
  Properties properties;
  std::vector<std::string_view> required;
  for (const Option& option : options()) {
    if (option.section != section) continue;
    properties.add(option.key, schema_of(option));
    if (option.form.required) required.push_back(option.key);
  }
  json.flag("additionalProperties", false)
      .texts("required", required)
      .raw("properties", properties.done());
}

// A span for each log family.
void add_mapping_of_lags(JsonObject& json) {
  Properties properties;
  for (const auto& [name, lag] : usual_lags()) {
    properties.add(name, head(name, fmt::format("Lag of {}.", name))
                             .whole_text("type", "string")
                             .whole_text("default", format_span(lag)));
  }
  json.flag("additionalProperties", false).raw("properties", properties.done());
}

JsonObject schema_of(const Section& section) {
  JsonObject json = head(section.title, section.text), item;
  switch (section.kind) {
    case Kind::kText:
      return json.whole_text("type", "string");
    case Kind::kSwitch:
      return json.raw("enum", R"(["on","off",true,false])").whole_text("default", "on");
    case Kind::kFlag:
      return json.whole_text("type", "boolean").flag("default", false);
    case Kind::kMegabytes:
      return json.whole_text("type", "integer")
          .count("minimum", kLeastMemory >> 20)
          .count("default", kMemory >> 20);
    case Kind::kTexts:
      add_mapping(item.raw("type", R"(["string","object"])"), section.key);
      return json.whole_text("type", "array").object("items", item);
    case Kind::kItems:
      add_mapping(item.whole_text("type", "object"), section.key);
      return json.whole_text("type", "array").object("items", item);
    case Kind::kLags:
      add_mapping_of_lags(json.whole_text("type", "object"));
      return json;
    case Kind::kOptions:
      break;
  }
  add_mapping(json.whole_text("type", "object"), section.key);
  return json;
}

}  // namespace

std::string schema_of_options() {
  Properties properties;
  for (const Section& section : sections()) properties.add(section.key, schema_of(section));
  return JsonObject()
             .whole_text("$schema", "http://json-schema.org/draft-04/schema#")
             .whole_text("title", "aobo plugin configuration")
             .whole_text("type", "object")
             .flag("additionalProperties", false)
             .raw("properties", properties.done())
             .done() +
         "\n";
}

}  // namespace aobo

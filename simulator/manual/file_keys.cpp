// The keys of aobo.json and aobo.yaml as the manual shows them.
#include <fmt/format.h>
#include <simdjson.h>

#include "plugin/base/aobo_yaml_keys.h"
#include "simulator/manual/man_pages.h"

namespace aobo::sim {
namespace {

using simdjson::dom::element;

std::string text_of(element node, const char* key) {
  std::string_view text;
  return node[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

bool among(simdjson::simdjson_result<element> names, std::string_view name) {
  simdjson::dom::array all;
  if (names.get(all) != simdjson::SUCCESS) return false;
  for (const element one : all) {
    std::string_view text;
    if (one.get(text) == simdjson::SUCCESS && text == name) return true;
  }
  return false;
}

// "strings", "strings or objects".
std::string types_of(element items) {
  simdjson::dom::array several;
  if (items["type"].get(several) != simdjson::SUCCESS) return text_of(items, "type") + "s";
  std::string all;
  for (const element one : several) {
    std::string_view type;
    if (one.get(type) == simdjson::SUCCESS)
      all += (all.empty() ? "" : " or ") + std::string(type) + "s";
  }
  return all;
}

// "string", "list of strings", "list of objects", "integer, at least 1".
std::string type_of(element property) {
  std::string type = text_of(property, "type");
  element items;
  if (type == "array" && property["items"].get(items) == simdjson::SUCCESS)
    type = "list of " + types_of(items);
  std::int64_t least = 0;
  if (property["minimum"].get(least) == simdjson::SUCCESS)
    type += fmt::format(", at least {}", least);
  return type;
}

// The mapping that this is, or that the items of this are; nothing where there is none.
bool mapping_of(element property, element& mapping) {
  element items;
  if (property["items"].get(items) == simdjson::SUCCESS) return mapping_of(items, mapping);
  mapping = property;
  element properties;
  return property["properties"].get(properties) == simdjson::SUCCESS;
}

void collect(element mapping, const std::string& map, std::vector<KeyText>& keys) {
  simdjson::dom::object properties;
  if (mapping["properties"].get(properties) != simdjson::SUCCESS) return;
  for (const auto property : properties) {
    const bool list = text_of(property.value, "type") == "array";
    element own;
    const bool holds = mapping_of(property.value, own);
    element unset;
    KeyText key{map,
                std::string(property.key) + (holds && list ? "[]" : ""),
                type_of(property.value),
                among(mapping["required"], property.key),
                holds,
                text_of(property.value, "description"),
                {}};
    if (property.value["default"].get(unset) == simdjson::SUCCESS)
      key.unset = simdjson::minify(unset);
    keys.push_back(key);
    if (holds) collect(own, key.path(), keys);
  }
}

constexpr const char* kJsonExample = R"({
  "directory": "directory",
  "inputs": ["logs"],
  "identity": {"check_out_max": "8h"},
  "state": {"file": "state", "interval": "60s"}
})";

struct KindRow {
  YamlKind kind;
  std::string_view text;
  bool holds_keys;
};
constexpr KindRow kKinds[] = {
    {YamlKind::kText, "text", false},
    {YamlKind::kId, "GUID", false},
    {YamlKind::kDate, "date", false},
    {YamlKind::kDayTime, "time of day", false},
    {YamlKind::kSpan, "span of time", false},
    {YamlKind::kTexts, "text or list of texts", false},
    {YamlKind::kIds, "GUID or list of GUIDs", false},
    {YamlKind::kMap, "mapping", true},
    {YamlKind::kMaps, "list of mappings", true},
    {YamlKind::kNamedMaps, "mapping of names to mappings", true},
    {YamlKind::kNamedTexts, "mapping of names to lists of texts", false},
};
const KindRow& row_of(YamlKind kind) {
  const KindRow* row = kKinds;
  while (row->kind != kind) ++row;
  return *row;
}

constexpr const char* kYamlExample = R"(partners:
  - tenant: 11111111-1111-4111-8111-111111111111
    name: Adatum
    kind: direct
people:
  - id: 33333333-3333-4333-8333-333333333331
    upn: bob@adatum.example
    partner: 11111111-1111-4111-8111-111111111111
    to: 2026-02-15
customers:
  - tenant: 22222222-2222-4222-8222-222222222222
    name: Litware
    domains: [litware.example]
relationships:
  - {type: dap, partner: 11111111-1111-4111-8111-111111111111,
     customer: 22222222-2222-4222-8222-222222222222, from: 2023-01-01}
calendars:
  office: {zone: Europe/Zurich, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00"}
scopes:
  - name: passwords
    who: [bob@adatum.example]
    customers: [Litware]
    operations: [password]
    hours: office)";

}  // namespace

Result<FileText> aobo_json(std::string_view schema) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(simdjson::padded_string(schema)).get(root) != simdjson::SUCCESS)
    return Error{"the plugin's schema of its configuration is no JSON"};
  FileText file{
      "aobo.json",
      "configuration of the aobo plugin",
      {"The configuration that a host hands to the plugin: init_config of the plugin in "
       "falco.yaml, or the file of aobo-sim replay --config. It is a JSON object; a key that is "
       "not listed here is an error.",
       "Spans of time are a number and a unit: 90s, 5m, 12h, 7d. Relative paths start from "
       "base_dir; aobo-sim sets it to the folder of the file where it is not set."},
      {},
      kJsonExample,
      {"aobo.yaml(5)", "aobo-sim(1)", "aobo-sim-replay(1)"}};
  collect(root, "", file.keys);
  if (file.keys.empty()) return Error{"the plugin's schema of its configuration has no keys"};
  return file;
}

FileText aobo_yaml() {
  FileText file{
      "aobo.yaml",
      "who is who, and what was agreed, for the aobo plugin",
      {"The file that is written by hand in the folder that directory of aobo.json(5) names. The "
       "exports of each partner's tenant lie beside it. A key that is not listed here is an "
       "error; errors name file, line and column.",
       "Dates are written as 2026-03-31 or 2026-03-31T17:00:00Z, times of day as \"08:30\" in "
       "quotes, spans of time as 30m, 8h or 2d. The moment of from is within a period, that of to "
       "is not."},
      {},
      kYamlExample,
      {"aobo.json(5)", "aobo-sim(1)"}};
  for (const YamlKey& key : kAoboYamlKeys) {
    const KindRow& kind = row_of(key.kind);
    file.keys.push_back({std::string(key.map), std::string(key.name), std::string(kind.text),
                         key.required, kind.holds_keys, std::string(key.text),
                         std::string(key.unset)});
  }
  return file;
}

}  // namespace aobo::sim

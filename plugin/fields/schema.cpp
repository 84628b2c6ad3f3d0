// The table of fields as the plugin API's JSON.
#include <fmt/format.h>

#include "plugin/base/json_object.h"
#include "plugin/fields/fields.h"
#include "plugin/fields/words.h"

namespace aobo {
namespace {

constexpr std::string_view kOfMetrics = "aobo.run";

std::string_view shown_type(FieldType type) {
  switch (type) {
    case FieldType::kString:
      return "string";
    case FieldType::kUint64:
      return "uint64";
    case FieldType::kBool:
      return "bool";
    case FieldType::kAbsTime:
      return "abstime";
    case FieldType::kIpAddr:
      return "ipaddr";
  }
  return "";
}

// Empty for what every worker sees.
std::string_view shown_rests_on(RestsOn rests_on) {
  switch (rests_on) {
    case RestsOn::kRecord:
      return "";
    case RestsOn::kCustomer:
      return "customer";
    case RestsOn::kCustomers:
      return "customers";
  }
  return "";
}

std::string text_of(const Field& field, const words::Words& all) {
  std::string text(field.text);
  const std::size_t at = text.find("{}");
  return at == std::string::npos ? text
                                 : text.replace(at, 2, fmt::format("{}", fmt::join(all, ", ")));
}

// Beside "arg", of whose keys hosts are particular.
std::string arguments_json(const std::vector<Argument>& arguments) {
  std::vector<std::string> rows;
  for (const Argument& one : arguments)
    rows.push_back(JsonObject().whole_text("name", one.name).whole_text("desc", one.text).done());
  return json_array(rows);
}

std::string field_json(const Field& field, const std::vector<Argument>& metrics) {
  JsonObject json;
  json.whole_text("name", field.name)
      .whole_text("type", shown_type(field.type))
      .flag("isList", field.is_list);
  if (!field.argument.empty())
    json.object("arg", JsonObject().flag("isRequired", true).flag("isKey", true));
  if (field.always) json.flag("always", true);
  if (field.rests_on != RestsOn::kRecord)
    json.whole_text("restsOn", shown_rests_on(field.rests_on));
  if (field.in_output) json.flag("addOutput", true);
  const words::Words all = field.words == nullptr ? words::Words() : field.words();
  json.texts("values", all);
  if (field.name == kOfMetrics && !metrics.empty()) json.raw("arguments", arguments_json(metrics));
  if (field.words == words::derived) json.list("ofRuns", words::of_runs());
  return json.whole_text("desc", text_of(field, all)).done();
}

}  // namespace

std::string fields_json(const std::vector<Argument>& metrics) {
  std::vector<std::string> rows;
  for (const Field& field : fields()) rows.push_back(field_json(field, metrics));
  return fmt::format("[{}]", fmt::join(rows, ",\n "));
}

}  // namespace aobo

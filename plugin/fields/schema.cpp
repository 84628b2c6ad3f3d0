// The table of fields as the plugin API's JSON.
#include <fmt/format.h>

#include "plugin/base/json_text.h"
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
void append_arguments(std::string& json, const std::vector<Argument>& arguments) {
  json += R"("arguments":[)";
  for (const Argument& one : arguments) {
    if (!json.ends_with('[')) json += ',';
    json += R"({"name":)";
    append_json_string(json, one.name);
    json += R"(,"desc":)";
    append_json_string(json, one.text);
    json += '}';
  }
  json += "],";
}

}  // namespace

std::string fields_json(const std::vector<Argument>& metrics) {
  std::string json = "[";
  for (const Field& field : fields()) {
    if (json.size() > 1) json += ",\n ";
    json += fmt::format(R"({{"name":"{}","type":"{}","isList":{},)", field.name,
                        shown_type(field.type), field.is_list);
    if (!field.argument.empty()) json += R"("arg":{"isRequired":true,"isKey":true},)";
    if (field.always) json += R"("always":true,)";
    if (field.rests_on != RestsOn::kRecord)
      json += fmt::format(R"("restsOn":"{}",)", shown_rests_on(field.rests_on));
    if (field.in_output) json += R"("addOutput":true,)";
    const words::Words all = field.words == nullptr ? words::Words() : field.words();
    if (!all.empty()) {
      json += R"("values":)";
      append_json_list(json, all);
      json += ',';
    }
    if (field.name == kOfMetrics && !metrics.empty()) append_arguments(json, metrics);
    if (field.words == words::derived) {
      json += R"("ofRuns":)";
      append_json_list(json, words::of_runs());
      json += ',';
    }
    json += R"("desc":)";
    append_json_string(json, text_of(field, all));
    json += '}';
  }
  return json + "]";
}

}  // namespace aobo

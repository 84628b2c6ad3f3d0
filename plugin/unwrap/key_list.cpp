#include "plugin/unwrap/key_list.h"

#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/base/limits.h"
#include "plugin/unwrap/members.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

void append_list(const Element& list, std::string& out, std::size_t depth);

// {"stringValue":"x"}, {"intValue":"7"}, {"kvlistValue":{…}} …
void append_value(const Element& element, std::string& out, std::size_t depth) {
  Object object;
  if (element.get(object) == simdjson::SUCCESS && object.size() == 1 &&
      depth < limits::kJsonDepth) {
    const auto field = *object.begin();
    Object inner;
    Array array;
    if (is_folded_of("kvlistvalue", field.key)) return append_list(field.value, out, depth + 1);
    if (is_folded_of("arrayvalue", field.key) && field.value.get(inner) == simdjson::SUCCESS) {
      const auto values = member(inner, "values");
      out.push_back('[');
      const std::size_t begin = out.size();
      if (values && values->get(array) == simdjson::SUCCESS) {
        for (const Element item : array) {
          if (out.size() > begin) out.push_back(',');
          append_value(item, out, depth + 1);
        }
      }
      out.push_back(']');
      return;
    }
    if (!field.value.is_object() && !field.value.is_array()) {
      out += json_of(field.value);
      return;
    }
  }
  out += "null";
}

void append_list(const Element& list, std::string& out, std::size_t depth) {
  Object object;
  Array array;
  out.push_back('{');
  const std::size_t begin = out.size();
  const auto values =
      list.get(object) == simdjson::SUCCESS ? member(object, "values") : std::nullopt;
  if (values && values->get(array) == simdjson::SUCCESS) {
    for (const Element item : array) {
      Object pair;
      std::string_view key;
      if (item.get(pair) != simdjson::SUCCESS) continue;
      const auto name = member(pair, "key");
      const auto value = member(pair, "value");
      if (!name || !value || name->get(key) != simdjson::SUCCESS) continue;
      if (out.size() > begin) out.push_back(',');
      append_json_string(out, key);
      out.push_back(':');
      append_value(*value, out, depth);
    }
  }
  out.push_back('}');
}

}  // namespace

std::optional<AnyValue> read_any_value(const Element& element) {
  Object object;
  if (element.get(object) != simdjson::SUCCESS || object.size() != 1) return std::nullopt;
  const auto field = *object.begin();
  const auto is = [&](std::string_view kind) { return is_folded_of(kind, field.key); };
  if (is("stringvalue")) return AnyValue{field.value};
  if (is("bytesvalue")) return AnyValue{field.value, true};
  if (is("kvlistvalue") || is("arrayvalue")) return AnyValue{field.value, false, true};
  return std::nullopt;
}

std::string json_of_any_value(const Element& element) {
  std::string out;
  append_value(element, out, 0);
  return out;
}

}  // namespace aobo

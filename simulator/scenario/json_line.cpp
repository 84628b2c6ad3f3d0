#include "simulator/scenario/json_line.h"

#include <fmt/format.h>

#include "plugin/base/json_text.h"

namespace aobo::sim {

void append_text(std::string& line, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  line += fmt::format(",\"{}\":", key);
  append_json_string(line, value);
}

void append_list(std::string& line, std::string_view key, const std::vector<std::string>& values) {
  if (values.empty()) return;
  line += fmt::format(",\"{}\":", key);
  append_json_list(line, values);
}

std::string text_in(const simdjson::dom::object& object, std::string_view key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::vector<std::string> list_in(const simdjson::dom::object& object, std::string_view key) {
  std::vector<std::string> list;
  simdjson::dom::array array;
  if (object.at_key(key).get(array) != simdjson::SUCCESS) return list;
  for (const auto item : array) {
    std::string_view text;
    if (item.get(text) == simdjson::SUCCESS) list.emplace_back(text);
  }
  return list;
}

}  // namespace aobo::sim

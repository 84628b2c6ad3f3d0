#include "simulator/scenario/json_line.h"

namespace aobo::sim {

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

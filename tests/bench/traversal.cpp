#include "tests/bench/traversal.h"

namespace aobo::bench {
namespace {

namespace od = simdjson::ondemand;

std::size_t traverse(od::value value) {
  std::size_t sum = 0;
  od::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return 0;
  switch (type) {
    case od::json_type::object: {
      od::object object;
      if (value.get_object().get(object) != simdjson::SUCCESS) return sum;
      for (auto field : object) {
        std::string_view key;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS) return sum;
        od::value member;
        if (field.value().get(member) != simdjson::SUCCESS) return sum;
        sum += key.size() + traverse(member);
      }
      return sum;
    }
    case od::json_type::array: {
      od::array array;
      if (value.get_array().get(array) != simdjson::SUCCESS) return sum;
      for (auto item : array) {
        od::value element;
        if (item.get(element) != simdjson::SUCCESS) return sum;
        sum += traverse(element);
      }
      return sum;
    }
    case od::json_type::string: {
      std::string_view text;
      return value.get_string().get(text) == simdjson::SUCCESS ? text.size() : 0;
    }
    case od::json_type::number: {
      od::number number;
      return value.get_number().get(number) == simdjson::SUCCESS ? 1 : 0;
    }
    case od::json_type::boolean: {
      bool flag = false;
      return value.get_bool().get(flag) == simdjson::SUCCESS && flag ? 1 : 0;
    }
    case od::json_type::null:
      return 1;
  }
  return sum;
}

}  // namespace

std::size_t traverse(const simdjson::padded_string& json) {
  static thread_local od::parser parser;
  od::document document;
  od::value value;
  if (parser.iterate(json).get(document) != simdjson::SUCCESS) return 0;
  if (document.get_value().get(value) != simdjson::SUCCESS) return 0;
  return traverse(value);
}

}  // namespace aobo::bench

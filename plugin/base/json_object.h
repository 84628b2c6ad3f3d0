// JsonObject: a JSON object put together member by member, in the order in which they are added;
// what is empty is left out where that is said.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/json_text.h"

namespace aobo {

class JsonObject {
 public:
  JsonObject& text(std::string_view key, std::string_view value);  // nothing where empty
  JsonObject& number(std::string_view key, std::int64_t value);
  JsonObject& count(std::string_view key, std::uint64_t value);
  JsonObject& flag(std::string_view key, bool value);
  template <typename Texts = std::vector<std::string>>
  JsonObject& list(std::string_view name, const Texts& values) {
    key(name);
    append_json_list(members_, values);
    return *this;
  }
  template <typename Texts = std::vector<std::string>>
  JsonObject& texts(std::string_view name, const Texts& values) {  // nothing where empty
    return values.empty() ? *this : list(name, values);
  }
  JsonObject& object(std::string_view key, const JsonObject& value);  // nothing where empty
  // A list of objects, each in a line of its own.
  JsonObject& objects(std::string_view key, const std::vector<JsonObject>& values);
  JsonObject& whole_text(std::string_view key, std::string_view value);  // also where empty
  JsonObject& raw(std::string_view key, std::string_view json);
  bool empty() const { return members_.empty(); }
  std::string done() const { return "{" + members_ + "}"; }

 private:
  void key(std::string_view key);
  std::string members_;
};

// "[a,b]" of JSON values.
std::string json_array(const std::vector<std::string>& values);

}  // namespace aobo

#include "plugin/base/json_object.h"

namespace aobo {

void JsonObject::key(std::string_view key) {
  if (!members_.empty()) members_ += ',';
  append_json_string(members_, key);
  members_ += ':';
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  key(name);
  append_json_string(members_, value);
  return *this;
}

JsonObject& JsonObject::number(std::string_view name, std::int64_t value) {
  return raw(name, std::to_string(value));
}

JsonObject& JsonObject::count(std::string_view name, std::uint64_t value) {
  return raw(name, std::to_string(value));
}

JsonObject& JsonObject::flag(std::string_view name, bool value) {
  return raw(name, value ? "true" : "false");
}

JsonObject& JsonObject::object(std::string_view name, const JsonObject& value) {
  return value.empty() ? *this : raw(name, value.done());
}

JsonObject& JsonObject::objects(std::string_view name, const std::vector<JsonObject>& values) {
  key(name);
  members_ += '[';
  for (std::size_t i = 0; i < values.size(); ++i)
    members_ += (i > 0 ? ",\n " : "\n ") + values[i].done();
  members_ += ']';
  return *this;
}

JsonObject& JsonObject::whole_text(std::string_view name, std::string_view value) {
  key(name);
  append_json_string(members_, value);
  return *this;
}

JsonObject& JsonObject::raw(std::string_view name, std::string_view json) {
  key(name);
  members_ += json;
  return *this;
}

std::string json_array(const std::vector<std::string>& values) {
  std::string text = "[";
  for (const std::string& value : values) {
    if (text.size() > 1) text += ',';
    text += value;
  }
  return text + ']';
}

}  // namespace aobo

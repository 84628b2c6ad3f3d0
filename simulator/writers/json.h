// Json: writes objects key by key, with the looseness of real logs: what has no value is left out,
// null or "", by the style of the log; some numbers are strings; a shipper lower-cases keys.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"
#include "plugin/base/json_object.h"
#include "plugin/base/json_text.h"
#include "plugin/base/text.h"

namespace aobo::sim {

enum class Absent : std::uint8_t { kLeftOut, kNull, kEmpty };

struct Looseness {
  Absent absent = Absent::kNull;
  bool numbers_as_text = false;  // of those keys of which both are seen
  bool lower_keys = false;
};

class Json {
 public:
  explicit Json(const Looseness& loose) : loose_(loose) { text_ = "{"; }

  Json& text(std::string_view key, std::string_view value) {
    if (value.empty()) return nothing(key);
    put_key(key);
    append_json_string(text_, value);
    return *this;
  }
  // "" stays "": the field says so itself.
  Json& exact(std::string_view key, std::string_view value) {
    put_key(key);
    append_json_string(text_, value);
    return *this;
  }
  Json& id(std::string_view key, const Guid& value) { return exact(key, value.text()); }
  Json& number(std::string_view key, std::int64_t value) { return raw(key, std::to_string(value)); }
  // A number that real logs write both ways.
  Json& loose_number(std::string_view key, std::int64_t value) {
    return loose_.numbers_as_text ? exact(key, std::to_string(value)) : number(key, value);
  }
  Json& boolean(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
  Json& null(std::string_view key) { return raw(key, "null"); }
  // JSON of its own: an object, an array, a number.
  Json& raw(std::string_view key, std::string_view json) {
    put_key(key);
    text_ += json;
    return *this;
  }
  Json& object(std::string_view key, const Json& inner) { return raw(key, inner.done()); }

  std::string done() const { return text_ + "}"; }

 private:
  Json& nothing(std::string_view key) {
    switch (loose_.absent) {
      case Absent::kLeftOut:
        return *this;
      case Absent::kNull:
        return null(key);
      case Absent::kEmpty:
        break;
    }
    return raw(key, "\"\"");
  }
  void put_key(std::string_view key) {
    if (text_.size() > 1) text_ += ',';
    if (!loose_.lower_keys) {
      append_json_string(text_, key);
      text_ += ':';
      return;
    }
    append_json_string(text_, lower(key));
    text_ += ':';
  }

  Looseness loose_;
  std::string text_;
};

// Compact JSON as a person's editor would lay it out.
std::string pretty_json(std::string_view compact);

}  // namespace aobo::sim

// OpenTelemetry's values, as its file exporter writes them: what was an object is a list of keys
// and values,
//   {"kvlistValue":{"values":[{"key":"Operation","value":{"stringValue":"Set-Mailbox"}}, …]}}
// what was a list {"arrayValue":{"values":[…]}}, what were bytes {"bytesValue":"<base64>"}.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>

namespace aobo {

struct AnyValue {
  simdjson::dom::element element;  // behind the name of its kind
  bool bytes = false;
  bool structured = false;  // a list, or keys and values: json_of_any_value has it
};

// Nothing where it is no such value.
std::optional<AnyValue> read_any_value(const simdjson::dom::element& element);

// What it was, as JSON; null where it is no such value.
std::string json_of_any_value(const simdjson::dom::element& element);

}  // namespace aobo

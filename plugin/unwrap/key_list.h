// OpenTelemetry's lists of keys and values, as its file exporter writes what was an object:
//   {"values":[{"key":"Operation","value":{"stringValue":"Set-Mailbox"}}, …]}
#pragma once

#include <simdjson.h>

#include <string>

namespace aobo {

// The object that it was, as JSON. What is no such list becomes {}.
std::string object_of_key_list(const simdjson::dom::element& list);

}  // namespace aobo

// Wrappers: how collectors and SIEMs hand on the records of others. One table: where to look in the
// object, and what must stand beside it for it to be believed. For instance
//   {"time":1772442000,"sourcetype":"o365:management:activity","event":{…}}      Splunk HEC
//   {"@timestamp":"…","message":"{\"records\":[…]}"}                            Filebeat, Logstash
//   {"topic":"insights-logs-auditlogs","payload":"{…}"}                         kcat
// Only an object that is no record itself is opened, and only at one place: a record's own texts
// (user agents, names, parameters) are never looked into, whatever they hold. That holds also of a
// record that no family knows.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/time.h"

namespace aobo {

struct Unwrapped {
  std::vector<std::string> parts;   // JSON or lines of text, in their order
  std::string tenant;               // whose records they are, where the wrapper says so
  std::string cut;                  // what is not there of them, where the wrapper says so
  std::string left_out;             // what looks like more of them, and is somebody's
  std::optional<TimeNs> collected;  // when they came to whoever wrapped them
};

// What the first wrapper that fits holds; nothing where none does.
std::optional<Unwrapped> open_wrapper(const simdjson::dom::object& object);

// What a page holds (page.cpp): `{"tenant":"…","value":[{…},{…}]}`, also inside one object or two
// (`{"body":{"value":[…]}}`). Nothing where the object is a record itself.
std::optional<Unwrapped> open_page(const simdjson::dom::object& object);

// An object whose keys are paths, nested again (flat.cpp; base/key_paths.h):
// `{"AuditData.Operation":"…","AuditData.UserId":"…"}`. Nothing where they stand under other names
// than those under which records lie.
std::optional<Unwrapped> open_flat(const simdjson::dom::object& object);

// What a query's answer holds, a row an object: Log Analytics
// `{"columns":[{"name":"…"}],"rows":[[…]]}` and Kusto's frames
// `{"Columns":[{"ColumnName":"…"}],"Rows":[[…]]}`. Rows past limits::kUnwrappedBytes are left out;
// `cut` tells.
std::optional<Unwrapped> open_table(const simdjson::dom::object& object, bool& cut);

}  // namespace aobo

#include "plugin/unwrap/wrapper.h"

#include "plugin/base/key.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

struct Wrapper {
  std::string_view path;    // keys, folded, with points between; * is each element of a list
  std::string_view beside;  // one of these keys must stand there too, at the top
};

// The first row that fits is opened, and no other: what holds the record as it was written stands
// before what a collector made of it.
constexpr Wrapper kWrappers[] = {
    // Defender XDR: CloudAppEvents, as hunted, exported and streamed
    {"raweventdata", "actiontype"},
    {"properties.raweventdata", "category"},
    // Splunk: HTTP Event Collector, search export, Cribl
    {"event", "sourcetype source host index fields"},
    {"result.raw", "preview offset lastrow"},
    {"raw", "time sourcetype source host index criblbreaker criblpipe"},
    // Elasticsearch and Elastic Agent
    {"source", "index"},
    {"event.original", "timestamp event tags agent"},
    {"eventoriginal", "timestamp event tags agent"},
    // Wazuh: archives and alerts, then the module's own lines
    {"fulllog", "decoder location manager"},
    {"data.office365", "decoder rule location manager"},
    {"data.msgraph", "decoder rule location manager"},
    {"data.azure", "decoder rule location manager"},
    {"office365", "integration"},
    {"msgraph", "integration"},
    // Graylog
    {"fullmessage", "version shortmessage gl2sourceinput timestamp"},
    {"shortmessage", "version host gl2sourceinput timestamp"},
    // Kafka, and Event Hub read by hand
    {"payload", "topic partition tstype"},
    {"value", "topic partition"},
    {"body", "sequencenumber enqueuedtimeutc enqueuedtime partitionkey offset"},
    // OpenTelemetry
    {"resourcelogs.*.scopelogs.*.logrecords.*.body.stringvalue", "resourcelogs"},
    {"body.stringvalue", "timeunixnano observedtimeunixnano severitytext"},
    {"body", "timestamp observedtimestamp resource severitytext"},
    // Filebeat, Logstash, Vector, Fluent Bit, Docker, rsyslog
    {"message", "timestamp version sourcetype host agent beat time facility"},
    {"log", "stream date time timestamp kubernetes tag"},
    {"msg", "syslogtag programname hostname host timestamp"},
    // What Elastic's integrations keep of a record whose original was dropped
    {"o365.audit", "timestamp event"},
    {"azure.signinlogs", "timestamp event"},
    {"azure.auditlogs", "timestamp event"},
    {"azure.activitylogs", "timestamp event"},
    // CIPP, custom tables of Log Analytics, CloudEvents
    {"rawdata", "tenant tenantfilter partitionkey rowkey timegenerated type title"},
    {"data", "specversion eventtype integration type"},
};

// Names under which pages hold their records whatever stands beside.
constexpr std::string_view kPageKeys[] = {"records", "value",  "items", "events",
                                          "results", "result", "logs",  "hits"};
// Whose records a wrapper or page holds.
constexpr std::string_view kTenantKeys[] = {"tenantid",         "aadtenantid",  "tenantfilter",
                                            "customertenantid", "tenantdomain", "tenant"};
constexpr std::size_t kPageDepth = 3;

std::optional<Element> member(const Object& object, std::string_view folded) {
  for (const auto field : object) {
    if (is_folded_of(folded, field.key)) return field.value;
  }
  return std::nullopt;
}

bool has_one_of(const Object& object, std::string_view keys, std::string_view but) {
  while (!keys.empty()) {
    const std::size_t end = std::min(keys.find(' '), keys.size());
    const std::string_view key = keys.substr(0, end);
    if (key != but && member(object, key)) return true;
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
  return false;
}

// The values at a path, in their order.
void walk(const Element& element, std::string_view path, std::vector<Element>& found) {
  if (path.empty()) {
    found.push_back(element);
    return;
  }
  const std::size_t end = std::min(path.find('.'), path.size());
  const std::string_view key = path.substr(0, end);
  const std::string_view rest = path.substr(std::min(end + 1, path.size()));
  if (key == "*") {
    Array array;
    if (element.get(array) != simdjson::SUCCESS) return;
    for (const Element item : array) walk(item, rest, found);
    return;
  }
  Object object;
  if (element.get(object) != simdjson::SUCCESS) return;
  if (const auto value = member(object, key)) walk(*value, rest, found);
}

void add_part(const Element& element, Unwrapped& into) {
  std::string_view text;
  Array array;
  if (element.get(text) == simdjson::SUCCESS) {
    if (!trimmed(text).empty()) into.parts.emplace_back(text);
  } else if (element.is_object()) {
    into.parts.push_back(simdjson::minify(element));
  } else if (element.get(array) == simdjson::SUCCESS) {
    for (const Element item : array) {
      if (item.is_object() || item.is_string()) add_part(item, into);
    }
  }
}

// A row of Log Analytics has its workspace's id where others have the tenant's.
void read_tenant(const Object& object, Unwrapped& into) {
  const bool workspace = member(object, "timegenerated").has_value();
  for (const std::string_view key : kTenantKeys) {
    if (workspace && key == "tenantid") continue;
    const auto value = member(object, key);
    std::string_view text;
    if (value && value->get(text) == simdjson::SUCCESS && !text.empty()) {
      into.tenant = text;
      return;
    }
  }
}

bool is_list_of_objects(const Element& element) {
  Array array;
  return element.get(array) == simdjson::SUCCESS && array.size() != 0 && array.at(0).is_object();
}

bool is_page_key(std::string_view key) {
  for (const std::string_view known : kPageKeys) {
    if (is_folded_of(known, key)) return true;
  }
  return false;
}

bool holds_something(const Element& element) {
  Array array;
  Object object;
  if (element.get(array) == simdjson::SUCCESS) return array.size() != 0;
  return element.get(object) == simdjson::SUCCESS && object.size() != 0;
}

// The one member of a page that holds its records, or the object in which they are.
std::optional<Element> page_member(const Object& object) {
  std::optional<Element> only;
  std::size_t others = 0;
  for (const auto field : object) {
    if (!holds_something(field.value)) continue;
    if (is_page_key(field.key) && is_list_of_objects(field.value)) return field.value;
    ++others;
    only = field.value;
  }
  return others == 1 ? only : std::nullopt;
}

// What stands at the first path that is believed; nothing where it is plain text of somebody.
bool could_hold(const Element& element) {
  std::string_view text;
  if (element.get(text) != simdjson::SUCCESS) return element.is_object() || element.is_array();
  return text.find('{') != std::string_view::npos || text.find('[') != std::string_view::npos;
}

}  // namespace

std::optional<Unwrapped> open_wrapper(const Object& object) {
  std::vector<Element> found;
  for (const Wrapper& wrapper : kWrappers) {
    const std::string_view head = wrapper.path.substr(0, wrapper.path.find('.'));
    const bool itself = head == wrapper.beside;
    if (!has_one_of(object, wrapper.beside, itself ? std::string_view() : head)) continue;
    found.clear();
    const std::size_t rest = std::min(head.size() + 1, wrapper.path.size());
    if (const auto value = member(object, head)) walk(*value, wrapper.path.substr(rest), found);
    if (found.empty() || !could_hold(found.front())) continue;
    Unwrapped inner;
    for (const Element& element : found) add_part(element, inner);
    if (inner.parts.empty()) continue;
    read_tenant(object, inner);
    return inner;
  }
  return std::nullopt;
}

std::optional<Unwrapped> open_page(const Object& object) {
  Unwrapped inner;
  read_tenant(object, inner);
  Object at = object;
  for (std::size_t depth = 0; depth < kPageDepth; ++depth) {
    const auto held = page_member(at);
    if (!held) return std::nullopt;
    if (is_list_of_objects(*held)) {
      add_part(*held, inner);
      return inner;
    }
    if (held->get(at) != simdjson::SUCCESS) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace aobo

#include "plugin/unwrap/wrapper.h"

#include <algorithm>
#include <span>
#include <utility>

#include "plugin/base/base64.h"
#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/base/text.h"
#include "plugin/base/time_forms.h"
#include "plugin/unwrap/key_list.h"
#include "plugin/unwrap/members.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

enum class Form : std::uint8_t {
  kPlain,         // an object, a list of them, or text
  kObject,        // an object, and no text, which may be anybody's
  kRecord,        // an object that is a record by its own keys, or its text: what stands beside it
                  // proves little
  kRecordObject,  // the same, and no text
  kBase64,        // text, perhaps of base64
  kByteList,      // text as a list of its bytes
  kAnyValue,  // OpenTelemetry's: {"stringValue":…}, {"kvlistValue":…}, {"bytesValue":…} …
};

// What the wrapper took out of the record, which is put back where the record lacks it.
struct TakenOut {
  std::string_view key;   // in the record
  std::string_view path;  // in the wrapper, as a Wrapper's
};

// Elastic's integrations make @timestamp of the record's own time, and keep no other. Source: their
// ingest pipelines (azure: activitylogs, auditlogs, signinlogs; o365: audit).
constexpr TakenOut kOfElasticAzure[] = {{"time", "timestamp"},
                                        {"resourceId", "azure.resource.id"},
                                        {"subscriptionId", "azure.subscriptionid"},
                                        {"correlationId", "azure.correlationid"}};
constexpr TakenOut kOfElasticO365[] = {{"CreationTime", "timestamp"}};

struct Wrapper {
  std::string_view path;    // keys, folded, with points between; * is each element of a list
  std::string_view beside;  // one of these keys must stand there too, at the top (members.h)
  Form form = Form::kPlain;
  bool alone = false;           // and no key but these: each alone is too common to prove anything
  std::string_view never = {};  // with one of these it is another wrapper
  std::span<const TakenOut> taken_out = {};
  std::string_view may = {};   // keys that may stand beside those that are alone, and prove nothing
  std::string_view also = {};  // one of these must stand there as well: neither proves it alone
};

// Beside these "event" tells of the record, by Elastic's common schema, and is none.
constexpr std::string_view kOfElastic = "timestamp version agent ecs";

// The first row that fits is opened, and no other: what holds the record as it was written stands
// before what a collector made of it. Programs of anybody write what their users say under the same
// keys (body, message, log …), beside a time, a host, a source, a tag. So what stands beside is
// what only that collector writes, or two of its keys, or nothing but its keys.
constexpr Wrapper kWrappers[] = {
    // Defender XDR: CloudAppEvents, as hunted, exported and streamed
    {"raweventdata", "actiontype timegenerated timestamp"},
    {"properties.raweventdata", "category"},
    {"properties.raweventdata", "properties", Form::kRecord, true},
    // Splunk: HTTP Event Collector, search export, Cribl; Sumo Logic's export
    {"event", "sourcetype", Form::kPlain, false, kOfElastic},
    {"event", "time source sourcetype host index fields", Form::kPlain, true},
    {.path = "result.raw",
     .beside = "preview lastrow",
     .alone = true,
     .may = "offset highlight messages"},
    {.path = "result",
     .beside = "preview lastrow",
     .form = Form::kObject,
     .alone = true,
     .may = "offset highlight messages"},
    {"raw", "_time sourcetype criblbreaker criblpipe _indextime _cd _messagetime _sourcehost"},
    {.path = "raw", .beside = "raw", .alone = true, .may = "time source host index"},
    // Elasticsearch and Elastic Agent
    {"source", "_index"},
    {"fields.eventoriginal", "_index"},
    {"fields.message", "_index"},
    {"event.original", "@timestamp @version ecs agent{}"},
    {.path = "event.original", .beside = "event", .alone = true, .may = "timestamp tags"},
    {"eventoriginal", "@timestamp @version ecs agent{}"},
    {.path = "eventoriginal", .beside = "eventoriginal", .alone = true, .may = "timestamp tags"},
    // Wazuh: archives and alerts, then the module's own lines
    {"fulllog", "decoder{} manager{}"},
    {"data.office365", "decoder rule location manager agent"},
    {"data.msgraph", "decoder rule location manager agent"},
    {"data.azure", "decoder rule location manager"},
    {"data", "decoder{} rule{} manager{}", Form::kRecordObject},
    {"data.office365", "data", Form::kPlain, true},
    {"data.msgraph", "data", Form::kPlain, true},
    {"office365", "integration"},
    {"msgraph", "integration"},
    // Graylog: messages as they are sent, and as its search answers
    {.path = "message",
     .beside = "index",
     .form = Form::kObject,
     .alone = true,
     .may = "highlightranges decorationstats"},
    {"fullmessage", "shortmessage gl2sourceinput"},
    {.path = "fullmessage",
     .beside = "timestamp",
     .alone = true,
     .may = "source host version level facility message"},
    {.path = "shortmessage", .beside = "version", .also = "host"},
    {"shortmessage", "gl2sourceinput"},
    // Kafka, and Event Hub read by hand
    {"payload", "tstype"},
    {.path = "payload", .beside = "topic", .also = "partition"},
    {.path = "payload",
     .beside = "topic schema",
     .alone = true,
     .may = "offset key headers timestamp ts broker"},
    {.path = "value", .beside = "topic", .also = "partition"},
    {.path = "value", .beside = "topic", .alone = true, .may = "offset key headers timestamp"},
    {"body.bytes", "sequencenumber enqueuedtimeutc", Form::kBase64},
    {"body", "enqueuedtimeutc xoptsequencenumber xoptoffset xoptenqueuedtime", Form::kBase64},
    {.path = "body",
     .beside = "sequencenumber",
     .form = Form::kBase64,
     .also = "offset enqueuedtime partitionkey systemproperties"},
    {.path = "body",
     .beside = "systemproperties",
     .form = Form::kBase64,
     .also = "offset enqueuedtime partitionkey properties"},
    // OpenTelemetry
    {"resourcelogs.*.scopelogs.*.logrecords.*.body", "resourcelogs", Form::kAnyValue},
    {"body", "timeunixnano observedtimeunixnano severitytext", Form::kAnyValue},
    {"body", "observedtimestamp severitytext severitynumber"},
    {.path = "body", .beside = "resource{}", .also = "timestamp"},
    // Datadog: archives, then answers of its API, version 1 and 2
    {.path = "attributes",
     .beside = "date",
     .form = Form::kRecordObject,
     .also = "service source status tags host"},
    {"content.attributes", "id", Form::kRecordObject},
    {"content.message", "id", Form::kRecord, true},
    {"attributes.attributes", "type=log", Form::kRecordObject},
    {"attributes.message", "type=log", Form::kRecord},
    // Sumo Logic's answers; Google SecOps as it takes logs in
    {"map.raw", "map", Form::kPlain, true},
    {"logtext", "logtext", Form::kPlain, true},
    {"logtext", "tsrfc3339 tsepochmicroseconds tsns", Form::kPlain, true},
    {"data", "logentrytime collectiontime", Form::kBase64},
    // Logstash's split, which leaves one of a batch under the batch's name
    {"records", "@timestamp @version", Form::kRecordObject},
    {"value", "@timestamp @version", Form::kRecordObject},
    // journald, of a message with characters that it does not print
    {"message", "realtimetimestamp syslogidentifier", Form::kByteList},
    // Filebeat, Logstash, Vector, Fluent Bit, Docker, rsyslog
    {"message",
     "@timestamp @version sourcetype agent{} beat{} syslogidentifier realtimetimestamp "
     "gl2sourceinput"},
    {.path = "message",
     .beside = "timestamp time date",
     .alone = true,
     .may = "host hostname source level severity facility"},
    {"json", "agent{} input{}", Form::kObject},
    {"logprocessed", "log kubernetes stream", Form::kObject},
    {"log", "stream=stdout stream=stderr kubernetes{}"},
    {.path = "log",
     .beside = "log",
     .alone = true,
     .may = "stream date time timestamp tag source host hostname filepath offset attrs containerid "
            "containername"},
    {"msg", "syslogtag"},
    {.path = "msg",
     .beside = "timestamp programname",
     .alone = true,
     .may =
         "host hostname fromhost fromhostip source severity facility procid appname inputname pri"},
    // What Elastic's integrations keep of a record whose original was dropped
    {"o365.audit", "timestamp event", Form::kPlain, false, {}, kOfElasticO365},
    {"o365audit", "timestamp event", Form::kPlain, false, {}, kOfElasticO365},
    {"azure.signinlogs", "timestamp event", Form::kPlain, false, {}, kOfElasticAzure},
    {"azure.auditlogs", "timestamp event", Form::kPlain, false, {}, kOfElasticAzure},
    {"azure.activitylogs", "timestamp event", Form::kPlain, false, {}, kOfElasticAzure},
    // CIPP: its alerts, the rows of its tables and what these hold
    {"rawdata", "tenantfilter actionurl actiontext potentiallocationinfo"},
    {.path = "rawdata",
     .beside = "tenant partitionkey",
     .alone = true,
     .may = "rowkey timestamp etag title type ip"},
    {"rawdata", "ip title", Form::kObject, true},
    {.path = "data.rawdata", .beside = "tenant", .also = "title"},
    {.path = "data", .beside = "rowkey", .also = "partitionkey"},
    // Custom tables of Log Analytics, CloudEvents
    {"rawdata", "timegenerated"},
    {"data", "specversion dataversion metadataversion"},
};

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

// The same of an object.
void walk(const Object& object, std::string_view path, std::vector<Element>& found) {
  const std::string_view head = path.substr(0, path.find('.'));
  const auto value = member(object, head);
  if (value) walk(*value, path.substr(std::min(head.size() + 1, path.size())), found);
}

bool holds_brackets(std::string_view text) {
  return text.find_first_of("{[") != std::string_view::npos;
}

// The text behind base64; nothing where it is none, or holds no record.
std::optional<std::string> behind_base64(std::string_view text) {
  text = trimmed(text);
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes(text.size(), '\0');
  const auto decoded = decode_base64(text, bytes);
  if (!decoded || decoded->bits_left) return std::nullopt;
  bytes.resize(decoded->bytes);
  return holds_brackets(bytes) ? std::optional(std::move(bytes)) : std::nullopt;
}

// The text whose bytes are listed; nothing where something else is.
std::optional<std::string> behind_bytes(const Element& element) {
  Array array;
  std::string text;
  if (element.get(array) != simdjson::SUCCESS) return std::nullopt;
  for (const Element item : array) {
    std::uint64_t byte = 0;
    if (item.get(byte) != simdjson::SUCCESS || byte > 255) return std::nullopt;
    text.push_back(static_cast<char>(byte));
  }
  return holds_brackets(text) ? std::optional(std::move(text)) : std::nullopt;
}

// Wazuh's azure-logs puts its own tag among the keys of the record; not every diagnostic setting's
// row tells its resource; a row that Log Analytics exports tells its table. Graph's Intune audit
// events and lines of a tool's log have no key of their own that proves them.
bool could_be_record(const Element& element) {
  Object object;
  if (element.get(object) == simdjson::SUCCESS)
    return is_own_record(object) || member(object, "azuretag") ||
           (member(object, "category") && member(object, "operationname")) ||
           (member(object, "timegenerated") && member(object, "type")) ||
           (member(object, "activitydatetime") && member(object, "componentname")) ||
           (member(object, "api") && member(object, "severity") && member(object, "tenant"));
  std::string_view text;
  if (element.get(text) != simdjson::SUCCESS) return false;
  text = trimmed(text);
  return text.starts_with('{') && text.ends_with('}');
}

// What stands at the first path that is believed; nothing where it is plain text of somebody.
bool could_hold(const Element& element, Form form) {
  std::string_view text;
  if (form == Form::kAnyValue) {
    const auto value = read_any_value(element);
    return value && could_hold(value->element, value->bytes ? Form::kBase64 : Form::kPlain);
  }
  if (form == Form::kObject) return element.is_object();
  if (form == Form::kRecordObject) return element.is_object() && could_be_record(element);
  if (form == Form::kRecord) return could_be_record(element);
  if (form == Form::kByteList) return behind_bytes(element).has_value();
  if (element.get(text) != simdjson::SUCCESS) return element.is_object() || element.is_array();
  return holds_brackets(text) || (form == Form::kBase64 && behind_base64(text));
}

void add(const Element& element, Form form, Unwrapped& into) {
  std::string_view text;
  if (form == Form::kAnyValue) {
    const auto value = read_any_value(element);
    if (!value) return;
    if (value->structured) return into.parts.push_back(json_of_any_value(element));
    return add(value->element, value->bytes ? Form::kBase64 : Form::kPlain, into);
  }
  if (form == Form::kByteList) {
    if (auto bytes = behind_bytes(element)) into.parts.push_back(std::move(*bytes));
    return;
  }
  if (form == Form::kBase64 && element.get(text) == simdjson::SUCCESS && !holds_brackets(text)) {
    if (auto bytes = behind_base64(text)) into.parts.push_back(std::move(*bytes));
    return;
  }
  add_part(element, into);
}

// Behind all that the record has itself, so that its own goes before it.
void put_back(const Object& object, std::span<const TakenOut> taken_out, Unwrapped& inner) {
  if (inner.parts.size() != 1 || !inner.parts.front().starts_with('{')) return;
  std::string& record = inner.parts.front();
  record.erase(record.rfind('}'));
  bool first = record.find('"') == std::string::npos;
  std::vector<Element> found;
  for (const TakenOut& one : taken_out) {
    found.clear();
    walk(object, one.path, found);
    if (found.empty() || !(found.front().is_string() || found.front().is_number())) continue;
    record.append(std::exchange(first, false) ? "" : ",");
    append_json_string(record, one.key);
    record.append(1, ':').append(json_of(found.front()));
  }
  record.push_back('}');
}

// When it came, as collectors write it: it may be the record's own time, and may not.
constexpr std::string_view kCollected[] = {"enqueuedtimeutc", "enqueuedtime", "xoptenqueuedtime",
                                           "ingestiontime",   "timestamp",    "time",
                                           "indextime",       "date",         "timeunixnano"};

std::optional<TimeNs> collected_at(const Object& object) {
  for (const std::string_view key : kCollected) {
    const auto value = member(object, key);
    std::string_view text;
    if (!value) continue;
    const std::string number = value->is_number() ? simdjson::minify(*value) : std::string();
    if (value->get(text) != simdjson::SUCCESS) text = number;
    if (const auto reading = read_time_form(text, DateOrder::kUnclear); reading.time)
      return reading.time;
  }
  return std::nullopt;
}

// Whether the object has keys of the wrapper only.
bool has_no_other(const Object& object, const Wrapper& wrapper) {
  const std::string_view head = wrapper.path.substr(0, wrapper.path.find('.'));
  return std::all_of(object.begin(), object.end(), [&](const auto& field) {
    return is_folded_of(head, field.key) || is_among(wrapper.beside, field.key) ||
           is_among(wrapper.may, field.key);
  });
}

// Whether what must stand beside it does.
bool is_believed(const Object& object, const Wrapper& wrapper) {
  const std::string_view head = wrapper.path.substr(0, wrapper.path.find('.'));
  const bool itself = head == wrapper.beside;
  return has_one_of(object, wrapper.beside, itself ? std::string_view() : head) &&
         (wrapper.also.empty() || has_one_of(object, wrapper.also)) &&
         (!wrapper.alone || has_no_other(object, wrapper)) && !has_one_of(object, wrapper.never);
}

}  // namespace

std::optional<Unwrapped> open_wrapper(const Object& object) {
  if (is_own_record(object)) return std::nullopt;
  std::vector<Element> found;
  for (const Wrapper& wrapper : kWrappers) {
    if (!is_believed(object, wrapper)) continue;
    found.clear();
    walk(object, wrapper.path, found);
    if (found.empty() || !could_hold(found.front(), wrapper.form)) continue;
    Unwrapped inner;
    for (const Element& element : found) add(element, wrapper.form, inner);
    if (inner.parts.empty()) continue;
    put_back(object, wrapper.taken_out, inner);
    read_tenant(object, inner);
    inner.collected = collected_at(object);
    return inner;
  }
  return std::nullopt;
}

}  // namespace aobo

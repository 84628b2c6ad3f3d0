// wrapped-by-collector: of one log in three each record comes as a collector or a SIEM hands it on:
// in an object of theirs, as an object or as text, or behind the head of a line.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/base/base64.h"
#include "plugin/base/json_text.h"
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

enum class As : std::uint8_t {
  kObject,
  kText,    // a string of JSON
  kBase64,  // the same, in base64
  kBytes,   // a list of its bytes
};
enum class Where : std::uint8_t {
  kAnywhere,
  kLines,  // only where each record is a line
  kM365,   // only what Microsoft 365's logs hold
};

// What stands around the record. Each is as its program's own pages show it.
struct Wrapping {
  std::string_view before, behind;
  As as = As::kObject;
  Where where = Where::kAnywhere;
};
constexpr Wrapping kWrappings[] = {
    // Splunk: HTTP Event Collector, search export; Cribl
    {R"({"time":1772442000,"sourcetype":"o365:management:activity","event":)", "}"},
    {R"({"preview":false,"offset":0,"result":{"_raw":)", "}}", As::kText},
    {R"({"_raw":)", R"(,"_time":1772442000,"host":"h","cribl_breaker":"Break on newlines"})",
     As::kText},
    // Filebeat, plain and decoded; Elastic Agent; Elasticsearch's hits and fields
    {R"({"@timestamp":"2026-03-02T09:00:00Z","agent":{"type":"filebeat"},"message":)", "}",
     As::kText},
    {R"({"@timestamp":"2026-03-02T09:00:00Z","agent":{"type":"filebeat"},"input":{"type":"log"},"json":)",
     "}"},
    {R"({"@timestamp":"2026-03-02T09:00:00Z","event":{"original":)", "}}", As::kText},
    {R"({"_index":"logs","_id":"1","_source":)", "}"},
    {R"({"_index":"logs","_id":"1","fields":{"event.original":[)", "]}}", As::kText},
    // Logstash, Vector, Fluent Bit with and without a pod, Docker, journald, rsyslog
    {R"({"@timestamp":"2026-03-02T09:00:00Z","@version":"1","host":"h","message":)", "}",
     As::kText},
    {R"({"file":"/x","host":"h","message":)",
     R"(,"source_type":"file","timestamp":"2026-03-02T09:00:00Z"})", As::kText},
    {R"({"log":)", R"(,"stream":"stdout","kubernetes":{"pod_name":"p","namespace_name":"n"}})",
     As::kText},
    {R"({"log":"x","stream":"stdout","log_processed":)",
     R"(,"kubernetes":{"pod_name":"p","namespace_name":"n"}})"},
    {R"({"stream":"stdout","time":"2026-03-02T09:00:00Z","log":)", "}", As::kText},
    {R"({"__REALTIME_TIMESTAMP":"1772442000000000","SYSLOG_IDENTIFIER":"collector","MESSAGE":)",
     "}", As::kText},
    {R"({"__REALTIME_TIMESTAMP":"1772442000000000","SYSLOG_IDENTIFIER":"collector","MESSAGE":)",
     "}", As::kBytes},
    {R"({"timestamp":"2026-03-02T09:00:00Z","host":"h","severity":"notice","syslogtag":"c:","msg":)",
     "}", As::kText},
    // Kafka: kcat, Connect, the REST proxy
    {R"({"topic":"logs","partition":0,"offset":7,"tstype":"create","ts":1772442000000,"key":null,"payload":)",
     "}", As::kText},
    {R"({"schema":null,"payload":)", "}"},
    {R"({"topic":"logs","key":null,"value":)", R"(,"partition":0,"offset":7})"},
    // Event Hubs: the SDK's, and Capture's
    {R"({"body":)", R"(,"x-opt-sequence-number":1,"x-opt-offset":"2"})"},
    {R"({"SequenceNumber":1,"Offset":"2","EnqueuedTimeUtc":"2026-03-02T09:00:00Z","Body":)", "}",
     As::kBase64},
    // Sumo Logic, Google SecOps, Datadog's API and archive
    {R"({"map":{"_raw":)", R"(,"_sourcecategory":"o365"}})", As::kText},
    {R"({"log_text":)", R"(,"ts_rfc3339":"2026-03-02T09:00:00Z"})", As::kText},
    {R"({"id":"1","type":"log","attributes":{"service":"s","tags":[],"attributes":)", "}}"},
    {R"({"_id":"1","date":"2026-03-02T09:00:00Z","service":"s","source":"x","status":"info","attributes":)",
     "}"},
    // Graylog: GELF, and a message of a search
    {R"({"version":"1.1","host":"h","short_message":)", R"(,"timestamp":1772442000,"level":6})",
     As::kText},
    {R"({"highlight_ranges":{},"index":"graylog_0","message":{"gl2_source_input":"1","message":)",
     "}}", As::kText},
    // Wazuh
    {R"({"timestamp":"2026-03-02T09:00:00.000+0000","agent":{"id":"000","name":"m"},"manager":{"name":"m"},"decoder":{"name":"json"},"location":"x","full_log":)",
     "}", As::kText},
    // OpenTelemetry: a record, and as it is exported
    {R"({"timeUnixNano":"1772442000000000000","body":{"stringValue":)", "}}", As::kText},
    {R"({"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"1772442000000000000","body":{"stringValue":)",
     "}}]}]}]}", As::kText},
    // CloudEvents, Log Analytics: a query's answer, and rows of an own table
    {R"({"specversion":"1.0","id":"1","source":"/x","type":"t","data":)", "}"},
    {R"({"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated"},{"name":"RawData"}],)"
     R"("rows":[["2026-03-02T09:00:00Z",)",
     "]]}]}", As::kText},
    {R"({"TimeGenerated":"2026-03-02T09:00:00Z","RawData":)", "}", As::kText},
    // Defender XDR
    {R"({"Timestamp":"2026-03-02T09:00:00Z","ActionType":"x","RawEventData":)", "}", As::kObject,
     Where::kM365},
    {R"({"category":"AdvancedHunting-CloudAppEvents","properties":{"ActionType":"x","RawEventData":)",
     "}}", As::kObject, Where::kM365},
    // Syslog, and a container's log
    {"<134>1 2026-03-02T09:00:00Z relay collector - - - ", "", As::kObject, Where::kLines},
    {"Mar  2 09:00:00 relay collector[7]: ", "", As::kObject, Where::kLines},
    {"2026-03-02T09:00:00.5Z stdout F ", "", As::kObject, Where::kLines},
};

bool may_stand(const Wrapping& wrapping, const Draft& draft) {
  switch (wrapping.where) {
    case Where::kAnywhere:
      return true;
    case Where::kLines:
      return draft.framing == Framing::kLines;
    case Where::kM365:
      return draft.log->family == Family::kM365 && draft.shape == Shape::kNative;
  }
  return false;
}

void append_bytes(std::string& text, std::string_view record) {
  text += '[';
  for (const char byte : record)
    fmt::format_to(std::back_inserter(text), "{}{}", text.back() == '[' ? "" : ",",
                   static_cast<unsigned char>(byte));
  text += ']';
}

std::string around(const Wrapping& wrapping, std::string_view record) {
  std::string text(wrapping.before);
  switch (wrapping.as) {
    case As::kObject:
      text += record;
      break;
    case As::kText:
      append_json_string(text, record);
      break;
    case As::kBase64:
      append_json_string(text, encode_base64(record));
      break;
    case As::kBytes:
      append_bytes(text, record);
      break;
  }
  return text.append(wrapping.behind);
}

std::string wrapped(const FaultSetting& setting, Draft& draft, std::string_view record) {
  if (!hits(setting.seed, "collector of " + draft.log->text, 1, 3)) return {};
  std::vector<const Wrapping*> ways;
  for (const Wrapping& wrapping : kWrappings) {
    if (may_stand(wrapping, draft)) ways.push_back(&wrapping);
  }
  return around(*ways[hash_of(setting.seed, "which collector of " + draft.log->text) % ways.size()],
                record);
}

}  // namespace

const Fault wrapped_by_collector{
    .name = "wrapped-by-collector",
    .text = "of one log in three each record comes as a collector or a SIEM hands it on",
    .skew = nullptr,
    .hides_address = nullptr,
    .strike = nullptr,
    .exported_at = nullptr,
    .wrap = wrapped,
    .wraps_around = true};

}  // namespace aobo::sim::fault

#include "plugin/unwrap/line_head.h"

#include <re2/re2.h>

#include <array>
#include <memory>
#include <string>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// The longest head that is looked for.
constexpr std::size_t kHeadBytes = 1024;

// <134>1 2026-03-02T09:00:01Z host app proc id [data] message; over TCP its length may stand before
// it (RFC 6587 §3.4.1).
constexpr const char* kSyslog5424 =
    R"((?:\d{1,7} )?<\d{1,3}>\d{1,2} \S+ \S+ \S+ \S+ \S+ (?:-|(?:\[[^\[\]]*\])+) (?:\x{FEFF})?)";

// What relays put before CEF and LEEF where it is not that: nothing, the priority, or one of the
// older forms of syslog. Never words of a message: who writes these would write a record.
constexpr const char* kOtherRelay =
    R"((?:\d{1,7} )?(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d|)"
    R"(\d{4}-\d\d-\d\dT\S+) \S+ {1,2}(?:[\w./-]+(?:\[\d+\])?: ?)?|(?:<\d{1,3}>)?)";

// A row a form. Sources: RFC 5424 §6, RFC 3164 §4.1, the container runtime interface's log format,
// ArcSight's "Common Event Format", IBM's "Log Event Extended Format" (QRadar).
constexpr const char* kHeads[] = {
    kSyslog5424,
    // <134>Mar  2 09:00:01 host tag[123]: message, with the date of ISO in newer relays
    R"((?:\d{1,7} )?(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ [\w./-]+(?:\[\d+\])?: ?)",
    // The same without a tag, which some relays leave out: <134>Mar  2 09:00:01 host message
    R"((?:\d{1,7} )?<\d{1,3}>(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ {1,2})",
    R"(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) [\w.-]{1,128} {1,2})",
    // 2026-03-02T09:00:01.5Z stdout F message
    R"(\d{4}-\d\d-\d\dT\S+ (?:stdout|stderr) [FP] )",
    // container-1  | message
    R"([\w.-]{1,128} +\| )",
    // 2026-03-02 09:00:01 message; a level may stand between
    R"(\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z| ?[+-]\d\d:?\d\d)?:?[\t ]+(?:(?:\[[\w.-]{1,128}\]|(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL)):?[\t ]+)?)",
    // Fluentd's stdout and file: 2026-03-02 09:00:01 +0000 tag: message, with tabs between them.
    // Without a zone it is what a person said at that time.
    R"(\d{4}-\d\d-\d\d [\d:.]+ [+-]\d{4} [\w.-]{1,128}: )",
    R"(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)\t[\w.-]{1,128}\t)",
    // [2026-03-02 09:00:01] message
    R"(\[\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z| ?[+-]\d\d:?\d\d)?\]:?[\t ]+)",
    // Mar  2 09:00:01 message; 03/02/2026 09:00:01 message; 02.03.2026 9:00:01 AM message
    R"((?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d:?[\t ]+)",
    R"(\[?\d{1,2}[/.]\d{1,2}[/.]\d{4},? \d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AP]M)?\]?:?[\t ]+)",
    // 1772442000.123 message, in seconds or milliseconds
    R"(\[?(?:\d{10}(?:[.,]\d{1,9})?|\d{13})\]?:?[\t ]+)",
    // logs/audit.json:12:message, as grep prints it
    R"((?:[^\s:{}\[\]"]{1,256}|[A-Za-z]:[^\s:{}\[\]"]{1,256})\.(?:json|ndjson|jsonl|log|csv|txt):(?:\d{1,9}:)?)",
};

// Those that a relay may write before.
constexpr const char* kBehindRelay[] = {
    // CEF:0|vendor|product|version|id|name|severity|msg=message, behind syslog or not
    R"(CEF:\d\|(?:(?:[^|\\]|\\.)*\|){6}(?:(?:rt|start|end|cat|act|dvc|dhost|shost|deviceExternalId)=[^ {]* )*(?:msg|message|rawEvent)=)",
    // LEEF:1.0|vendor|product|version|event id|cat=audit<tab>msg=message; LEEF:2.0 may name the
    // character between attributes, as itself or by its number, before the first of them. What
    // may stand before the message are attributes that no actor writes.
    R"(LEEF:(?:1\.0|2\.0)\|(?:[^|{]*\|){4}(?:(?:[^\w\s|={]|(?:0?x)?[0-9A-Fa-f]{1,4})?\|)?(?:(?:cat|devTime|devTimeFormat|sev|src|dst|identHostName|domain)=[^={]*[^\w={])*(?:msg|message|rawEvent|payload)=)",
};

using Expressions =
    std::array<std::unique_ptr<re2::RE2>, std::size(kHeads) + std::size(kBehindRelay)>;

const Expressions& expressions() {
  static const Expressions compiled = [] {
    Expressions all;
    re2::RE2::Options options;
    options.set_log_errors(false);
    std::size_t count = 0;
    for (const char* head : kHeads) all[count++] = std::make_unique<re2::RE2>(head, options);
    const std::string relay = std::string("(?:") + kSyslog5424 + "|" + kOtherRelay + ")";
    for (const char* head : kBehindRelay)
      all[count++] = std::make_unique<re2::RE2>(relay + head, options);
    return all;
  }();
  return compiled;
}

// Fluent Bit's file output: tag: [1772442000.000000000, {…}]
std::optional<std::string_view> inside_pair(std::string_view line) {
  static const re2::RE2 pair(R"([^\s\[{]{1,256}: \[\d{10}\.\d{9}, )");
  const std::size_t brace = line.find('{');
  if (!line.ends_with("}]") || brace > kHeadBytes) return std::nullopt;
  if (!re2::RE2::FullMatch(re2::StringPiece(line.data(), brace), pair)) return std::nullopt;
  return line.substr(brace, line.size() - 1 - brace);
}

}  // namespace

std::optional<std::string_view> behind_head(std::string_view line) {
  line = trimmed(line);
  if (const auto record = inside_pair(line)) return record;
  const std::size_t brace = line.find_first_of("{[");
  // "[" may belong to the head: structured data, a process id.
  for (std::size_t at = brace; at < std::min(line.size(), kHeadBytes);
       at = line.find_first_of("{[", at + 1)) {
    const char closer = line[at] == '{' ? '}' : ']';
    if (at == 0 || line.back() != closer) continue;
    // "[INFO]" is a level: what stands in an array of records is one, an array or a text.
    const std::size_t inside = line.find_first_not_of(" \t", at + 1);
    if (line[at] == '[' && std::string_view("{[]\"").find(line[inside]) == std::string_view::npos)
      continue;
    std::string_view before = line.substr(0, at);
    // The cookie of CEE in front of JSON in a message (rsyslog, syslog-ng).
    constexpr std::string_view kCookie = "@cee:";
    const std::string_view label = trimmed(before);
    if (label == kCookie) return line.substr(at);
    if (label.ends_with(kCookie)) before = label.substr(0, label.size() - kCookie.size());
    const re2::StringPiece head(before.data(), before.size());
    for (const auto& expression : expressions()) {
      if (re2::RE2::FullMatch(head, *expression)) return line.substr(at);
    }
    if (line[at] == '{') return std::nullopt;  // a head holds none
  }
  return std::nullopt;
}

}  // namespace aobo

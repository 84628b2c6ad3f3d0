#include "plugin/unwrap/line_head.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "plugin/base/text.h"
#include "plugin/unwrap/leef.h"
#include "plugin/unwrap/value_escapes.h"

namespace aobo {
namespace {

// The longest head that is looked for.
constexpr std::size_t kHeadBytes = 1024;

// <134>1 2026-03-02T09:00:01Z host app proc id [data x="1\"2"] message; over TCP its length may
// stand before it (RFC 6587 §3.4.1). In a quoted value of the data a backslash stands before
// quotes, brackets and itself (RFC 5424 §6.3.3); brackets that open need none.
constexpr const char* kSyslog5424 =
    R"re((?:\d{1,7} )?<\d{1,3}>\d{1,2} \S+ \S+ \S+ \S+ \S+ )re"
    R"re((?:-|(?:\[(?:[^\[\]"]|"(?:[^"\\]|\\.)*")*\])+) (?:\x{FEFF})?)re";

// What relays put before CEF and LEEF where it is not that: nothing, the priority, or one of the
// older forms of syslog. Never words of a message: who writes these would write a record.
constexpr const char* kOtherRelay =
    R"((?:\d{1,7} )?(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d|)"
    R"(\d{4}-\d\d-\d\dT\S+) \S+ {1,2}(?:[\w./-]+(?:\[\d+\])?: ?)?|(?:<\d{1,3}>)?)";

// ---- programs' own logs
// A level, a date, and one with the parts of a second, as loggers write it and people do not.
constexpr const char* kLevel =
    "(?:TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)";
constexpr const char* kDate =
    R"(\d{4}(?:-\d\d-\d\d|/\d\d/\d\d)[T ][\d:.,]+(?:Z| ?[+-]\d\d:?\d\d)?)";
constexpr const char* kExactDate =
    R"(\d{4}(?:-\d\d-\d\d|/\d\d/\d\d)[T ]\d\d:\d\d:\d\d[.,]\d{1,9}(?:Z| ?[+-]\d\d:?\d\d)?)";

// A row a form; {date}, {exact} and {level} stand for the three above. Where the name of a logger
// stands, the level stands as well and the date is exact, or what only programs write is there: a
// thread in brackets, a number of a line, a process. Else it could be a person's name before what
// they wrote.
constexpr const char* kLogForms[] = {
    // 2026-03-02 09:00:01 message; a level may stand between, in brackets too, or a process there
    R"({date}:?[\t ]+(?:(?:\[(?:{level}|TRC|VRB|DBG|INF|WRN|ERR|FTL|\d{1,10})\]|{level}):?[\t ]+)?)",
    // [2026-03-02 09:00:01] message, also with a level
    R"(\[{date}\]:?[\t ]+(?:(?:\[{level}\]|{level}):?[\t ]+(?:- )?)?)",
    // Python, NLog, loguru: 2026-03-02 09:00:01,5 - LEVEL - message, with - | or : between
    R"({date} ?[-|:] ?{level} {0,8} ?[-|:] ?)",
    R"({exact} - [\w.-]{1,128} - {level} {0,8} - )",
    R"({exact} - {level} {0,8} - [\w.-]{1,128} - )",
    R"({exact}\|{level}\|[\w.-]{1,128}\|)",
    R"({exact}:{level}:[\w.-]{1,128}:)",
    R"({exact} \| {level} {0,8} ?\| [\w.]{1,128}:[\w<>]{1,128}:\d{1,6} - )",
    // Python without a date: LEVEL:root:message
    R"({level}:(?:root|__main__):)",
    // Celery: [2026-03-02 09:00:01,5: LEVEL/MainProcess] message
    R"(\[{exact}: {level}/[\w-]{1,64}\] )",
    // log4j and logback: 2026-03-02 09:00:01,5 [thread] LEVEL class - message, in either order,
    // with the time alone, with file and line, without the class
    R"((?:{exact}|\d\d:\d\d:\d\d[.,]\d{3}) (?:\[[^\[\]{}"]{1,64}\] {level}|{level} {0,8}\[[^\[\]{}"]{1,64}\]) {1,8})"
    R"((?:(?:[\w.$]{1,256}(?::\d{1,6}| \([\w.$]{1,128}:\d{1,6}\))? )?- )?)",
    R"({date} {level} {1,8}[\w.$]{1,256}:\d{1,6} - )",
    // PowerShell's transcripts: VERBOSE: message
    R"((?:VERBOSE|DEBUG|INFO|WARNING): )",
    // Spring Boot: 2026-03-02T09:00:01.5Z  LEVEL 17 --- [app] [  main] class  : message
    R"({exact} {1,8}{level} {1,8}\d{1,10} --- (?:\[[^\[\]{}"]{0,64}\] ){1,3}[\w.$\[\]/]{1,256} {0,64}: )",
    // klog and glog: I0302 09:00:01.500000      17 file.go:12] message
    R"([IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6} {1,8}\d{1,10} [\w.-]{1,128}:\d{1,6}\] )",
};

// ---- others
// A row a form. Sources: RFC 3164 §4.1, the container runtime interface's log format.
constexpr const char* kHeads[] = {
    // <134>Mar  2 09:00:01 host tag[123]: message, with the date of ISO in newer relays
    R"((?:\d{1,7} )?(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ [\w./-]+(?:\[\d+\])?: ?)",
    // The same without a tag, which some relays leave out: <134>Mar  2 09:00:01 host message
    R"((?:\d{1,7} )?<\d{1,3}>(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ {1,2})",
    // 2026-03-02T09:00:01.5Z stdout F message
    R"(\d{4}-\d\d-\d\dT\S+ (?:stdout|stderr) [FP] )",
    // container-1  | message, by a number, which a person's name has not; [pod/name/container]
    // message
    R"([\w.-]{1,124}[-_]\d{1,4} +\| )",
    R"(\[pod/[\w.-]{1,253}/[\w.-]{1,63}\] )",
    // Fluentd's stdout and file: 2026-03-02 09:00:01 +0000 tag: message, with tabs between them.
    // Without a zone it is what a person said at that time.
    R"(\d{4}-\d\d-\d\d [\d:.]+ [+-]\d{4} [\w.-]{1,128}: )",
    R"(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)\t[\w.-]{1,128}\t)",
    // Mar  2 09:00:01 message; 03/02/2026 09:00:01 message; 02.03.2026 9:00:01 AM message
    R"((?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d:?[\t ]+)",
    R"(\[?\d{1,2}[/.]\d{1,2}[/.]\d{4},? \d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AP]M)?\]?:?[\t ]+)",
    // 1772442000.123 message, in seconds or milliseconds
    R"(\[?(?:\d{10}(?:[.,]\d{1,9})?|\d{13})\]?:?[\t ]+)",
    // logs/audit.json:12:message, as grep prints it
    R"((?:[^\s:{}\[\]"]{1,256}|[A-Za-z]:[^\s:{}\[\]"]{1,256})\.(?:json|ndjson|jsonl|log|csv|txt):(?:\d{1,9}:)?)",
};

// ---- what relays carry: ArcSight's "Common Event Format", and IBM's (leef.h)
// CEF:0|vendor|product|version|id|name|severity|cat=audit msg=message, behind syslog or not. What
// may stand before the message are attributes that no actor writes: who may name a host could name
// it so that it goes on as the message.
constexpr const char* kCef =
    R"(CEF:\d\|(?:(?:[^|\\]|\\.)*\|){6}(?:(?:rt|start|end|cat|act|dvc|deviceExternalId)=(?:[^={\\]|\\.)* )*(?:msg|message|rawEvent)=)";

std::string with_parts(std::string form) {
  for (const auto& [name, part] :
       {std::pair("{date}", kDate), {"{exact}", kExactDate}, {"{level}", kLevel}}) {
    for (std::size_t at = form.find(name); at != std::string::npos; at = form.find(name, at))
      form.replace(at, std::string_view(name).size(), part);
  }
  return form;
}

struct Expressions {
  std::vector<std::unique_ptr<re2::RE2>> heads;  // which end where the record begins
  std::unique_ptr<re2::RE2> syslog, relay, cef;
};

const Expressions& expressions() {
  static const Expressions compiled = [] {
    Expressions all;
    re2::RE2::Options options;
    options.set_log_errors(false);
    const auto compile = [&](const std::string& text) {
      return std::make_unique<re2::RE2>(text, options);
    };
    for (const char* head : kHeads) all.heads.push_back(compile(head));
    for (const char* form : kLogForms) all.heads.push_back(compile(with_parts(form)));
    const std::string relay = std::string("(?:") + kSyslog5424 + "|" + kOtherRelay + ")";
    all.relay = compile(relay);
    all.cef = compile(relay + kCef);
    all.syslog = compile(kSyslog5424);
    return all;
  }();
  return compiled;
}

// What stands behind a head that the line begins with.
std::optional<std::string_view> behind(std::string_view line, const re2::RE2& head) {
  re2::StringPiece begin(line.data(), std::min(line.size(), kHeadBytes));
  const std::size_t size = begin.size();
  if (!re2::RE2::Consume(&begin, head)) return std::nullopt;
  return line.substr(size - begin.size());
}

// The cookie of CEE in front of JSON in a message (rsyslog, syslog-ng).
constexpr std::string_view kCookie = "@cee:";

// Whether all of the text is one record, or an array of them: what it begins with it ends with.
bool is_record(std::string_view text) {
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
  if (text.back() != (text.front() == '{' ? '}' : ']')) return false;
  // "[INFO]" is a level: what stands in an array of records is one, an array or a text.
  const std::size_t inside = text.find_first_not_of(" \t\r\n", 1);
  return text.front() == '{' ||
         std::string_view("{[]\"").find(text[inside]) != std::string_view::npos;
}

// Fluent Bit's file output: tag: [1772442000.000000000, {…}]
std::optional<std::string_view> inside_pair(std::string_view line) {
  static const re2::RE2 pair(R"([^\s\[{]{1,256}: \[\d{10}\.\d{9}, )");
  const std::size_t brace = line.find('{');
  if (!line.ends_with("}]") || brace > kHeadBytes) return std::nullopt;
  if (!re2::RE2::FullMatch(re2::StringPiece(line.data(), brace), pair)) return std::nullopt;
  return line.substr(brace, line.size() - 1 - brace);
}

// Most lines do not, and need no look at their heads.
bool may_end_a_record(std::string_view line) {
  return line.ends_with('}') || line.ends_with(']') || line.ends_with("\\n") ||
         line.ends_with("\\r");
}

// Behind syslog's head of today, of which quoted values may hold brackets.
std::optional<std::string_view> behind_syslog(std::string_view line) {
  auto rest = behind(line, *expressions().syslog);
  if (rest && rest->starts_with(kCookie)) rest = trimmed(rest->substr(kCookie.size()));
  return rest && is_record(*rest) ? rest : std::nullopt;
}

std::optional<std::string_view> message_carried(std::string_view line) {
  if (const auto message = behind(line, *expressions().cef)) return message;
  const std::size_t leef = line.substr(0, kHeadBytes).find("LEEF:");
  if (leef == std::string_view::npos) return std::nullopt;
  if (!re2::RE2::FullMatch(re2::StringPiece(line.data(), leef), *expressions().relay))
    return std::nullopt;
  return message_of_leef(line.substr(leef));
}

// In a message of CEF or LEEF, as whoever wrote it had it.
std::optional<std::string> carried(std::string_view line) {
  auto rest = message_carried(line);
  if (!rest) return std::nullopt;
  while (rest->ends_with("\\n") || rest->ends_with("\\r")) rest->remove_suffix(2);
  if (auto plain = without_escapes(*rest)) return is_record(*plain) ? plain : std::nullopt;
  return is_record(*rest) ? std::optional<std::string>(*rest) : std::nullopt;
}

}  // namespace

std::optional<std::string> behind_head(std::string_view line) {
  line = trimmed(line);
  if (!may_end_a_record(line)) return std::nullopt;
  if (const auto record = inside_pair(line)) return std::string(*record);
  if (const auto record = behind_syslog(line)) return std::string(*record);
  if (auto record = carried(line)) return record;
  // "[" may belong to the head: a process id, a thread.
  for (std::size_t at = line.find_first_of("{["); at < std::min(line.size(), kHeadBytes);
       at = line.find_first_of("{[", at + 1)) {
    if (at == 0 || !is_record(line.substr(at))) continue;
    std::string_view before = line.substr(0, at);
    const std::string_view label = trimmed(before);
    if (label == kCookie) return std::string(line.substr(at));
    if (label.ends_with(kCookie)) before = label.substr(0, label.size() - kCookie.size());
    const re2::StringPiece head(before.data(), before.size());
    for (const auto& expression : expressions().heads) {
      if (re2::RE2::FullMatch(head, *expression)) return std::string(line.substr(at));
    }
    if (line[at] == '{') return std::nullopt;  // a head holds none
  }
  return std::nullopt;
}

}  // namespace aobo

#include "plugin/source/csv_dialect.h"

#include <algorithm>
#include <span>

#include "plugin/base/guid.h"
#include "plugin/base/key.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Columns that only exports of audit logs have, folded (base/key.h).
constexpr std::string_view kAuditColumns[] = {
    "auditdata",
    "operationname",
    "operationnamevalue",
    "operation",
    "operations",
    "createddatetime",
    "timegenerated",
    "activitydisplayname",
    "correlationid",
    "createddatetimeutc",
    "timegeneratedutc",
    "requestid",
    "raweventdata",
    "actoruserprincipalname",
    "partneruser",
    "requesturi",
    "accountupn",
    "eventinitiatedby",
    "operationdate",
    "initiatedbyupn",
    "crosstenantaccesstype",
};
// Columns of collectors' exports, which hold a record whole. One of these suffices: no line of text
// is its name.
constexpr std::string_view kWholeColumns[] = {"auditdata", "auditdataraw", "raweventdata",
                                              "rawdata", "eventoriginal"};
// Splunk's, which is known by its line alone: "raw" is a word.
constexpr std::string_view kRawColumn = "_raw";

bool is_whole_column(std::string_view name) {
  return name == kRawColumn || is_folded_of_any(kWholeColumns, name);
}

// Those that need no column beside them to be believed.
bool opens_alone(std::string_view name) {
  return name == kRawColumn || is_folded_of("auditdata", name) ||
         is_folded_of("eventoriginal", name);
}

// First parts of names that are paths (base/key_paths.h): under these a record lies.
constexpr std::string_view kRoots[] = {"auditdata", "source", "data",       "o365",
                                       "azure",     "fields", "properties", "attributes"};

bool is_audit_column(std::string_view name) {
  if (is_whole_column(name) || is_folded_of_any(kAuditColumns, name)) return true;
  const std::size_t root_end = name.find('.');
  return root_end != std::string_view::npos && is_folded_of_any(kRoots, name.substr(0, root_end)) &&
         is_folded_of_any(kAuditColumns, name.substr(name.rfind('.') + 1));
}

// Columns that are words each, and tell a log together.
class ColumnsTogether {
 public:
  explicit ColumnsTogether(std::span<const std::string_view> names) : names_(names) {}

  void see(std::string_view name) {
    for (std::size_t i = 0; i < names_.size(); ++i)
      seen_ |= is_folded_of(names_[i], name) ? 1U << i : 0U;
  }
  bool all() const { return seen_ == (1U << names_.size()) - 1; }

 private:
  std::span<const std::string_view> names_;
  unsigned seen_ = 0;
};

// Graylog's and Kibana's: a line of text and when it came.
constexpr std::string_view kMessageColumns[] = {"timestamp", "message"};
// CIPP's logbook, whose page exports DateTime, Tenant, User, Message, API, Severity, AppId, IP and
// LogData, those that are shown, in the order in which they are: these are what tells the log
// (parse/tool_log.cpp). Source: CIPP, src/pages/cipp/logs/index.js.
constexpr std::string_view kLogbookColumns[] = {"api", "message", "severity", "tenant"};

// Any letters, in any language; no control characters, no JSON, no line of text. Splunk marks lists
// with "{}": Parameters{}.Name.
bool is_column_name(std::string_view name) {
  if (name.empty() || name.size() > 100) return false;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char byte = name[at];
    const bool list = at > 0 && name.substr(at).starts_with("{}");
    if (list) ++at;
    if (list) continue;
    if (static_cast<unsigned char>(byte) < ' ' || byte == '{' || byte == '}' || byte == '"' ||
        byte == '=' || byte == '\x7f')
      return false;
  }
  return true;
}

// The next name of a header, quoted or not, which is taken off; nothing where the quotes do not
// close before the separator.
std::optional<std::string_view> take_name(std::string_view& line, char separator, bool& more) {
  line.remove_prefix(
      std::min(line.find_first_not_of(separator == '\t' ? " " : " \t"), line.size()));
  std::string_view name;
  if (line.starts_with('"')) {
    const std::size_t quote = line.find('"', 1);
    if (quote == std::string_view::npos) return std::nullopt;
    name = line.substr(1, quote - 1);
    line.remove_prefix(quote + 1);
  } else {
    name = line.substr(0, line.find(separator));
    line.remove_prefix(name.size());
  }
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  more = !line.empty();
  if (more && line.front() != separator) return std::nullopt;
  if (more) line.remove_prefix(1);
  return trimmed(name);
}

bool is_header(std::string_view line, char separator) {
  std::size_t columns = 0;
  bool audit = false, whole = false;
  ColumnsTogether messages(kMessageColumns), logbook(kLogbookColumns);
  for (bool more = true; more;) {
    const auto name = take_name(line, separator, more);
    if (!name || !is_column_name(*name) || columns == limits::kCsvColumns) return false;
    ++columns;
    audit = audit || is_audit_column(*name);
    whole = whole || is_whole_column(*name);
    messages.see(*name);
    logbook.see(*name);
  }
  return whole || messages.all() || logbook.all() || (audit && columns >= 3);
}

// "9:05" of a time: no column has one in its name.
bool holds_a_time(std::string_view cell) {
  const auto digit = [&](std::size_t at) {
    return at < cell.size() && cell[at] >= '0' && cell[at] <= '9';
  };
  for (std::size_t at = cell.find(':'); at != std::string_view::npos; at = cell.find(':', at + 1)) {
    if (at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2)) return true;
  }
  return false;
}

}  // namespace

std::optional<char> csv_separator(std::string_view line) {
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  line = trimmed(line);
  for (const char separator : {',', ';', '\t'}) {
    if (is_header(line, separator)) return separator;
  }
  return std::nullopt;
}

namespace {

bool is_name_of_column(std::string_view name) {
  const bool letter = !name.empty() && counts_in_key(name[0]) && (name[0] < '0' || name[0] > '9');
  const bool sign = !name.empty() && (name[0] == '_' || name[0] == '$' || name[0] == '@');
  return (letter || sign) && is_column_name(name) && !parse_id(name) && !holds_a_time(name);
}

}  // namespace

bool is_header_row(const std::vector<std::string>& cells, std::size_t count,
                   const std::vector<std::string>& header) {
  const bool same =
      count == header.size() && std::equal(header.begin(), header.end(), cells.begin());
  if (same) return true;
  if (count < 3) return false;
  bool audit = false;
  ColumnsTogether logbook(kLogbookColumns);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view name = trimmed(cells[i]);
    if (!is_name_of_column(name)) return false;
    audit = audit || is_audit_column(name);
    logbook.see(name);
  }
  return audit || logbook.all();
}

bool may_be_short_header(const std::vector<std::string>& cells, std::size_t count) {
  if (count == 0 || count > 2) return false;
  bool whole = false;
  ColumnsTogether messages(kMessageColumns);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view name = trimmed(cells[i]);
    if (!is_name_of_column(name)) return false;
    whole = whole || (count == 1 ? opens_alone(name) : is_whole_column(name));
    messages.see(name);
  }
  return whole || messages.all();
}

bool is_row_of_short_header(const std::vector<std::string>& cells, std::size_t count,
                            const std::vector<std::string>& header, std::size_t columns) {
  if (count != columns) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const bool holds = is_whole_column(trimmed(header[i])) || is_folded_of("message", header[i]);
    const std::string_view cell = trimmed(cells[i]);
    if (holds && (cell.ends_with('}') || cell.ends_with(']'))) return true;
  }
  return false;
}

bool is_preamble(std::string_view line, char& separator) {
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  line = trimmed(line);
  separator = 0;
  if (starts_with_ignoring_case(line, "#TYPE ")) return true;
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
    line = line.substr(1, line.size() - 2);
  if (!starts_with_ignoring_case(line, "sep=") || line.size() > 5) return false;
  separator = line.size() == 5 ? line[4] : '\t';
  return true;
}

}  // namespace aobo

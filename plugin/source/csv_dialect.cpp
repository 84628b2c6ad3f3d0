#include "plugin/source/csv_dialect.h"

#include <algorithm>

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
// Columns of collectors' exports, which hold a record whole.
constexpr std::string_view kWholeColumns[] = {"raw", "rawdata", "eventoriginal"};
// Of these one suffices alone: no line of text is their name.
constexpr std::string_view kAloneColumns[] = {"auditdata", "raweventdata", "rawdata",
                                              "eventoriginal"};

bool is_audit_column(std::string_view name) {
  const auto is = [&](std::string_view known) { return is_folded_of(known, name); };
  return std::any_of(std::begin(kAuditColumns), std::end(kAuditColumns), is) ||
         std::any_of(std::begin(kWholeColumns), std::end(kWholeColumns), is);
}

bool is_whole(std::string_view name) {
  return std::any_of(std::begin(kAloneColumns), std::end(kAloneColumns),
                     [&](std::string_view known) { return is_folded_of(known, name); });
}

// Any letters, in any language; no control characters, no JSON, no line of text.
bool is_column_name(std::string_view name) {
  if (name.empty() || name.size() > 100) return false;
  return std::all_of(name.begin(), name.end(), [](char byte) {
    return static_cast<unsigned char>(byte) >= ' ' && byte != '{' && byte != '}' && byte != '"' &&
           byte != '=' && byte != '\x7f';
  });
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
  for (bool more = true; more;) {
    const auto name = take_name(line, separator, more);
    if (!name || !is_column_name(*name) || columns == limits::kCsvColumns) return false;
    ++columns;
    audit = audit || is_audit_column(*name);
    whole = whole || is_whole(*name);
  }
  return (audit && columns >= 3) || (whole && columns == 1);
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

bool is_header_row(const std::vector<std::string>& cells, std::size_t count,
                   const std::vector<std::string>& header) {
  if (count < 3) return false;
  std::size_t known = 0, audit_columns = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view cell = trimmed(cells[i]);
    const bool letter = !cell.empty() && counts_in_key(cell[0]) && (cell[0] < '0' || cell[0] > '9');
    if (!is_column_name(cell) || (!letter && cell[0] != '_' && cell[0] != '$') || parse_id(cell))
      return false;
    audit_columns += is_audit_column(cell) ? 1U : 0U;
    const std::string folded = folded_key(cell);
    const auto is = [&](const std::string& name) { return is_folded_of(folded, name); };
    known += std::any_of(header.begin(), header.end(), is) ? 1U : 0U;
  }
  return audit_columns >= 1 && (known * 2 >= count || audit_columns >= 2);
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

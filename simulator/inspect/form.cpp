#include "simulator/inspect/form.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "plugin/base/text.h"
#include "simulator/inspect/foreign_text.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kBeginning = 65'536;  // bytes
constexpr std::string_view kSpace = " \t\r\n";

struct Magic {
  std::string_view bytes, form;
};
using std::string_view_literals::operator""sv;
constexpr Magic kMagic[] = {
    {"\x1f\x8b"sv, "gzip"},
    {"\x28\xb5\x2f\xfd"sv, "zstd"},
    {"PK\x03\x04"sv, "zip or xlsx"},
    {"PK\x05\x06"sv, "empty zip"},
    {"\x1f\x9d"sv, "compress"},
    {"\x04\x22\x4d\x18"sv, "lz4"},
    {"\x5d\x00\x00"sv, "lzma"},
    {"\xd0\xcf\x11\xe0"sv, "old Office document"},
    {"\xff\xfe\x00\x00"sv, "UTF-32"},
    {"\x00\x00\xfe\xff"sv, "UTF-32"},
    {"\xfd"
     "7zXZ"sv,
     "xz"},
    {"BZh"sv, "bzip2"},
    {"Obj\x01"sv, "Avro"},
    {"PAR1"sv, "Parquet"},
    {"\x80\x04\x95"sv, "Python's pickle"},
    {"\x80\x05\x95"sv, "Python's pickle"},
    {"SQLite format 3"sv, "SQLite"},
    {"7z\xbc\xaf\x27\x1c"sv, "7z"},
    {"%PDF-"sv, "PDF"},
    {"\x89PNG\r\n"sv, "image"},
    {"\xff\xd8\xff"sv, "image"},
    {"GIF8"sv, "image"},
    {"\xff\xfe"sv, "UTF-16"},
    {"\xfe\xff"sv, "UTF-16"},
};

std::string_view first_line(std::string_view text) {
  return text.substr(0, std::min(text.find('\n'), text.size()));
}

std::string_view behind_line(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
}

// Keys by which what a collector wrote around records is known: all of a row stand there.
struct Wrapping {
  std::string_view keys, name;
};
constexpr Wrapping kWrappings[] = {
    {"event sourcetype", "Splunk HEC"},
    {"event time", "Splunk HEC"},
    {"result preview", "Splunk export"},
    {"_index _source", "Elasticsearch"},
    {"_index fields", "Elasticsearch"},
    {"took hits", "Elasticsearch"},
    {"decoder data", "Wazuh"},
    {"decoder full_log", "Wazuh"},
    {"integration office365", "Wazuh"},
    {"resourceLogs", "OpenTelemetry"},
    {"topic payload", "Kafka"},
    {"SequenceNumber Body", "Event Hub"},
    {"short_message", "Graylog"},
    {"messages fields", "Graylog"},
    {"log stream", "Docker"},
    {"@timestamp event.original", "Elastic"},
    {"@timestamp message", "Elastic or Logstash"},
    {"@timestamp event", "Elastic"},
    {"specversion data", "CloudEvents"},
    {"tables", "Log Analytics answer"},
};

std::string_view wrapping_of(const std::vector<std::string>& keys) {
  for (const Wrapping& row : kWrappings) {
    bool all = true;
    for (std::string_view rest = row.keys; !rest.empty() && all;) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      all = std::ranges::count(keys, rest.substr(0, end)) > 0;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (all) return row.name;
  }
  return {};
}

std::string_view table_form(std::string_view header) {
  // Prose: a blank stands behind each comma. A heading of Markdown.
  std::size_t commas = 0, before_blanks = 0;
  for (std::size_t at = header.find(','); at != std::string_view::npos;
       at = header.find(',', at + 1)) {
    ++commas;
    before_blanks +=
        at + 1 < header.size() && kSpace.find(header[at + 1]) != std::string_view::npos ? 1U : 0U;
  }
  if ((commas > 0 && commas == before_blanks) || header.starts_with("# ")) return {};
  // A line with a record behind something else: its commas are the record's.
  if (header.find('{') != std::string_view::npos) return "text lines with JSON";
  const struct {
    char separator;
    std::string_view form;
  } rows[] = {{',', "CSV"}, {';', "CSV with ;"}, {'\t', "CSV with tabs"}};
  std::string_view form;
  std::ptrdiff_t most = 0;
  for (const auto& row : rows) {
    const std::ptrdiff_t here = std::ranges::count(header, row.separator);
    if (here <= most) continue;
    most = here;
    form = row.form;
  }
  return form;
}

std::string_view json_shape(std::string_view text) {
  if (text.front() == '[') return "JSON array";
  // Lines, where a second object begins at the beginning of a line that follows a whole one.
  const std::string_view line = first_line(text);
  const std::size_t last = line.find_last_not_of(kSpace);
  const bool whole = last != std::string_view::npos && line[last] == '}' && last > 0;
  return whole ? "JSON lines" : "JSON object";
}

std::string json_form(std::string_view text) {
  const std::string_view wrapping = wrapping_of(first_keys(text));
  return std::string(json_shape(text)) + (wrapping.empty() ? "" : ", " + std::string(wrapping));
}

// A document or a presentation; a workbook may hold a log.
bool is_office_text(std::string_view zip) {
  return zip.find("word/") != std::string_view::npos || zip.find("ppt/") != std::string_view::npos;
}

bool is_tar(std::string_view beginning) {
  return beginning.size() > 262 && beginning.substr(257, 5) == "ustar";
}

}  // namespace

std::string_view behind_preamble(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (text.starts_with("#TYPE") || text.starts_with("sep=")) text = behind_line(text);
  return text;
}

std::vector<std::string> first_keys(std::string_view text) {
  constexpr std::size_t kMost = 64;
  std::vector<std::string> keys;
  std::size_t depth = 0;
  for (std::size_t at = text.find('{'); at < text.size() && keys.size() < kMost; ++at) {
    const char byte = text[at];
    if (byte == '{' || byte == '[') ++depth;
    if (byte == '}' || byte == ']') --depth;
    if (depth == 0) break;
    if (byte != '"') continue;
    const std::size_t begin = at + 1;
    for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\' ? 1U : 0U;
    if (at >= text.size()) break;
    const std::size_t behind = text.find_first_not_of(kSpace, at + 1);
    if (depth == 1 && behind != std::string_view::npos && text[behind] == ':')
      keys.emplace_back(text.substr(begin, at - begin));
  }
  return keys;
}

std::string form_of(std::string_view beginning) {
  if (beginning.empty()) return "empty";
  if (is_tar(beginning)) return "tar";
  std::string_view known;  // the longest that fits: UTF-32's mark begins as UTF-16's
  std::size_t longest = 0;
  for (const Magic& magic : kMagic) {
    if (magic.bytes.size() <= longest || !beginning.starts_with(magic.bytes)) continue;
    longest = magic.bytes.size();
    known = magic.form;
  }
  if (known.starts_with("zip") && is_office_text(beginning)) return "Office document";
  if (!known.empty()) return std::string(known);
  if (beginning.starts_with("\xef\xbb\xbf")) beginning.remove_prefix(3);
  const std::size_t start = beginning.find_first_not_of(kSpace);
  if (start == std::string_view::npos) return "empty";
  const std::string_view text = behind_preamble(beginning.substr(start));
  if (text.empty()) return "text lines";
  if (const ForeignText* foreign = foreign_text(text)) return std::string(foreign->form);
  if (text.front() == '{' || text.front() == '[') return json_form(text);
  const std::string_view table = table_form(first_line(text));
  return std::string(table.empty() ? "text lines" : table);
}

bool is_document(std::string_view beginning) {
  constexpr std::string_view kDocuments[] = {"PDF", "image", "Office document",
                                             "old Office document"};
  return std::ranges::count(kDocuments, form_of(beginning)) > 0;
}

std::string beginning_of(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return {};  // a FIFO keeps one waiting
  std::ifstream file(path, std::ios::binary);
  std::string beginning(kBeginning, '\0');
  file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return beginning;
}

}  // namespace aobo::sim

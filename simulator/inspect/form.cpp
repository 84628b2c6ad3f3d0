#include "simulator/inspect/form.h"

#include <algorithm>
#include <fstream>

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
    {"\xfd"
     "7zXZ"sv,
     "xz"},
    {"BZh"sv, "bzip2"},
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

// What PowerShell and Excel write before a header.
std::string_view behind_preamble(std::string_view text) {
  while (text.starts_with("#TYPE") || text.starts_with("sep=")) text = behind_line(text);
  return text;
}

std::string_view table_form(std::string_view header) {
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

std::string_view json_form(std::string_view text) {
  if (text.front() == '[') return "JSON array";
  // Lines, where a second object begins at the beginning of a line that follows a whole one.
  const std::string_view line = first_line(text);
  const std::size_t last = line.find_last_not_of(kSpace);
  const bool whole = last != std::string_view::npos && line[last] == '}' && last > 0;
  return whole ? "JSON lines" : "JSON object";
}

}  // namespace

std::string_view form_of(std::string_view beginning) {
  if (beginning.empty()) return "empty";
  for (const Magic& magic : kMagic) {
    if (beginning.starts_with(magic.bytes)) return magic.form;
  }
  if (beginning.starts_with("\xef\xbb\xbf")) beginning.remove_prefix(3);
  const std::size_t start = beginning.find_first_not_of(kSpace);
  if (start == std::string_view::npos) return "empty";
  const std::string_view text = behind_preamble(beginning.substr(start));
  if (text.empty()) return "text lines";
  if (text.front() == '{' || text.front() == '[') return json_form(text);
  const std::string_view table = table_form(first_line(text));
  return table.empty() ? "text lines" : table;
}

std::string beginning_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string beginning(kBeginning, '\0');
  file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return beginning;
}

}  // namespace aobo::sim

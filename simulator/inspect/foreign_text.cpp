#include "simulator/inspect/foreign_text.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

bool is_web_page(std::string_view text) {
  return starts_with_ignoring_case(text, "<!doctype html") ||
         starts_with_ignoring_case(text, "<html");
}

bool is_clixml(std::string_view text) {
  return text.starts_with("<Objs ") || text.starts_with("#< CLIXML");
}

bool is_xml(std::string_view text) { return text.starts_with("<?xml"); }

bool is_python(std::string_view text) { return text.starts_with("{'") || text.starts_with("[{'"); }

std::string_view line_of(std::string_view text, std::size_t wanted) {
  for (;; --wanted) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (wanted == 0) return text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// How long the name is at the head of the line: letters and digits.
std::size_t name_bytes(std::string_view line) {
  const auto part = [](char byte) {
    const char low = to_lower(byte);
    return (low >= 'a' && low <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
  };
  return static_cast<std::size_t>(std::ranges::find_if_not(line, part) - line.begin());
}

// RecordType   : ExchangeAdmin, with the colon in one column for all.
bool is_format_list(std::string_view text) {
  const auto colon = [](std::string_view line) {
    const std::size_t name = name_bytes(line);
    const std::size_t at = std::min(line.find_first_not_of(' ', name), line.size());
    return name != 0 && at > name && line.substr(at).starts_with(":") ? at : 0;
  };
  const std::size_t first = colon(line_of(text, 0));
  return first != 0 && first == colon(line_of(text, 1));
}

// Names of columns, and dashes under each.
bool is_printed_table(std::string_view text) {
  const std::string_view dashes = trimmed(line_of(text, 1));
  return dashes.starts_with("--") && dashes.find_first_not_of("- ") == std::string_view::npos;
}

// "---" and a name, "- name:" and a name, or three names: "INFO: " and "WARN: " are a log's.
bool is_yaml(std::string_view text) {
  const auto name = [&](std::size_t wanted) {
    std::string_view line = trimmed(line_of(text, wanted));
    if (line.starts_with("- ")) line = trimmed(line.substr(2));
    const std::string_view found = line.substr(0, name_bytes(line));
    const std::string_view behind = line.substr(found.size());
    return behind == ":" || behind.starts_with(": ") ? found : std::string_view();
  };
  const std::string_view first = trimmed(line_of(text, 0));
  if (first == "---") return !name(1).empty();
  if (name(0).empty() || name(1).empty() || name(0) == name(1)) return false;
  return first.starts_with("- ") || (!name(2).empty() && name(2) != name(0) && name(2) != name(1));
}

struct Row {
  bool (*is)(std::string_view text);
  ForeignText what;
};
constexpr Row kRows[] = {
    {is_web_page,
     {"web page",
      "a web page in place of an answer, of a sign-in perhaps: sign in, and make the call again"}},
    {is_clixml, {"PowerShell's Clixml", ""}},
    {is_xml, {"XML", "XML, in which aobo reads no log: export as JSON or CSV"}},
    {is_python, {"Python's print", ""}},
    {is_format_list,
     {"PowerShell's Format-List",
      "objects as PowerShell prints them, of which texts are cut: export with ConvertTo-Json "
      "-Depth "
      "10, or Export-Csv"}},
    {is_printed_table,
     {"printed table",
      "a table for people, as Format-Table and \"-o table\" print it: export with ConvertTo-Json "
      "-Depth 10, Export-Csv or -o json"}},
    {is_yaml, {"YAML", "YAML: write it as JSON (yq -o json)"}},
};

}  // namespace

const ForeignText* foreign_text(std::string_view text) {
  const auto row = std::ranges::find_if(kRows, [&](const Row& one) { return one.is(text); });
  return row == std::end(kRows) ? nullptr : &row->what;
}

}  // namespace aobo::sim

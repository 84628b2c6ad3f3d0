#include "simulator/rules/slips.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

std::string_view line_of(std::string_view file, std::uint32_t line) {
  for (std::uint32_t at = 1; at < line; ++at)
    file.remove_prefix(std::min(file.find('\n') + 1, file.size()));
  return file.substr(0, file.find('\n'));
}

bool says(std::string_view message, std::string_view part) {
  return message.find(part) != std::string_view::npos;
}

}  // namespace

std::string yaml_slip(std::string_view file, std::uint32_t line, std::string_view message) {
  const std::string_view text = line_of(file, line);
  const std::string_view indentation = text.substr(0, text.find_first_not_of(" \t"));
  if (indentation.find('\t') != std::string_view::npos || says(message, "tab"))
    return "a tab stands in the indentation; YAML takes blanks alone";
  const std::string_view rest = text.substr(indentation.size());
  const std::size_t colon = rest.find(": ");
  const std::string_view value =
      colon == std::string_view::npos ? "" : trimmed(rest.substr(colon + 2));
  if (says(message, "escape character"))
    return "in a text in double quotes a backslash begins an escape: write \\\\ for a backslash, "
           "or "
           "put the text in single quotes";
  if (value.starts_with('%') || value.starts_with('@') || value.starts_with('`'))
    return fmt::format(
        "a text cannot begin with {}: put it in quotes, or behind >- on lines of its "
        "own",
        value.substr(0, 1));
  if (value.starts_with('*') || value.starts_with('&') || value.starts_with('!'))
    return fmt::format(
        "{} at the beginning of a text has a meaning of its own in YAML: put the text "
        "in quotes",
        value.substr(0, 1));
  const bool quoted = value.starts_with('"') || value.starts_with('\'');
  if (!quoted && value.find(": ") != std::string_view::npos)
    return "a text in which a colon and a blank stand needs quotes, or >- and lines of its own";
  if (says(message, "end of map") || says(message, "end of sequence") ||
      says(message, "illegal map"))
    return "this line does not stand in line with those above: keys of one item begin in the same "
           "column";
  return "";
}

}  // namespace aobo::sim

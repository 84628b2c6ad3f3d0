#include "plugin/parse/cut_object.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// What Power Query writes into a cell in the place of what was not expanded.
constexpr std::string_view kUnexpanded[] = {"[Record]", "[List]", "[Table]"};
// Types of the modules whose objects are exported.
constexpr std::string_view kTypes[] = {"Microsoft.Graph.PowerShell.Models.",
                                       "Microsoft.Graph.Beta.PowerShell.Models.",
                                       "Microsoft.Azure.Commands.Insights."};

// One word: the name of a type, where a value should be.
bool names_type(std::string_view word) {
  const bool type =
      std::ranges::any_of(kTypes, [&](std::string_view begin) { return word.starts_with(begin); });
  if (type) return word.find('/') == std::string_view::npos;
  return word.starts_with("System.Collections.") ||
         (word.starts_with("System.") && word.ends_with("[]"));
}

}  // namespace

bool is_cut_object(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("@{")) return text.ends_with('}');
  if (std::ranges::count(kUnexpanded, text) > 0) return true;
  // Of an array PowerShell writes the names of all, with a blank between them.
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at && !names_type(text.substr(at, end - at))) return false;
    any = any || end > at;
    at = end + 1;
  }
  return any;
}

}  // namespace aobo

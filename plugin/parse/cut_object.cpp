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

}  // namespace

bool is_cut_object(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("@{")) return text.ends_with('}');
  if (std::ranges::count(kUnexpanded, text) > 0) return true;
  const bool type =
      std::ranges::any_of(kTypes, [&](std::string_view begin) { return text.starts_with(begin); });
  if (type) return text.find_first_of(" /") == std::string_view::npos;
  constexpr std::string_view kLists = "System.Collections.";
  if (text.starts_with(kLists)) return text.find(' ') == std::string_view::npos;
  return text.starts_with("System.") && text.ends_with("[]") &&
         text.find(' ') == std::string_view::npos;
}

}  // namespace aobo

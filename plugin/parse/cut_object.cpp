#include "plugin/parse/cut_object.h"

#include "plugin/base/text.h"

namespace aobo {

bool is_cut_object(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("@{")) return text.ends_with('}');
  constexpr std::string_view kLists = "System.Collections.";
  if (text.starts_with(kLists)) return text.find(' ') == std::string_view::npos;
  return text.starts_with("System.") && text.ends_with("[]") &&
         text.find(' ') == std::string_view::npos;
}

}  // namespace aobo

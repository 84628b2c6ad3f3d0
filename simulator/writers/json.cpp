#include "simulator/writers/json.h"

namespace aobo::sim {

std::string pretty_json(std::string_view compact) {
  std::string out;
  std::size_t depth = 0;
  bool in_string = false, escaped = false;
  const auto line = [&] { out.append("\n").append(depth * 2, ' '); };
  for (std::size_t i = 0; i < compact.size(); ++i) {
    const char c = compact[i];
    if (in_string) {
      out += c;
      in_string = escaped || c != '"';
      escaped = !escaped && c == '\\';
      continue;
    }
    const bool empty = (c == '{' || c == '[') && i + 1 < compact.size() &&
                       (compact[i + 1] == '}' || compact[i + 1] == ']');
    if (empty) {
      out.append({c, compact[++i]});
    } else if (c == '{' || c == '[') {
      out += c;
      ++depth;
      line();
    } else if (c == '}' || c == ']') {
      --depth;
      line();
      out += c;
    } else if (c == ',') {
      out += c;
      line();
    } else {
      out += c;
      if (c == ':') out += ' ';
      in_string = c == '"';
    }
  }
  return out;
}

}  // namespace aobo::sim

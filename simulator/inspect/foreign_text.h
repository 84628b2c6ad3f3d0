// Text in which logs were kept in a form that is no log's: what it is, and what to export instead.
#pragma once

#include <string_view>

namespace aobo::sim {

struct ForeignText {
  std::string_view form;    // "YAML"
  std::string_view advice;  // "YAML: write it as JSON (yq -o json)"; empty where the plugin says it
};

// By how the text begins, behind its byte order mark and blanks; nothing where it is none of these.
const ForeignText* foreign_text(std::string_view text);

}  // namespace aobo::sim

// Output: a rule's output text with its fields, as Falco formats it. The name of a field is the
// longest that there is; a field without a value is <NA>. The text has the bytes of the log;
// whoever prints it as a line makes it one (raw_text.h).
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "simulator/rules/compile.h"

namespace aobo::sim {

struct OutputPart {
  std::string literal;  // before the field
  bool has_field = false;
  Operand field;
  std::string shown;   // "aobo.user.upn", "tolower(aobo.actor)"
  bool plain = false;  // a field by itself: part of output_fields
  unsigned width = 0;  // pads or cuts to; 0 for neither
};

class Output {
 public:
  // The issue's range is one of the text.
  static std::variant<Output, CompileIssue> compile(std::string_view text,
                                                    const CompileContext& context);

  const std::vector<OutputPart>& parts() const { return parts_; }
  std::string text(EventView& event) const;

 private:
  std::vector<OutputPart> parts_;
};

// One value as Falco prints it: lists as (a,b), addresses as such, times as nanoseconds; <NA> for
// none.
std::string value_text(const Cell& cell, ss_plugin_field_type type, bool is_list);

}  // namespace aobo::sim

// Parser: one framed record in, one Record or the reason why not out. Never throws on content,
// never reads past the frame, keeps its buffers from record to record.
#pragma once

#include <simdjson.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plugin/base/frame.h"
#include "plugin/base/refusal.h"
#include "plugin/event/record.h"
#include "plugin/parse/json.h"
#include "plugin/parse/text_pattern.h"

namespace aobo {

class Parser {
 public:
  explicit Parser(std::span<const TextPattern> patterns);

  // Fills `record`, whose texts hold until the next call, or refuses the frame.
  std::optional<Refusal> parse(const Frame& frame, Record& record);

  // The JSON of the record last parsed: the frame's own bytes, or what a pattern made of its line.
  std::string_view json() const { return json_; }
  // Whether the record last refused is a custom table's row that a key beside the columns told its
  // family by: of its columns (UserPrincipalName_s …) nothing was read.
  bool is_custom_row() const { return custom_row_; }

 private:
  std::optional<Refusal> parse_object(std::string_view json, std::size_t readable, DateOrder dates,
                                      Record& record);

  std::span<const TextPattern> patterns_;
  simdjson::dom::parser parser_;
  Scratch scratch_;
  std::string line_json_;
  std::string_view json_;
  bool custom_row_ = false;
};

}  // namespace aobo

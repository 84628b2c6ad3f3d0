// Parser: one framed record in, one Record or the reason why not out. Secrets are masked before
// anything else is read, so that no stage, state or output ever holds one. Never throws on content,
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
#include "plugin/mask/masker.h"
#include "plugin/parse/document.h"
#include "plugin/parse/json.h"
#include "plugin/parse/text_pattern.h"

namespace aobo {

class Parser {
 public:
  // `local_zone`: of times that say they are local, where the owner named it.
  explicit Parser(std::span<const TextPattern> patterns, const MaskOptions& mask = {},
                  std::optional<TimeZone> local_zone = std::nullopt);

  // Fills `record`, whose texts hold until the next call, or refuses the frame.
  std::optional<Refusal> parse(const Frame& frame, Record& record);

  // The JSON of the record last parsed, its secrets masked: the frame's own bytes where it holds
  // none.
  std::string_view json() const { return json_; }
  bool masked() const { return masked_; }  // whether it held any
  // Whether objects of the record last parsed were cut off: of each the text "@{…}" is left.
  bool cut() const { return scratch_.saw_cut(); }

  Masker& masker() { return masker_; }

 private:
  std::optional<Refusal> parse_object(std::string_view json, std::size_t readable, DateOrder dates,
                                      Record& record);
  std::optional<Document> with_nested(const Document& document);
  std::optional<Document> read_again(const std::optional<std::string>& json,
                                     const Document& document);

  std::span<const TextPattern> patterns_;
  std::optional<TimeZone> local_zone_;
  simdjson::dom::parser parser_;
  Scratch scratch_;
  Masker masker_;
  std::string line_json_;
  std::string_view json_;
  bool masked_ = false;
};

}  // namespace aobo

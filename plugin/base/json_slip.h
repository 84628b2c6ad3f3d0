// JsonSlip: where a text stops being JSON, for the person who wrote it: what was found there and
// what was expected. For what is configured and exported; log content has readers of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aobo {

struct JsonSlip {
  std::size_t offset = 0;
  std::string problem;  // "found "x", expected a comma or }"
};

// The first one; nothing where all of it is JSON of at most `deepest` levels.
std::optional<JsonSlip> find_json_slip(std::string_view text, std::size_t deepest);

}  // namespace aobo

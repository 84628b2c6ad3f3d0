// Extent: where the bracketed JSON value at the head of a text ends, told from brackets and strings
// alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aobo {

struct Extent {
  enum class What : std::uint8_t { kWhole, kOpen, kBroken };
  What what = What::kOpen;
  std::size_t end = 0;  // one past the closing bracket, or where it breaks
  const char* detail = "";
};

// The object or array that opens at `text[0]`.
Extent find_extent(std::string_view text);
// The same without instructions of one processor: what find_extent is where there is no SSE2.
Extent find_extent_portable(std::string_view text);

}  // namespace aobo

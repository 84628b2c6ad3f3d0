// Frame: the bytes of one record and where they came from, as the source hands them on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "plugin/base/time_forms.h"

namespace aobo {

enum class FrameKind : std::uint8_t {
  kJson,  // one JSON object
  kText,  // one line of text, for the configured patterns
};

struct Frame {
  FrameKind kind = FrameKind::kJson;
  std::string_view bytes;    // holds until the next frame is asked for
  std::size_t readable = 0;  // bytes that may be read from bytes.data() on, its size or more
  std::string_view origin;   // name of the input
  std::uint64_t offset = 0;  // of the first byte in the (decompressed) input
  bool repaired = false;     // bytes that were no text were read as what they must have been
  std::string_view tenant;   // whose records the page holds that it stood in, where that says so
  DateOrder dates = DateOrder::kUnasked;  // of the input's dates
};

}  // namespace aobo

// A ticket as a log has it.
#pragma once

#include <algorithm>
#include <string_view>

#include "plugin/base/text.h"

namespace aobo {

// Empty where what stands there says that there is none: a dash, "N/A", "none", "null".
inline std::string_view ticket_in(std::string_view text) {
  text = trimmed(text);
  const bool names = std::ranges::any_of(text, [](unsigned char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0xc3;
  });
  constexpr std::string_view kNothing[] = {"n/a", "none", "null", "nil", "–", "—"};
  return names && !is_any_ignoring_case(kNothing, text) ? text : std::string_view();
}

}  // namespace aobo

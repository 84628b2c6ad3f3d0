// Numbers with what they count: "1 input", "3 inputs"; and lists that are cut.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <ranges>
#include <string>
#include <string_view>

#include "plugin/base/text.h"

namespace aobo::sim {

inline std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

// The first of some texts from outside, as they may be shown: "a.txt, b.txt and 3 more".
template <std::ranges::sized_range All, typename NameOf = std::identity>
std::string some_of(const All& names, std::size_t most, NameOf name_of = {}) {
  std::string text;
  std::size_t shown = 0;
  for (const auto& one : names) {
    if (shown == most) break;
    text += (shown++ == 0 ? "" : ", ") + printable(std::invoke(name_of, one));
  }
  const std::size_t count = std::ranges::size(names);
  return count > shown ? text + fmt::format(" and {} more", count - shown) : text;
}

}  // namespace aobo::sim

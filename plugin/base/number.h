// Whole numbers written as text.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace aobo {

// The number that the whole text is, in digits of `base`, a minus before them where the type has
// one; nothing where the text is empty, holds anything else, or is more than the type can hold.
template <std::integral Number>
std::optional<Number> whole_number(std::string_view text, int base = 10) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, base);
  return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

}  // namespace aobo

// Cell: what one field holds for one event: nothing, one value, or the values of a list.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace aobo::sim {

struct Cell {
  std::vector<std::string_view> texts;  // strings; addresses as their 4 or 16 bytes
  std::vector<std::uint64_t> numbers;   // numbers and times; booleans as 0 or 1

  bool holds_none = false;  // a list of nothing, which is there all the same

  bool null() const { return texts.empty() && numbers.empty() && !holds_none; }
  void clear() {
    texts.clear();
    numbers.clear();
    holds_none = false;
  }
};

}  // namespace aobo::sim

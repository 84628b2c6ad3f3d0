// Lists without repetition, in the order in which their members came.
#pragma once

#include <algorithm>
#include <vector>

namespace aobo {

template <typename T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

}  // namespace aobo

// Lists of which only the latest are kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace aobo {

// Puts `value` behind the others; of more than `most` the first goes.
template <typename T>
void add_latest(std::vector<T>& list, T value, std::size_t most) {
  list.push_back(std::move(value));
  if (list.size() > most) list.erase(list.begin());
}

// Puts `value` where its `time` belongs, behind those of the same time; of more than `most` the
// earliest goes.
template <typename T>
void add_in_time(std::vector<T>& list, T value, std::size_t most) {
  const auto at = std::ranges::upper_bound(list, value.time, {}, &T::time);
  list.insert(at, std::move(value));
  if (list.size() > most) list.erase(list.begin());
}

}  // namespace aobo

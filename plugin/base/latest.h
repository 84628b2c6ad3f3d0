// Lists of which only the latest are kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "plugin/base/time.h"

namespace aobo {

// Puts `value` behind the others; where there are `most`, at least one, the first goes before, and
// whoever keeps something that belongs to it is told. How many went.
template <typename List, typename T, typename OnEviction>
std::size_t add_latest(List& list, T value, std::size_t most, OnEviction on_eviction) {
  const bool full = !list.empty() && list.size() >= most;
  if (full) {
    on_eviction(list.front());
    list.erase(list.begin());
  }
  list.push_back(std::move(value));
  return full ? 1 : 0;
}
template <typename List, typename T>
std::size_t add_latest(List& list, T value, std::size_t most) {
  return add_latest(list, std::move(value), most, [](const auto&) {});
}

// Puts `value` where its `time` belongs, or what `order` takes for it, behind those of the same; of
// more than `most` the earliest goes. How many went.
template <typename T, typename Order = TimeNs T::*>
std::size_t add_in_time(std::vector<T>& list, T value, std::size_t most, Order order = &T::time) {
  const auto at = std::ranges::upper_bound(list, std::invoke(order, value), {}, order);
  list.insert(at, std::move(value));
  if (list.size() <= most) return 0;
  list.erase(list.begin());
  return 1;
}

}  // namespace aobo

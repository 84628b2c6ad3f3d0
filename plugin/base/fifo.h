// Fifo: first in, first out. It keeps its memory while it is small: std::deque asks for a block for
// each value of half a kilobyte or more, and gives it back.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace aobo {

template <typename T>
class Fifo {
 public:
  bool empty() const { return first_ == all_.size(); }
  void push_back(T value) { all_.push_back(std::move(value)); }
  T take_front() {
    T value = std::move(all_[first_]);
    if (++first_ == all_.size()) {
      first_ = 0;
      all_.clear();
      if (all_.capacity() > kKept) all_ = {};
    }
    return value;
  }
  auto begin() const { return all_.begin() + static_cast<std::ptrdiff_t>(first_); }
  auto end() const { return all_.end(); }

 private:
  static constexpr std::size_t kKept = 64;

  std::vector<T> all_;
  std::size_t first_ = 0;  // those before it went out
};

}  // namespace aobo

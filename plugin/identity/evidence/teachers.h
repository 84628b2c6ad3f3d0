// Teachers: the records that taught one entry of the evidence. Of most there is one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "plugin/base/limits.h"

namespace aobo {

// The how-manieth record it is, from 1, over all runs on one state; 0 is none.
using RecordNumber = std::uint64_t;

class Teachers {
 public:
  Teachers() = default;
  explicit Teachers(RecordNumber first) : first_(first) {}

  // Whether it is one more: a record that says so twice is one teacher.
  bool add(RecordNumber number) {
    if (first_ == number || std::ranges::find(others_, number) != others_.end()) return false;
    if (first_ == 0) {
      first_ = number;
    } else if (others_.size() + 1 < limits::kTeachers) {
      others_.push_back(number);
    } else {
      ++more_;
    }
    return true;
  }

  // Whether its word was there. Of more than are known by their numbers it is believed to be one:
  // an entry may so be forgotten too early, never kept too long.
  bool take_back(RecordNumber number) {
    const auto other = std::ranges::find(others_, number);
    if (other != others_.end()) {
      others_.erase(other);
    } else if (first_ == number) {
      first_ = others_.empty() ? 0 : others_.back();
      if (!others_.empty()) others_.pop_back();
    } else if (more_ > 0) {
      --more_;
    } else {
      return false;
    }
    return true;
  }

  std::uint64_t count() const { return (first_ == 0 ? 0U : 1U) + others_.size() + more_; }
  // Whether another record than this one is among them.
  bool another_than(RecordNumber asking) const {
    return more_ > 0 || !others_.empty() || (first_ != 0 && first_ != asking);
  }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(first_, others_, more_);
  }

 private:
  RecordNumber first_ = 0;
  std::vector<RecordNumber> others_;
  std::uint64_t more_ = 0;  // those beyond limits::kTeachers
};

}  // namespace aobo

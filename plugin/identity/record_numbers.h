// RecordNumbers: numbers of records in their order, of which the lowest go first. Of most topics
// there is one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "plugin/identity/evidence/ledger.h"

namespace aobo {

class RecordNumbers {
 public:
  // Mostly the highest so far.
  void add(RecordNumber number) { all_.insert(std::upper_bound(begin(), end(), number), number); }
  void erase(RecordNumber number) {
    const auto at = std::lower_bound(begin(), end(), number);
    if (at == end() || *at != number) return;
    if (at != begin()) {
      all_.erase(at);
      return;
    }
    // What went is cleared away when it is half of all.
    if (++gone_ * 2 < all_.size()) return;
    all_.erase(all_.begin(), begin());
    gone_ = 0;
  }

  std::vector<RecordNumber>::const_iterator begin() const {
    return all_.begin() + static_cast<std::ptrdiff_t>(gone_);
  }
  std::vector<RecordNumber>::const_iterator end() const { return all_.end(); }
  bool empty() const { return gone_ == all_.size(); }
  std::size_t size() const { return all_.size() - gone_; }

 private:
  std::vector<RecordNumber> all_;
  std::size_t gone_ = 0;  // of these, at the front
};

}  // namespace aobo

// Pending: open questions, or what was learned, by key, so many at most; the oldest is dropped, and
// counted.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>

#include "plugin/base/archive.h"

namespace aobo {

template <typename Value>
class Pending {
 public:
  explicit Pending(std::size_t most) : most_(most) {}

  Value* find(const std::string& key) {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second.value;
  }
  const Value* find(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second.value;
  }
  // The one of that key, made where it is not there.
  Value& at(const std::string& key) {
    const auto [found, added] = values_.try_emplace(key, Held{number_, {}});
    if (added) {
      order_.emplace_back(number_++, key);
      while (values_.size() > most_) drop_oldest();
    }
    return values_.at(key).value;
  }
  void erase(const std::string& key) {
    values_.erase(key);
    // Keys that were taken out leave their place in the order; it is swept when it outgrows what is
    // held.
    if (order_.size() <= 2 * values_.size() + 64) return;
    std::deque<std::pair<std::uint64_t, std::string>> kept;
    for (auto& place : order_) {
      const auto found = values_.find(place.second);
      if (found != values_.end() && found->second.number == place.first)
        kept.push_back(std::move(place));
    }
    order_ = std::move(kept);
  }
  // Each with its key, in the order of the keys.
  template <typename Visit>
  void each(Visit visit) {
    for (auto& [key, held] : values_) visit(key, held.value);
  }
  std::size_t size() const { return values_.size(); }
  std::uint64_t evicted() const { return evicted_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(values_, order_, number_, evicted_);
  }

 private:
  struct Held {
    std::uint64_t number = 0;
    Value value;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(number, value);
    }
  };

  void drop_oldest() {
    const auto found = values_.find(order_.front().second);
    if (found != values_.end() && found->second.number == order_.front().first) {
      values_.erase(found);
      ++evicted_;
    }
    order_.pop_front();
  }

  std::size_t most_;
  std::map<std::string, Held> values_;
  std::deque<std::pair<std::uint64_t, std::string>> order_;
  std::uint64_t number_ = 0;
  std::uint64_t evicted_ = 0;
};

}  // namespace aobo

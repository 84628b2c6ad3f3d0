// Bounded: what is remembered by key, so many keys at most. The key that came first goes first, and
// is counted; whoever keeps something that belongs to it is told. What is taken out, or grows too
// old, is no eviction.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>

#include "plugin/base/archive.h"
#include "plugin/base/keyed_hash.h"

namespace aobo {

// For keys of which nothing is to be remembered but that they were there.
struct Nothing {
  template <class Archive>
  void serialize(Archive&) {}
};

template <typename Key, typename Value, typename Hash = KeyedHash, typename Equal = std::equal_to<>>
class Bounded {
 public:
  using OnEviction = std::function<void(const Key&, Value&)>;

  // At least one key is kept whatever `most` says.
  explicit Bounded(std::size_t most, OnEviction on_eviction = {})
      : most_(most == 0 ? 1 : most), on_eviction_(std::move(on_eviction)) {}
  // Its parts refer to each other.
  Bounded(const Bounded&) = delete;
  Bounded& operator=(const Bounded&) = delete;

  template <typename Like>
  Value* find(const Like& key) {
    const auto found = nodes_.find(key);
    return found == nodes_.end() ? nullptr : &found->second.value;
  }
  template <typename Like>
  const Value* find(const Like& key) const {
    const auto found = nodes_.find(key);
    return found == nodes_.end() ? nullptr : &found->second.value;
  }
  template <typename Like>
  bool contains(const Like& key) const {
    return find(key) != nullptr;
  }
  // The one of that key, made where it is not there. It holds until its key is taken out or
  // evicted.
  template <typename Like>
  Value& at(const Like& key) {
    if (Value* known = find(key)) return *known;
    const auto made = nodes_.try_emplace(Key(key)).first;
    append(*made);
    while (nodes_.size() > most_) evict();
    return made->second.value;
  }
  // Whether the key is new.
  template <typename Like>
  bool add(const Like& key) {
    if (contains(key)) return false;
    at(key);
    return true;
  }
  template <typename Like>
  void erase(const Like& key) {
    const auto found = nodes_.find(key);
    if (found == nodes_.end()) return;
    unlink(*found);
    nodes_.erase(found);
  }
  // Takes out the oldest, one after another, while the condition holds for key and value.
  template <typename Condition>
  void age(Condition condition) {
    while (first_ != nullptr && condition(first_->first, first_->second.value)) {
      Pair* oldest = first_;
      unlink(*oldest);
      nodes_.erase(nodes_.find(oldest->first));
    }
  }
  // Each with its key, the oldest first.
  template <typename Visit>
  void each(Visit visit) {
    for (Pair* one = first_; one != nullptr; one = one->second.next)
      visit(one->first, one->second.value);
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (const Pair* one = first_; one != nullptr; one = one->second.next)
      visit(one->first, one->second.value);
  }
  void clear() {
    nodes_.clear();
    first_ = last_ = nullptr;
  }

  std::size_t size() const { return nodes_.size(); }
  bool empty() const { return nodes_.empty(); }
  std::uint64_t evicted() const { return evicted_; }

  template <class Archive>
  void save(Archive& archive) const {
    archive(evicted_, static_cast<std::uint64_t>(size()));
    each([&](const Key& key, const Value& value) { archive(key, value); });
  }
  template <class Archive>
  void load(Archive& archive) {
    clear();
    std::uint64_t count = 0;
    archive(evicted_, count);
    for (std::uint64_t i = 0; i < count; ++i) {
      Key key{};
      archive(key);
      archive(at(key));
    }
  }

 private:
  struct Node;
  using Nodes = std::unordered_map<Key, Node, Hash, Equal>;
  using Pair = std::pair<const Key, Node>;
  struct Node {
    Value value{};
    Pair* before = nullptr;
    Pair* next = nullptr;
  };

  void append(Pair& made) {
    made.second.before = last_;
    (last_ == nullptr ? first_ : last_->second.next) = &made;
    last_ = &made;
  }
  void unlink(Pair& one) {
    const Node& node = one.second;
    (node.before == nullptr ? first_ : node.before->second.next) = node.next;
    (node.next == nullptr ? last_ : node.next->second.before) = node.before;
  }
  void evict() {
    Pair* oldest = first_;
    ++evicted_;
    if (on_eviction_) on_eviction_(oldest->first, oldest->second.value);
    unlink(*oldest);
    nodes_.erase(nodes_.find(oldest->first));
  }

  std::size_t most_;
  OnEviction on_eviction_;
  Nodes nodes_;
  Pair* first_ = nullptr;  // the oldest
  Pair* last_ = nullptr;
  std::uint64_t evicted_ = 0;
};

}  // namespace aobo

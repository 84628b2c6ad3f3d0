// Bounded: what is remembered by key, so many keys at most. The key that came first goes first, and
// is counted; whoever keeps something that belongs to it is told. What is taken out, or grows too
// old, is no eviction.
#pragma once

#include <tsl/robin_set.h>

#include <cstdint>
#include <functional>
#include <memory>
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

  ~Bounded() { clear(); }

  template <typename Like>
  Value* find(const Like& key) {
    const auto found = nodes_.find(key);
    return found == nodes_.end() ? nullptr : &(*found)->value;
  }
  template <typename Like>
  const Value* find(const Like& key) const {
    const auto found = nodes_.find(key);
    return found == nodes_.end() ? nullptr : &(*found)->value;
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
    auto made = std::make_unique<Node>(Key(key));
    nodes_.insert(made.get());
    Node* node = made.release();
    append(*node);
    while (nodes_.size() > most_) evict();
    return node->value;
  }
  // The same; from here on it is the one that came last.
  template <typename Like>
  Value& renew(const Like& key) {
    const auto found = nodes_.find(key);
    if (found == nodes_.end()) return at(key);
    Node* node = *found;
    unlink(*node);
    append(*node);
    return node->value;
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
    const std::unique_ptr<Node> node(*found);
    nodes_.erase(found);
    unlink(*node);
  }
  // Takes out the oldest, one after another, while the condition holds for key and value.
  template <typename Condition>
  void age(Condition condition) {
    while (first_ != nullptr && condition(first_->key, first_->value)) drop_oldest();
  }
  // Each with its key, the oldest first.
  template <typename Visit>
  void each(Visit visit) {
    for (Node* one = first_; one != nullptr; one = one->next)
      visit(std::as_const(one->key), one->value);
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (const Node* one = first_; one != nullptr; one = one->next) visit(one->key, one->value);
  }
  void clear() {
    nodes_.clear();
    last_ = nullptr;
    while (first_ != nullptr) delete std::exchange(first_, first_->next);
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
  struct Node {
    explicit Node(Key its_key) : key(std::move(its_key)) {}
    Key key;
    Value value{};
    Node* before = nullptr;
    Node* next = nullptr;
  };
  // Tables of pointers: a node stays where it is, and what it holds need not be moved.
  struct NodeHash {
    std::size_t operator()(Node* const& node) const { return Hash{}(node->key); }
    template <typename Like>
    std::size_t operator()(const Like& key) const {
      return Hash{}(key);
    }
  };
  struct NodeEqual {
    using is_transparent = void;
    bool operator()(Node* const& one, Node* const& other) const {
      return Equal{}(one->key, other->key);
    }
    template <typename Like>
    bool operator()(const Like& key, Node* const& node) const {
      return Equal{}(node->key, key);
    }
    template <typename Like>
    bool operator()(Node* const& node, const Like& key) const {
      return Equal{}(node->key, key);
    }
  };
  using Nodes = tsl::robin_set<Node*, NodeHash, NodeEqual, std::allocator<Node*>, true>;

  void append(Node& made) {
    made.before = last_;
    made.next = nullptr;
    (last_ == nullptr ? first_ : last_->next) = &made;
    last_ = &made;
  }
  void unlink(const Node& node) {
    (node.before == nullptr ? first_ : node.before->next) = node.next;
    (node.next == nullptr ? last_ : node.next->before) = node.before;
  }
  void evict() {
    ++evicted_;
    if (on_eviction_) on_eviction_(first_->key, first_->value);
    drop_oldest();
  }
  void drop_oldest() {
    const std::unique_ptr<Node> oldest(first_);
    nodes_.erase(oldest->key);
    unlink(*oldest);
  }

  std::size_t most_;
  OnEviction on_eviction_;
  Nodes nodes_;
  Node* first_ = nullptr;  // the oldest
  Node* last_ = nullptr;
  std::uint64_t evicted_ = 0;
};

}  // namespace aobo

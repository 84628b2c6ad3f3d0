// Bounded: what is remembered by key, so many keys at most, and within the bytes of an account
// (memory.h). The key that came first goes first, and is counted; whoever keeps something that
// belongs to it is told. What is taken out, or grows too old, is no eviction.
#pragma once

#include <tsl/robin_set.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/bound.h"
#include "plugin/base/heap_bytes.h"
#include "plugin/base/keyed_hash.h"

namespace aobo {

template <typename Key, typename Value, typename Hash = KeyedHash, typename Equal = std::equal_to<>>
class Bounded final : private Store {
 public:
  using OnEviction = std::function<void(const Key&, Value&)>;

  // At least one key is kept whatever `most` says. The account must outlive it.
  explicit Bounded(Bound bound, OnEviction on_eviction = {})
      : most_(bound.most == 0 ? 1 : bound.most),
        account_(bound.account),
        on_eviction_(std::move(on_eviction)) {
    if (account_ != nullptr) account_->join(*this);
  }
  // Its parts refer to each other.
  Bounded(const Bounded&) = delete;
  Bounded& operator=(const Bounded&) = delete;

  ~Bounded() override {
    if (account_ != nullptr) account_->leave(*this);
    clear();
  }

  // What is handed out to be written to is weighed again.
  template <typename Like>
  Value* find(const Like& key) {
    const auto found = nodes_.find(key);
    return found == nodes_.end() ? nullptr : &opened(**found);
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
    note_new(*node);
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
    return opened(*node);
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
    note_gone(*node);
  }
  // Takes out the oldest, one after another, while the condition holds for key and value.
  template <typename Condition>
  void age(Condition condition) {
    while (first_ != nullptr && condition(std::as_const(first_->key), std::as_const(first_->value)))
      drop_oldest();
  }
  // Each with its key, the oldest first.
  template <typename Visit>
  void each(Visit visit) {
    for (Node* one = first_; one != nullptr; one = one->next)
      visit(std::as_const(one->key), opened(*one));
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (const Node* one = first_; one != nullptr; one = one->next) visit(one->key, one->value);
  }
  void clear() {
    nodes_.clear();
    last_ = nullptr;
    open_.clear();
    bytes_ = 0;
    while (first_ != nullptr) delete std::exchange(first_, first_->next);
  }

  std::size_t size() const { return nodes_.size(); }
  bool empty() const { return nodes_.empty(); }
  // Because there were too many. Those that went for want of bytes are the account's.
  std::uint64_t evicted() const { return evicted_; }
  // In the runs before, by whoever stores the entries in a form of its own.
  void add_evicted(std::uint64_t before) { evicted_ += before; }

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
    [[no_unique_address]] Value value{};
    std::size_t open = 0;   // its place, from 1, among those that were handed out; 0: it was not
    std::size_t bytes = 0;  // as it was weighed last
    Node* before = nullptr;
    Node* next = nullptr;
  };
  // Of a node its block, and its places in the table of nodes.
  static constexpr std::size_t kNodeBytes = block_bytes(sizeof(Node)) + 48;
  // Tables of pointers: a node stays where it is, and what it holds need not be moved.
  using Nodes =
      tsl::robin_set<Node*, ByKey<Node, Hash>, SameKey<Node, Equal>, std::allocator<Node*>, true>;

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
    forget_oldest();
  }
  void forget_oldest() {
    if (on_eviction_) on_eviction_(first_->key, first_->value);
    drop_oldest();
  }
  void drop_oldest() {
    const std::unique_ptr<Node> oldest(first_);
    nodes_.erase(oldest->key);
    unlink(*oldest);
    note_gone(*oldest);
  }

  // ---- what it weighs
  Value& opened(Node& node) {
    if constexpr (!is_flat<Value>) {
      if (account_ != nullptr && node.open == 0) {
        open_.push_back(&node);
        node.open = open_.size();
        account_->changed(*this);
      }
    }
    return node.value;
  }
  void note_new(Node& node) {
    if (account_ == nullptr) return;
    node.bytes = kNodeBytes;
    if constexpr (!is_flat<Key>) node.bytes += heap_bytes(node.key);
    bytes_ += node.bytes;
    account_->changed(*this);
    opened(node);
  }
  void note_gone(const Node& node) {
    if (account_ == nullptr) return;
    bytes_ -= node.bytes;
    account_->changed(*this);
    if (node.open == 0) return;
    open_[node.open - 1] = open_.back();
    open_[node.open - 1]->open = node.open;
    open_.pop_back();
  }
  std::size_t weigh() override {
    for (Node* node : open_) {
      const std::size_t now = kNodeBytes + heap_bytes(node->key) + heap_bytes(node->value);
      bytes_ += now - node->bytes;
      node->bytes = now;
      node->open = 0;
    }
    open_.clear();
    return bytes_;
  }
  bool give_up() override {
    if (first_ == nullptr) return false;
    forget_oldest();
    return true;
  }

  std::size_t most_;
  Account* account_;
  OnEviction on_eviction_;
  Nodes nodes_;
  Node* first_ = nullptr;  // the oldest
  Node* last_ = nullptr;
  std::uint64_t evicted_ = 0;
  std::vector<Node*> open_;  // that were handed out since they were weighed
  std::size_t bytes_ = 0;    // of all, as they were weighed last
};

}  // namespace aobo

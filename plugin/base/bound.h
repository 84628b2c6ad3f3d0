// What tables of entries (bounded.h) are made of: how much they may hold, and how their entries,
// which are nodes with a key, are found.
#pragma once

#include <cstddef>

#include "plugin/base/memory.h"

namespace aobo {

// For keys of which nothing is to be remembered but that they were there.
struct Nothing {
  template <class Archive>
  void serialize(Archive&) {}
};

// So many keys at most; and whose bytes they are, nobody's where that is bounded by their number
// and size.
struct Bound {
  Bound(std::size_t number, Account* of_account = nullptr) : most(number), account(of_account) {}
  std::size_t most;
  Account* account;
};

// A node by its key, or by anything that is like one.
template <typename Node, typename Hash>
struct ByKey {
  std::size_t operator()(Node* const& node) const { return Hash{}(node->key); }
  template <typename Like>
  std::size_t operator()(const Like& key) const {
    return Hash{}(key);
  }
};
template <typename Node, typename Equal>
struct SameKey {
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

}  // namespace aobo

// Operation sets: kinds of operation under a name, so that a scope can say "licence" in place of a
// dozen spellings. Those of the table are always there; aobo.yaml adds to them or makes new ones.
// An entry is a normalised operation (parse/operation.h) in which * stands for anything. Calls of
// Graph and of a partner's tool are in them as well (operation_calls.h).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aobo {

struct OperationSetRow {
  std::string_view name;
  std::string_view text;  // what it holds, for people
  std::span<const std::string_view> operations;
};
std::span<const OperationSetRow> known_operation_sets();

// `pattern` in any case; * is anything, also nothing.
bool operation_matches(std::string_view pattern, std::string_view operation);

class OperationSets {
 public:
  OperationSets();
  void add(const std::string& set, std::string operation);
  bool has(const std::string& set) const { return sets_.contains(set); }
  bool contains(const std::string& set, std::string_view operation) const;
  // Whether any set contains it.
  bool knows(std::string_view operation) const;
  std::vector<std::string> names() const;
  friend bool operator==(const OperationSets&, const OperationSets&) = default;
  // The set, or the operation of a set, that is nearly `text` but not it, as a slip of the hand
  // makes it: within two letters, one of a short name, and with the same first letter where it is
  // an operation (get-mailbox is none of set-mailbox). Empty where `text` is a set, an operation of
  // one or a pattern, and where nothing is near: no table holds all operations there are.
  std::string slip_of(std::string_view text) const;

 private:
  std::map<std::string, std::vector<std::string>> sets_;
};

}  // namespace aobo

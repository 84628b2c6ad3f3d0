// Condition: what a rule asks of an event, as a tree. Plain data: it is parsed, printed, changed
// (by mutation) and compiled.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

enum class Op : std::uint8_t {
  kExists,
  kEq,
  kNe,
  kLt,
  kLe,
  kGt,
  kGe,
  kContains,
  kIcontains,
  kBcontains,
  kStartswith,
  kBstartswith,
  kEndswith,
  kGlob,
  kIglob,
  kRegex,
  kIn,
  kIntersects,
  kPmatch,
  kCount
};
std::string_view name(Op op);  // as it is written

// Of a check against several values: how many must hold (Falco 0.44).
enum class Modifier : std::uint8_t { kNone, kOneOf, kAnyOf, kAllOf };
std::string_view name(Modifier modifier);  // empty for none

// Bytes of the text that was parsed.
struct Range {
  std::size_t from = 0, to = 0;
};

// A side of a check.
struct Term {
  enum class Kind : std::uint8_t {
    kField,        // text[argument]
    kTransformer,  // text(items…)[argument]; val() too
    kText,         // a constant
    kList,         // (items…), of constants, or of terms within a transformer
  };
  Kind kind = Kind::kText;
  std::string text;
  std::optional<std::string> argument;
  std::vector<Term> items;
  Range range;
};

struct Check {
  Term left;
  Op op = Op::kExists;
  Modifier modifier = Modifier::kNone;
  Term right;  // nothing for exists
};

struct Condition {
  enum class Kind : std::uint8_t { kAnd, kOr, kNot, kCheck, kMacro };
  Kind kind = Kind::kAnd;
  std::vector<Condition> parts;  // of and, or: two and more; of not: one
  Check check;
  std::string macro;  // its name
  Range range;
};

// As a person would write it; parsing it again gives the same tree, ranges aside.
std::string to_text(const Term& term);
std::string to_text(const Condition& condition);

// Calls back for every field of the condition.
template <typename Each>
void each_field(const Term& term, const Each& each) {
  if (term.kind == Term::Kind::kField) each(term);
  for (const Term& item : term.items) each_field(item, each);
}
template <typename Each>
void each_field(const Condition& condition, const Each& each) {
  if (condition.kind == Condition::Kind::kCheck) {
    each_field(condition.check.left, each);
    each_field(condition.check.right, each);
  }
  for (const Condition& part : condition.parts) each_field(part, each);
}

}  // namespace aobo::sim

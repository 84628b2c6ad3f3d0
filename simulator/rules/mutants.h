// Mutants: conditions with one small thing changed, as an author might get it wrong. Tests that are
// worth something tell each from the right one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/rules/condition.h"
#include "simulator/rules/schema.h"

namespace aobo::sim {

enum class MutantKind : std::uint8_t {
  kDropped,       // a conjunct or a disjunct is left out
  kNegated,       // "not" before it, or taken away
  kComparison,    // another operator: = for !=, > for >=, endswith for startswith
  kLiteral,       // another constant: a number one more or less, a text that is like none
  kListItem,      // an item of a list is left out
  kWindow,        // a wider or a narrower window
  kListOperator,  // in for intersects
  kNotEqual,      // != for "not =", and the other way round
};
std::string_view name(MutantKind kind);

struct Mutant {
  MutantKind kind = MutantKind::kDropped;
  Condition condition;  // the whole one, changed
  Range range;          // of what was changed, in the text that was parsed
  std::string before, after;
  std::string hint;  // which test would tell it from the right one
};

std::vector<Mutant> mutants_of(const Condition& condition, const Schema& schema);

// The condition in a form in which provably equal ones are alike: checks that can never hold are
// false, parts stand in one order and once, "in" and "intersects" of a single value are one.
std::string canonical(const Condition& condition, const Schema& schema);

// Windows of counts: "1m", "10m", "1h", "24h" (docs/identity.md).
const std::vector<std::string>& count_windows();
bool has_window(std::string_view field, const Schema& schema);

}  // namespace aobo::sim

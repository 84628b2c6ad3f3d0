// What lints share: a rule under their eyes, what they say, walking a condition.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "simulator/rules/lints.h"

namespace aobo::sim {

struct Looked {
  const RuleSet& rules;
  const LoadedRule& rule;
  const LintOptions& options;
};
// What a lint says: of bytes of the rule's text, or of the rule as a whole.
struct Statement {
  Range at;
  bool whole = false;
  std::string message, hint;
};
using Says = std::function<void(Statement)>;

inline void each_check(const Condition& condition,
                       const std::function<void(const Condition&)>& each) {
  if (condition.kind == Condition::Kind::kCheck) each(condition);
  for (const Condition& part : condition.parts) each_check(part, each);
}

template <typename Each>
void each_constant(const Check& check, const Each& each) {
  if (check.right.kind == Term::Kind::kText && check.op != Op::kExists) each(check.right);
  if (check.right.kind != Term::Kind::kList) return;
  for (const Term& item : check.right.items) each(item);
}

inline bool equality(Op op) {
  return op == Op::kEq || op == Op::kNe || op == Op::kIn || op == Op::kIntersects;
}

// A result as aobo.result has it, of one that a log may write: "succeeded" is "success".
std::string one_result(std::string_view written);

// Lints of names (name_lints.cpp).
void misspelt_result(const Looked& looked, const Says& says);
void misspelt_operation(const Looked& looked, const Says& says);
void list_name_as_value(const Looked& looked, const Says& says);
void upper_case_upn(const Looked& looked, const Says& says);
void upper_case(const Looked& looked, const Says& says);
void stray_characters(const Looked& looked, const Says& says);

// Lints of the rules as a whole.
std::vector<Diagnostic> lint_set(const RuleSet& rules);

}  // namespace aobo::sim

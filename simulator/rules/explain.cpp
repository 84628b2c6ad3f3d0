#include "simulator/rules/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "simulator/rules/evaluate.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kValueShown = 100, kTextShown = 90;

std::string found(const Operand& operand, const Term& term, EventView& event) {
  const Cell& cell = value(operand, event);
  const std::string name = to_text(term);
  if (cell.null()) return name + " has no value";
  return name + " is " + printable(value_text(cell, operand.type, operand.is_list), kValueShown);
}

void tell(const Condition& condition, const Program& program, const Checks& checks,
          EventView& event, std::size_t depth, std::string& out) {
  const bool holds = evaluate(program, checks, event);
  const std::string margin(depth * 2, ' ');
  if (condition.kind == Condition::Kind::kCheck) {
    const CompiledCheck& check = checks[program.check];
    std::string values = found(check.left, condition.check.left, event);
    if (check.right) values += ", " + found(*check.right, condition.check.right, event);
    out += fmt::format("  {:<4} {}{}\n         {}{}\n", holds ? "yes" : "no", margin,
                       printable(to_text(condition), kTextShown), margin, values);
    return;
  }
  constexpr std::string_view kNames[] = {"all of", "one of", "not"};
  out += fmt::format("  {:<4} {}{}\n", holds ? "yes" : "no", margin,
                     kNames[static_cast<std::size_t>(condition.kind)]);
  for (std::size_t i = 0; i < condition.parts.size(); ++i)
    tell(condition.parts[i], program.parts[i], checks, event, depth + 1, out);
}

// How many checks would have to come out otherwise for the program to hold, or (`holds` false) not
// to hold.
std::size_t short_of(const Program& program, const Checks& checks, EventView& event, bool holds) {
  using Kind = Condition::Kind;
  if (program.kind == Kind::kCheck) return evaluate(program, checks, event) == holds ? 0 : 1;
  if (program.kind == Kind::kNot) return short_of(program.parts.front(), checks, event, !holds);
  const bool all = (program.kind == Kind::kAnd) == holds;
  std::size_t sum = 0, least = SIZE_MAX;
  for (const Program& part : program.parts) {
    const std::size_t one = short_of(part, checks, event, holds);
    sum += one;
    least = std::min(least, one);
  }
  return all ? sum : least;
}

}  // namespace

std::size_t checks_missing(const LoadedRule& rule, const Checks& checks, EventView& event) {
  return short_of(rule.program, checks, event, true);
}

std::string explain(const LoadedRule& rule, const Checks& checks, EventView& event) {
  std::string out;
  tell(rule.condition, rule.program, checks, event, 0, out);
  return out;
}

}  // namespace aobo::sim

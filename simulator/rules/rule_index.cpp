#include "simulator/rules/rule_index.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace aobo::sim {
namespace {

// Columns, and of each the values of which an event must have one, or the condition is false.
using Needs = std::map<std::size_t, std::set<std::string_view>>;

Needs needs_of(const CompiledCheck& check) {
  const bool one_text = check.left.kind == Operand::Kind::kColumn && !check.left.is_list &&
                        check.left.type == FTYPE_STRING;
  if (!one_text || check.right != nullptr || check.modifier != Modifier::kNone) return {};
  const std::vector<std::string>& texts = check.constants.texts;
  if (check.op == Op::kEq && texts.size() == 1) return {{check.left.column, {texts.front()}}};
  if (check.op == Op::kIn) return {{check.left.column, {texts.begin(), texts.end()}}};
  return {};
}

Needs needs_of(const Program& program, const Checks& checks);

// All parts must hold: each one's needs stand.
Needs needs_of_all(const Program& program, const Checks& checks) {
  Needs needs;
  for (const Program& part : program.parts) {
    for (auto& [column, values] : needs_of(part, checks)) {
      const auto [known, is_new] = needs.try_emplace(column, values);
      if (!is_new && values.size() < known->second.size()) known->second = std::move(values);
    }
  }
  return needs;
}

// One part must hold: a need is what every part needs of the same column.
Needs needs_of_any(const Program& program, const Checks& checks) {
  Needs needs = needs_of(program.parts.front(), checks);
  for (std::size_t i = 1; i < program.parts.size() && !needs.empty(); ++i) {
    Needs both;
    for (auto& [column, values] : needs_of(program.parts[i], checks)) {
      const auto known = needs.find(column);
      if (known == needs.end()) continue;
      values.merge(known->second);
      both.emplace(column, std::move(values));
    }
    needs = std::move(both);
  }
  return needs;
}

Needs needs_of(const Program& program, const Checks& checks) {
  using Kind = Condition::Kind;
  switch (program.kind) {
    case Kind::kCheck:
      return needs_of(checks[program.check]);
    case Kind::kAnd:
      return needs_of_all(program, checks);
    case Kind::kOr:
      return needs_of_any(program, checks);
    default:
      return {};  // "not" holds of what is not there
  }
}

}  // namespace

RuleIndex::RuleIndex(const RuleSet& rules, const std::vector<std::size_t>& enabled) {
  std::vector<Needs> needs;
  Needs named;  // of each column all the values that some rule names
  for (const std::size_t rule : enabled) {
    needs.push_back(needs_of(rules.rules()[rule].program, rules.checks()));
    for (const auto& [column, values] : needs.back())
      named[column].insert(values.begin(), values.end());
  }
  std::map<std::size_t, Facet> facets;
  for (std::size_t i = 0; i < enabled.size(); ++i) {
    // The column of which most values are named tells events apart best.
    const auto best = std::max_element(needs[i].begin(), needs[i].end(), [&](auto& a, auto& b) {
      return named[a.first].size() < named[b.first].size();
    });
    if (best == needs[i].end()) {
      always_.push_back(enabled[i]);
      continue;
    }
    Facet& facet = facets[best->first];
    facet.column = best->first;
    for (const std::string_view value : best->second) facet.rules[value].push_back(enabled[i]);
  }
  for (auto& [column, facet] : facets) facets_.push_back(std::move(facet));
}

const std::vector<std::size_t>& RuleIndex::candidates(EventView& event) {
  candidates_ = always_;
  for (const Facet& facet : facets_) {
    const Cell& cell = event.cell(facet.column);
    if (cell.null()) continue;
    const auto found = facet.rules.find(cell.texts.front());
    if (found == facet.rules.end()) continue;
    const auto middle = static_cast<std::ptrdiff_t>(candidates_.size());
    candidates_.insert(candidates_.end(), found->second.begin(), found->second.end());
    std::inplace_merge(candidates_.begin(), candidates_.begin() + middle, candidates_.end());
  }
  return candidates_;
}

}  // namespace aobo::sim

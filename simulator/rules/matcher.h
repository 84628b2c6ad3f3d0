// Matcher: which rules fire for the event at hand, as Falco decides: in the order of their
// definition, the first alone or all.
#pragma once

#include <string>
#include <vector>

#include "simulator/rules/evaluate.h"
#include "simulator/rules/rule_index.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

struct MatchOptions {
  bool all = false;                   // rule_matching: all; else the first that fires
  Priority least = Priority::kDebug;  // rules below it are not enabled
  std::vector<std::string> tags;      // rules with one of these; empty: every rule
  std::vector<std::string> rules;     // only these, by their names; empty: every rule
};

class Matcher {
 public:
  Matcher(const RuleSet& rules, FieldReader& reader, const MatchOptions& options);

  // Numbers of the rules that fire for the next event of the reader.
  const std::vector<std::size_t>& match();
  EventView& event() { return view_; }

 private:
  const RuleSet& rules_;
  EventView view_;
  bool all_;
  RuleIndex index_;
  std::vector<std::size_t> fired_;
};

}  // namespace aobo::sim

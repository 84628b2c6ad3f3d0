// RuleIndex: which rules may fire for an event, by what each of them cannot do without. A rule that
// says "aobo.operation in (…) and …" is tried only for these operations; so that a thousand rules
// cost an event little more than the few which speak of what it did.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "simulator/rules/event_view.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

class RuleIndex {
 public:
  // Of these rules, by their numbers, ascending.
  RuleIndex(const RuleSet& rules, const std::vector<std::size_t>& enabled);

  // Those that may fire for the event at hand, ascending: every rule whose condition holds is among
  // them.
  const std::vector<std::size_t>& candidates(EventView& event);

 private:
  // The rules that want one of certain values of one field.
  struct Facet {
    std::size_t column = 0;
    std::unordered_map<std::string_view, std::vector<std::size_t>> rules;  // views: of the checks
  };

  std::vector<std::size_t> always_;  // rules that want no certain value
  std::vector<Facet> facets_;
  std::vector<std::size_t> candidates_;
};

}  // namespace aobo::sim

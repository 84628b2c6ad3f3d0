// Explaining: why a rule fires for an event, or does not: the condition as a tree, each check with
// what it found.
//   no   and
//   yes    aobo.result in (success, partial)                  aobo.result is success
//   no     aobo.user.active = false                           aobo.user.active has no value
#pragma once

#include <string>

#include "simulator/rules/ruleset.h"

namespace aobo::sim {

std::string explain(const LoadedRule& rule, const Checks& checks, EventView& event);

// How many checks would have to come out otherwise for the rule to fire; 0 where it does.
std::size_t checks_missing(const LoadedRule& rule, const Checks& checks, EventView& event);

}  // namespace aobo::sim

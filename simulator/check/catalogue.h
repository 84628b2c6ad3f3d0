// Catalogue: the README of a rules folder: each rule with what it needs, its stories, its property
// and its scores.
#pragma once

#include <string>

#include "simulator/check/checker.h"
#include "simulator/check/mutation.h"

namespace aobo::sim {

// Markdown. `check` and `mutation` are of the same rules.
std::string catalogue(const RuleSet& rules, const TestFiles& tests, const CheckReport& check,
                      const MutationReport& mutation);

}  // namespace aobo::sim

// The exceptions of a rule as its item in a rules file gives them.
#pragma once

#include <vector>

#include "simulator/rules/model.h"
#include "simulator/rules/yaml_item.h"

namespace aobo::sim {

// Adds the exceptions of the rule's item to those there are: of a known one only values may come.
// Throws LoadFailure with the place of what is wrong.
void read_exceptions(const YamlItem& item, std::vector<RuleException>& into,
                     std::vector<Diagnostic>& diagnostics);

}  // namespace aobo::sim

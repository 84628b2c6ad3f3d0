// Reading rules files as Falco's loader does (falcosecurity/falco, rule_loader_reader.cpp): YAML
// documents of lists of items; appends, overrides, exceptions. The first error ends the file.
#pragma once

#include <string>

#include "simulator/rules/falco_version.h"
#include "simulator/rules/model.h"

namespace aobo::sim {

// Adds what the file, number `file` of `files`, says to the model; what is wrong to its
// diagnostics.
void read_rules_file(const SourceFiles& files, std::uint32_t file, FalcoVersion falco,
                     RulesModel& model);

}  // namespace aobo::sim

// The JSON schema to which Falco holds a rules file beside reading it (falcosecurity/falco,
// userspace/engine/rule_json_schema.h). What breaks it is a warning, "schema validation: failed",
// and the rules are loaded all the same: `priority: Critical` works and is warned of.
#pragma once

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <vector>

#include "simulator/rules/diagnostic.h"

namespace aobo::sim {

// A document, which is a list of items. Keys that reading warns of anyhow are not told again.
void check_file_schema(std::uint32_t file, const YAML::Node& document,
                       std::vector<Diagnostic>& diagnostics);

}  // namespace aobo::sim

// The section "tenants" of the configuration: whose logs lie in a folder or file, by its name.
#pragma once

#include "plugin/base/json_file.h"
#include "plugin/config/config.h"

namespace aobo {

// A folder that stands twice is an error: one of its tenants would win in silence.
void read_tenants(const JsonNode& root, Config& config);

}  // namespace aobo

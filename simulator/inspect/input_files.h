// The files that a person means by FILE, FOLDER or GLOB, so that each can be looked at alone.
#pragma once

#include <string>
#include <vector>

#include "plugin/base/result.h"

namespace aobo::sim {

// In the order named; of a folder all below it, as the plugin has them. "-" stays. What names
// nothing is an error that says so.
Result<std::vector<std::string>> input_files(const std::vector<std::string>& names);

}  // namespace aobo::sim

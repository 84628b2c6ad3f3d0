// The plugin's configuration from a file, as a host would hand it over.
#pragma once

#include <string>

#include "plugin/base/result.h"

namespace aobo::sim {

// The text of the file, with base_dir set to its folder where it is not set. An empty path is an
// empty configuration.
Result<std::string> read_config(const std::string& path);
// The folder of the directory that this text names, from base_dir on; "" where it names none.
std::string directory_of(const std::string& config);

// The same with all inputs followed.
std::string with_follow(const std::string& config);

// Whether the plugin keeps a state between runs, by this configuration.
bool has_state(const std::string& config);

// The same without its state: what only asks must neither take events from the host that keeps it
// nor wait for it. What else is written stays where it is, so that positions stay true.
std::string without_state(const std::string& config);

}  // namespace aobo::sim

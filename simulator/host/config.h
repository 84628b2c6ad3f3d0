// The plugin's configuration from a file, as a host would hand it over.
#pragma once

#include <string>

#include "plugin/base/result.h"

namespace aobo::sim {

// The text of the file, with base_dir set to its folder where it is not set, and without events of
// the run itself where it has no section "run". An empty path is an empty configuration.
Result<std::string> read_config(const std::string& path);
// The folder of the directory that this text names, from base_dir on; "" where it names none.
std::string directory_of(const std::string& config);

// Whether it names inputs.
bool has_inputs(const std::string& config);

// The same with all inputs followed.
std::string with_follow(const std::string& config);

// The same with texts for people in this zone.
std::string with_time_zone(const std::string& config, const std::string& zone);

// Whether the plugin keeps a state between runs, by this configuration.
bool has_state(const std::string& config);

// The same without state: nothing is kept, and nothing is marked as known.
std::string without_state(const std::string& config);

// The same without state, and with no input followed: what only asks must neither take events from
// the host that keeps a state, nor wait for it, nor for logs that are yet to come. What else is
// written stays where it is, so that positions stay true.
std::string for_asking(const std::string& config);

// What of it says how logs are read: without state, directory and inputs.
std::string of_logs_alone(const std::string& config);

}  // namespace aobo::sim

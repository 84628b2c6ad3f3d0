// The options of a replay, which two ways of replaying share: events as they are, and alerts by
// rules.
#pragma once

#include <string>
#include <vector>

#include "simulator/cli/command.h"

namespace aobo::sim {

struct ReplayOptions {
  std::string plugin, config, format, only, summary;
  std::vector<std::string> fields, inputs;
  bool quiet = false;
  // With rules.
  std::vector<std::string> rules, tags;
  std::string matching, priority, fail_on, falco;
  bool enriched = false;
  unsigned jobs = 1;
};

// The plugin's inputs from those of the command line; relative ones start from where the command
// was given.
std::string input_expression(const std::vector<std::string>& inputs);
// The plugin knows its configuration as "configuration"; the person knows it as a file.
std::string with_file_name(const std::string& message, const std::string& file);

Exit replay_alerts(const ReplayOptions& options);

}  // namespace aobo::sim

#include "simulator/cli/plugin_voice.h"

#include <iostream>

#include "plugin/base/text.h"

namespace aobo::sim {

Session::Log PluginVoice::log() {
  return [this](ss_plugin_log_severity, std::string_view component, std::string_view line) {
    hear(component, line);
  };
}

void PluginVoice::hear(std::string_view component, std::string_view line) {
  if (component == "refused" && refused_) refused_(line);
  if (component == "state") state_trouble_ = true;
  if (component != "state" && component != "mask") return;
  const std::string text = "aobo-sim: " + std::string(component) + ": " + on_one_line(line);
  if (said_.insert(text).second) std::cerr << text << "\n";
}

}  // namespace aobo::sim

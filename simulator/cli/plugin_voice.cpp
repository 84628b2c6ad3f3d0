#include "simulator/cli/plugin_voice.h"

#include <algorithm>
#include <iostream>
#include <iterator>

#include "plugin/base/text.h"
#include "simulator/cli/terminal.h"

namespace aobo::sim {
namespace {

std::string line_of(std::string_view component, std::string_view line) {
  return "aobo-sim: " + std::string(component) + ": " + on_one_line(line);
}

}  // namespace

Session::Log PluginVoice::log() {
  return [this](ss_plugin_log_severity severity, std::string_view component,
                std::string_view line) { hear(severity, component, line); };
}

Exit PluginVoice::cannot_open(const std::string& why) const {
  const Exit exit = state_trouble_ ? Exit::kState : Exit::kInput;
  const bool spoken = lines_.contains(line_of("state", why));
  return spoken ? exit : fail(exit, why);
}

Session::Log PluginVoice::log_of_inputs() {
  return [this](ss_plugin_log_severity, std::string_view component, std::string_view line) {
    hear_of_input(component, line);
  };
}

void PluginVoice::hear_of_input(std::string_view component, std::string_view line) {
  const bool unread = line.starts_with("unreadable:") || line.starts_with("bad-compression:") ||
                      line.starts_with("too-long:");
  if (component == "inputs" || unread) of_inputs_.emplace_back(line);
  if (component == "input" && input_) input_(line);
}

void PluginVoice::hear(ss_plugin_log_severity severity, std::string_view component,
                       std::string_view line) {
  show_warning(severity, component, line);
  hear_of_input(component, line);
  if (component == "refused" && refused_) refused_(line);
  if (component == "state") state_trouble_ = true;
  constexpr std::string_view kHeard[] = {"state",   "mask",    "disk",
                                         "standby", "tenants", "operations"};
  const bool heard = std::ranges::find(kHeard, component) != std::end(kHeard);
  if (!heard && !(of_start_ && component == "start")) return;
  const std::string text = line_of(component, line);
  if (lines_.insert(text).second) std::cerr << text << "\n";
}

void show_warning(ss_plugin_log_severity severity, std::string_view component,
                  std::string_view line) {
  if (severity == SS_PLUGIN_LOG_SEV_WARNING && component == "directory")
    std::cerr << "aobo-sim: warning: " << on_one_line(line) << '\n';
  if (severity == SS_PLUGIN_LOG_SEV_ERROR && component == "directory")
    std::cerr << "aobo-sim: " << on_one_line(line) << '\n';
  if (component == "kafka") std::cerr << "aobo-sim: kafka: " << on_one_line(line) << '\n';
}

}  // namespace aobo::sim

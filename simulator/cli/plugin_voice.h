// PluginVoice: what the plugin writes to its host's log, as a person should hear of it: trouble
// with the state, what the directory lacks, and that secrets go out, on standard error, each once.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/cli/command.h"
#include "simulator/host/session.h"

namespace aobo::sim {

class PluginVoice {
 public:
  using Heard = std::function<void(std::string_view line)>;

  // `refused` is told of records that were refused, `input` of what each input came to.
  explicit PluginVoice(Heard refused = {}, Heard input = {})
      : refused_(std::move(refused)), input_(std::move(input)) {}

  // Also what the next run of one that follows reads again, where there is no state.
  void hear_of_the_start() { of_start_ = true; }
  // For Session::start; this must outlive the session.
  Session::Log log();
  // For a further session of the same run, which says again what the first said: of inputs alone.
  Session::Log log_of_inputs();
  // The state was damaged, another version's, in use, or could not be kept.
  bool state_trouble() const { return state_trouble_; }
  // The exit where an input cannot be opened, or the state not used. What the plugin has spoken of
  // itself is not said again.
  Exit cannot_open(const std::string& why) const;
  // What it said of inputs that cannot be read or are empty.
  const std::vector<std::string>& of_inputs() const { return of_inputs_; }

 private:
  void hear(ss_plugin_log_severity severity, std::string_view component, std::string_view line);
  void hear_of_input(std::string_view component, std::string_view line);

  Heard refused_, input_;
  std::set<std::string> lines_;
  std::vector<std::string> of_inputs_;
  bool state_trouble_ = false;
  bool of_start_ = false;
};

// What the plugin warns of when it loads its directory, for standard error.
void show_warning(ss_plugin_log_severity severity, std::string_view component,
                  std::string_view line);

}  // namespace aobo::sim

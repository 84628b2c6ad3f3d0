// PluginVoice: what the plugin writes to its host's log, as a person should hear of it: trouble
// with the state, and that secrets go out, on standard error, each once.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "simulator/host/session.h"

namespace aobo::sim {

class PluginVoice {
 public:
  using Refused = std::function<void(std::string_view line)>;

  // `refused` is told of records that were refused.
  explicit PluginVoice(Refused refused = {}) : refused_(std::move(refused)) {}

  // For Session::start; this must outlive the session.
  Session::Log log();
  // The state was damaged, another version's, in use, or could not be kept.
  bool state_trouble() const { return state_trouble_; }

 private:
  void hear(std::string_view component, std::string_view line);

  Refused refused_;
  std::set<std::string> said_;
  bool state_trouble_ = false;
};

}  // namespace aobo::sim

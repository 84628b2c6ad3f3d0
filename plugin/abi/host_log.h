// HostLog: lines in the host's own log, where it has one. Nothing in a name of a file or of a
// record can forge one.
#pragma once

#include <string>

#include "plugin/abi/falco_api.h"
#include "plugin/base/text.h"

namespace aobo {

class HostLog {
 public:
  HostLog() = default;
  HostLog(ss_plugin_log_fn_t function, ss_plugin_owner_t* owner)
      : function_(function), owner_(owner) {}

  void write(ss_plugin_log_severity severity, const char* component,
             const std::string& line) const {
    if (function_ != nullptr) function_(owner_, component, on_one_line(line).c_str(), severity);
  }

 private:
  ss_plugin_log_fn_t function_ = nullptr;
  ss_plugin_owner_t* owner_ = nullptr;
};

}  // namespace aobo

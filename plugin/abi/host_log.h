// HostLog: lines in the host's own log, where it has one. Content of logs is made printable before
// it gets here.
#pragma once

#include <string>

#include "plugin/abi/falco_api.h"

namespace aobo {

class HostLog {
 public:
  HostLog() = default;
  HostLog(ss_plugin_log_fn_t function, ss_plugin_owner_t* owner)
      : function_(function), owner_(owner) {}

  void write(ss_plugin_log_severity severity, const char* component,
             const std::string& line) const {
    if (function_ != nullptr) function_(owner_, component, line.c_str(), severity);
  }

 private:
  ss_plugin_log_fn_t function_ = nullptr;
  ss_plugin_owner_t* owner_ = nullptr;
};

}  // namespace aobo

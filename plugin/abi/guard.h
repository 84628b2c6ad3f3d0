// guard: nothing thrown crosses the ABI. Whatever escapes becomes the given answer and the plugin's
// last error.
#pragma once

#include <exception>
#include <string>

#include "plugin/abi/plugin.h"

namespace aobo {

template <typename Answer, typename Call>
Answer guard(ss_plugin_t* state, Answer on_failure, Call&& call) noexcept {
  if (state == nullptr) return on_failure;
  auto& plugin = *static_cast<Plugin*>(state);
  try {
    return call(plugin);
  } catch (const std::exception& error) {
    try {
      plugin.set_last_error(error.what());
    } catch (...) {  // no memory for the message: the code alone must do
    }
  } catch (...) {
    try {
      plugin.set_last_error("an error of an unknown kind");
    } catch (...) {
    }
  }
  return on_failure;
}

}  // namespace aobo

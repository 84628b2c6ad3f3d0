// The built library, driven through its ABI by the simulator's host.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "simulator/host/session.h"
#include "tests/support/places.h"

namespace aobo::test {

inline std::string sample(const std::string& name) {
  return std::string(test::kSourceDir) + "/sample-data/" + name;
}

inline std::unique_ptr<sim::Library> load_plugin() {
  auto library = sim::Library::load(test::kLibrary);
  if (!library) {
    ADD_FAILURE() << library.error().message;
    std::abort();
  }
  return std::move(*library);
}

inline std::unique_ptr<sim::Session> start(const sim::Library& library, const std::string& config,
                                           sim::Session::Log log = {}) {
  auto session = sim::Session::start(library, config, std::move(log));
  if (!session) {
    ADD_FAILURE() << session.error().message;
    std::abort();
  }
  return std::move(*session);
}

// The plugin as a host holds it, where a test does what aobo-sim does not: above all a reload.
class BarePlugin {
 public:
  BarePlugin(const sim::Library& library, const std::string& config);
  ~BarePlugin();
  BarePlugin(const BarePlugin&) = delete;
  BarePlugin& operator=(const BarePlugin&) = delete;

  ss_plugin_t* state() const { return state_; }
  ss_plugin_rc reload(const std::string& config) const;

 private:
  const sim::Library& library_;
  decltype(plugin_api::set_config) set_config_;
  ss_plugin_t* state_;
};

// sample-data/aobo.json with the folder that its paths start from.
std::string sample_config();

}  // namespace aobo::test

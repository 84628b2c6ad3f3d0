#include "tests/support/plugin_host.h"

#include <fstream>

namespace aobo::test {

BarePlugin::BarePlugin(const sim::Library& library, const std::string& config)
    : library_(library),
      set_config_(reinterpret_cast<decltype(set_config_)>(library.symbol("plugin_set_config"))) {
  ss_plugin_init_input input{};
  input.config = config.c_str();
  ss_plugin_rc rc = SS_PLUGIN_FAILURE;
  state_ = library.init(&input, &rc);
  if (rc != SS_PLUGIN_SUCCESS) {
    ADD_FAILURE() << library.get_last_error(state_);
    std::abort();
  }
}

BarePlugin::~BarePlugin() { library_.destroy(state_); }

ss_plugin_rc BarePlugin::reload(const std::string& config) const {
  ss_plugin_set_config_input input{config.c_str()};
  return set_config_(state_, &input);
}

std::string sample_config() {
  std::ifstream file(sample("aobo.json"));
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return "{\"base_dir\":\"" + sample("") + "\"," + text.substr(text.find('{') + 1);
}

}  // namespace aobo::test

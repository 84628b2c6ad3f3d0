#include "tests/support/plugin_host.h"

#include <fstream>

namespace aobo::test {

std::string sample_config() {
  std::ifstream file(sample("aobo.json"));
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return "{\"base_dir\":\"" + sample("") + "\"," + text.substr(text.find('{') + 1);
}

}  // namespace aobo::test

// AoboYaml: the file aobo.yaml of a directory, parsed once for all who read a part of it: people,
// customers and relationships are the directory's, agreements are the policy's.
#pragma once

#include <yaml-cpp/yaml.h>

namespace aobo {

struct AoboYaml {
  YAML::Node root;
};

}  // namespace aobo

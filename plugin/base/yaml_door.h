// The one door through which YAML comes in: rules, their tests, aobo.yaml, and JSON whose error is
// looked for. yaml-cpp alone takes what a file says: one comma makes version 0.7 build documents
// for ever, and a few aliases of aliases stand for more than any memory holds. A first pass counts
// without keeping anything, and refuses; only what passes is built.
//
// All refusals are YAML::ParserException with their place, as yaml-cpp's own are.
#pragma once

#include <yaml-cpp/yaml.h>

#include <cstddef>
#include <string>
#include <vector>

namespace aobo {

struct YamlLimits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t depth = 100;
  std::size_t nodes = 4'000'000;  // aliases counted as what they stand for
  std::size_t documents = 1000;
};

// The first document of a text; a null node where it is empty.
YAML::Node load_yaml(const std::string& text, const YamlLimits& limits = {});
std::vector<YAML::Node> load_all_yaml(const std::string& text, const YamlLimits& limits = {});
// LoadError where it cannot be read.
YAML::Node load_yaml_file(const std::string& path, const YamlLimits& limits = {});

}  // namespace aobo

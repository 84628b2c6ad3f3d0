// YamlMap: a mapping of aobo.yaml, whose every key must be asked for: one that nobody asked for is
// an error that names the keys there are. All errors name file, line and column.
#pragma once

#include <yaml-cpp/yaml.h>

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"
#include "plugin/base/time.h"

namespace aobo {

class YamlMap {
 public:
  YamlMap(std::string file, YAML::Node node, std::string what);

  std::optional<std::string> text(const char* key);
  std::optional<Guid> id(const char* key);
  std::optional<TimeNs> time(const char* key);
  std::string required_text(const char* key);
  Guid required_id(const char* key);

  // Each mapping of a list; a list of anything else is an error.
  void each_map(const char* key, const std::function<void(YamlMap&)>& visit);
  // Each scalar of a list, or the one scalar.
  void each_text(const char* key, const std::function<void(const std::string&)>& visit);

  // The mapping of that key, where it is there.
  void map(const char* key, const std::function<void(YamlMap&)>& visit);
  // Each member of a mapping of names to mappings.
  void each_named(const char* key,
                  const std::function<void(const std::string& name, YamlMap&)>& visit);
  // Each text of each list of a mapping of names to lists of texts.
  void each_named_list(
      const char* key,
      const std::function<void(const std::string& name, const std::string&)>& visit);
  // Keys that somebody else reads.
  void leave(std::initializer_list<const char*> keys) {
    asked_.insert(asked_.end(), keys.begin(), keys.end());
  }

  [[noreturn]] void fail(const std::string& problem) const;
  [[noreturn]] void fail(const char* key, const std::string& problem) const;

  // Throws where there is a key that was never asked for.
  void finish() const;

 private:
  YAML::Node find(const char* key);
  [[noreturn]] void fail_at(const YAML::Node& node, const std::string& problem) const;

  std::string file_;
  YAML::Node node_;
  std::string what_;
  std::vector<std::string> asked_;
};

}  // namespace aobo

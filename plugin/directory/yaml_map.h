// YamlMap: a mapping of aobo.yaml. Which keys it may have, plugin/base/aobo_yaml_keys.h says: any
// other is an error that names the keys there are, and asking for one that has no row is a bug. A
// key that stands twice in one mapping is an error too: YAML has no such thing, and its readers
// keep the first or the last in silence. All errors name file, line and column.
#pragma once

#include <yaml-cpp/yaml.h>

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "plugin/base/guid.h"
#include "plugin/base/time.h"

namespace aobo {

class YamlMap {
 public:
  // The whole of the file.
  YamlMap(std::string file, YAML::Node node);

  std::optional<std::string> text(const char* key);
  std::optional<Guid> id(const char* key);
  std::optional<TimeNs> time(const char* key);
  std::string required_text(const char* key);
  Guid required_id(const char* key);

  // Each mapping of a list; a list of anything else is an error.
  void each_map(const char* key, const std::function<void(YamlMap&)>& visit);
  // Each scalar of a list, or the one scalar.
  void each_text(const char* key, const std::function<void(const std::string&)>& visit);
  // The same for those whose errors tell the place of the text: `fail` there.
  using Fail = std::function<void(const std::string& problem)>;
  void each_placed_text(const char* key,
                        const std::function<void(const std::string&, const Fail&)>& visit);

  // The mapping of that key, where it is there.
  void map(const char* key, const std::function<void(YamlMap&)>& visit);
  // Each member of a mapping of names to mappings.
  void each_named(const char* key,
                  const std::function<void(const std::string& name, YamlMap&)>& visit);
  // Each text of each list of a mapping of names to lists of texts.
  void each_named_list(
      const char* key,
      const std::function<void(const std::string& name, const std::string&)>& visit);
  // Fails where another mapping of that list was of the same, which `seen` keeps: one of the two
  // would win in silence.
  void once(const char* key, const std::string& same, std::map<std::string, int>& seen) const;
  [[noreturn]] void fail(const std::string& problem) const;
  [[noreturn]] void fail(const char* key, const std::string& problem) const;

  // Throws where there is a key that has no row in the table.
  void finish() const;

 private:
  // `path` is the key in the table that this is the value of, `what` is what errors call it.
  YamlMap(std::string file, YAML::Node node, std::string path, std::string what);

  YAML::Node find(const char* key) const;
  std::string path_of(const char* key) const;
  void each_key_once(const YAML::Node& map, const std::string& what) const;
  [[noreturn]] void fail_at(const YAML::Node& node, const std::string& problem) const;

  std::string file_;
  YAML::Node node_;
  std::string path_;
  std::string what_;
};

}  // namespace aobo

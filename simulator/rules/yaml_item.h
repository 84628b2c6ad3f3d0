// YamlItem: a mapping of a rules file, read key by key; what is missing or of another kind is an
// error with its place.
#pragma once

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/rules/diagnostic.h"
#include "simulator/rules/placed_text.h"

namespace aobo::sim {

// Thrown within the loader; ends the file.
struct LoadFailure {
  Diagnostic diagnostic;
};
[[noreturn]] void fail_load(const SourcePlace& place, std::string code, std::string message,
                            std::string hint = "");

// The codes of Falco's loader for what is no valid item, and for what it refuses.
inline constexpr const char* kInvalid = "LOAD_ERR_YAML_VALIDATE";
inline constexpr const char* kRefused = "LOAD_ERR_VALIDATE";

class YamlItem {
 public:
  // `what` is what messages call it: "rule", "exception".
  YamlItem(const SourceFiles& files, std::uint32_t file, YAML::Node node, std::string what);

  // A mapping within this one.
  YamlItem inner(const YAML::Node& node, std::string what) const {
    return YamlItem(files_, file_, node, std::move(what));
  }

  bool has(std::string_view key) const { return find(key).has_value(); }
  SourcePlace place() const { return place_of(node_); }
  SourcePlace place_of(const YAML::Node& node) const;
  SourcePlace key_place(std::string_view key) const;

  std::string text(std::string_view key) const;  // an error where it is not there or no scalar
  // As text(), and it may be "": what a list of survivors says of a condition taken out.
  std::string text_or_empty(std::string_view key) const { return scalar(node(key), key); }
  PlacedText placed(std::string_view key) const;
  bool flag(std::string_view key, bool fallback) const;
  // Scalars; an error where there is no list.
  std::vector<std::string> texts(std::string_view key) const;
  YAML::Node node(std::string_view key) const;  // an error where it is not there
  // The items of a list, and the entries of a mapping; none where nothing stands behind the key, an
  // error where something else does.
  std::vector<YAML::Node> list(std::string_view key) const;
  std::vector<std::pair<YAML::Node, YAML::Node>> entries(std::string_view key) const;
  // Keys that are not among these.
  std::vector<std::string> others(std::initializer_list<std::string_view> known) const;
  std::vector<std::string> keys() const;

  std::string scalar(const YAML::Node& node, std::string_view key) const;

 private:
  std::optional<std::pair<YAML::Node, YAML::Node>> find(std::string_view key) const;

  const SourceFiles& files_;
  std::uint32_t file_;
  YAML::Node node_;
  std::string what_;
};

// A warning for each key that is not among the known ones.
void warn_unknown_keys(const YamlItem& item, std::initializer_list<std::string_view> known,
                       std::vector<Diagnostic>& diagnostics);

}  // namespace aobo::sim

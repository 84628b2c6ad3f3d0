#include "plugin/directory/yaml_map.h"

#include "plugin/base/aobo_yaml_keys.h"
#include "plugin/base/check.h"
#include "plugin/base/load_error.h"

namespace aobo {

YamlMap::YamlMap(std::string file, YAML::Node node)
    : YamlMap(std::move(file), node, "", "aobo.yaml") {}

YamlMap::YamlMap(std::string file, YAML::Node node, std::string path, std::string what)
    : file_(std::move(file)), node_(node), path_(std::move(path)), what_(std::move(what)) {
  if (!node_.IsMap()) fail("expected " + what_ + " as a mapping (key: value)");
  each_key_once(node_, what_);
}

void YamlMap::each_key_once(const YAML::Node& map, const std::string& what) const {
  std::map<std::string, int> lines;
  for (const auto& entry : map) {
    if (!entry.first.IsScalar()) continue;
    const auto [first, once] = lines.emplace(entry.first.Scalar(), entry.first.Mark().line + 1);
    if (once) continue;
    fail_at(entry.first, "key \"" + first->first + "\" stands twice in " + what +
                             ", first in line " + std::to_string(first->second) +
                             "; put all of it under one");
  }
}

YAML::Node YamlMap::find(const char* key) const {
  AOBO_CHECK(aobo_yaml_key(path_, key) != nullptr);
  const YAML::Node found = node_[key];
  return found.IsDefined() ? found : YAML::Node(YAML::NodeType::Null);
}

std::string YamlMap::path_of(const char* key) const {
  return path_.empty() ? key : path_ + "." + key;
}

std::optional<std::string> YamlMap::text(const char* key) {
  const YAML::Node value = find(key);
  if (value.IsNull()) return std::nullopt;
  if (!value.IsScalar()) fail_at(value, std::string(key) + " of " + what_ + " must be a text");
  return value.Scalar().empty() ? std::nullopt : std::optional(value.Scalar());
}

std::optional<Guid> YamlMap::id(const char* key) {
  const auto value = text(key);
  if (!value) return std::nullopt;
  const auto id = parse_id(*value);
  if (!id)
    fail(key,
         std::string(key) + " of " + what_ + " must be an id (GUID), found \"" + *value + "\"");
  return id;
}

std::optional<TimeNs> YamlMap::time(const char* key) {
  const auto value = text(key);
  if (!value) return std::nullopt;
  auto time = parse_time(*value);
  if (!time) time = parse_time(*value + "T00:00:00Z");
  if (!time) {
    fail(key, std::string(key) + " of " + what_ +
                  " must be a date or time like 2026-03-31 or 2026-03-31T17:00:00Z, found \"" +
                  *value + "\"");
  }
  return time;
}

std::string YamlMap::required_text(const char* key) {
  auto value = text(key);
  if (!value) fail(what_ + " has no " + key);
  return *value;
}

Guid YamlMap::required_id(const char* key) {
  const auto value = id(key);
  if (!value) fail(what_ + " has no " + key);
  return *value;
}

void YamlMap::each_map(const char* key, const std::function<void(YamlMap&)>& visit) {
  const YAML::Node list = find(key);
  if (list.IsNull()) return;
  if (!list.IsSequence()) fail_at(list, std::string(key) + " must be a list");
  for (const YAML::Node& item : list) {
    YamlMap map(file_, item, path_of(key), "an entry of " + std::string(key));
    visit(map);
    map.finish();
  }
}

void YamlMap::each_text(const char* key, const std::function<void(const std::string&)>& visit) {
  each_placed_text(key, [&](const std::string& text, const Fail&) { visit(text); });
}

void YamlMap::each_placed_text(const char* key,
                               const std::function<void(const std::string&, const Fail&)>& visit) {
  const YAML::Node list = find(key);
  if (list.IsNull()) return;
  const auto visit_one = [&](const YAML::Node& item) {
    visit(item.Scalar(), [&](const std::string& problem) { fail_at(item, problem); });
  };
  if (list.IsScalar()) return visit_one(list);
  if (!list.IsSequence())
    fail_at(list, std::string(key) + " of " + what_ + " must be a text or a list of texts");
  for (const YAML::Node& item : list) {
    if (!item.IsScalar())
      fail_at(item, std::string(key) + " of " + what_ + " must hold texts only");
    visit_one(item);
  }
}

void YamlMap::map(const char* key, const std::function<void(YamlMap&)>& visit) {
  const YAML::Node node = find(key);
  if (node.IsNull()) return;
  YamlMap map(file_, node, path_of(key), key);
  visit(map);
  map.finish();
}

void YamlMap::each_named(const char* key,
                         const std::function<void(const std::string&, YamlMap&)>& visit) {
  const YAML::Node named = find(key);
  if (named.IsNull()) return;
  if (!named.IsMap()) fail_at(named, std::string(key) + " must be a mapping (name: …)");
  each_key_once(named, key);
  for (const auto& entry : named) {
    YamlMap map(file_, entry.second, path_of(key), "\"" + entry.first.Scalar() + "\" of " + key);
    visit(entry.first.Scalar(), map);
    map.finish();
  }
}

void YamlMap::each_named_list(
    const char* key, const std::function<void(const std::string&, const std::string&)>& visit) {
  const YAML::Node named = find(key);
  if (named.IsNull()) return;
  if (!named.IsMap()) fail_at(named, std::string(key) + " must be a mapping (name: [text, …])");
  each_key_once(named, key);
  for (const auto& entry : named) {
    if (!entry.second.IsSequence())
      fail_at(entry.second,
              "\"" + entry.first.Scalar() + "\" of " + key + " must be a list of texts");
    for (const YAML::Node& item : entry.second) {
      if (!item.IsScalar())
        fail_at(item, "\"" + entry.first.Scalar() + "\" of " + key + " must hold texts only");
      visit(entry.first.Scalar(), item.Scalar());
    }
  }
}

void YamlMap::once(const char* key, const std::string& same,
                   std::map<std::string, int>& seen) const {
  const auto [first, fresh] = seen.emplace(same, node_.Mark().line + 1);
  if (fresh) return;
  const YAML::Node& map = node_;
  fail(key, path_ + ": a second entry of " + map[key].Scalar() + ", the first stands in line " +
                std::to_string(first->second) + "; put all of it into one");
}

void YamlMap::finish() const {
  for (const auto& entry : node_) {
    const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : std::string("?");
    if (aobo_yaml_key(path_, name) != nullptr) continue;
    std::string known;
    for (const YamlKey& key : kAoboYamlKeys) {
      if (key.map == path_) known += (known.empty() ? "" : ", ") + std::string(key.name);
    }
    fail_at(entry.first, what_ + " has no key \"" + name + "\"; expected one of " + known);
  }
}

void YamlMap::fail(const std::string& problem) const { fail_at(node_, problem); }

void YamlMap::fail(const char* key, const std::string& problem) const {
  const YAML::Node& map = node_;
  const YAML::Node value = map[key];
  fail_at(value.IsDefined() ? value : node_, problem);
}

void YamlMap::fail_at(const YAML::Node& node, const std::string& problem) const {
  const YAML::Mark mark = node.Mark();
  throw LoadError{file_ + ":" + std::to_string(mark.line + 1) + ":" +
                  std::to_string(mark.column + 1) + ": " + problem};
}

}  // namespace aobo

#include "simulator/rules/yaml_item.h"

#include <fmt/format.h>

#include <algorithm>

namespace aobo::sim {

void fail_load(const SourcePlace& place, std::string code, std::string message, std::string hint) {
  throw LoadFailure{
      {Severity::kError, std::move(code), place, std::move(message), std::move(hint)}};
}

YamlItem::YamlItem(const SourceFiles& files, std::uint32_t file, YAML::Node node, std::string what)
    : files_(files), file_(file), node_(node), what_(std::move(what)) {
  if (!node_.IsMap())
    fail_load(place(), kInvalid, fmt::format("expected a mapping: a {}, with its keys", what_));
}

SourcePlace YamlItem::place_of(const YAML::Node& node) const {
  const YAML::Mark mark = node.Mark();
  if (mark.is_null()) return {file_, 0, 0};
  return {file_, static_cast<std::uint32_t>(mark.line + 1),
          static_cast<std::uint32_t>(mark.column + 1)};
}

std::optional<std::pair<YAML::Node, YAML::Node>> YamlItem::find(std::string_view key) const {
  for (const auto& entry : node_) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key)
      return std::pair(entry.first, entry.second);
  }
  return std::nullopt;
}

SourcePlace YamlItem::key_place(std::string_view key) const {
  const auto found = find(key);
  return found ? place_of(found->first) : place();
}

YAML::Node YamlItem::node(std::string_view key) const {
  const auto found = find(key);
  if (!found)
    fail_load(place(), kInvalid, fmt::format("the {} has no key \"{}\"", what_, key),
              fmt::format("add {}: …", key));
  return found->second;
}

std::string YamlItem::scalar(const YAML::Node& node, std::string_view key) const {
  if (!node.IsScalar()) {
    fail_load(place_of(node), kInvalid, fmt::format("\"{}\" of the {} is no text", key, what_),
              "expected a single value");
  }
  return node.Scalar();
}

std::string YamlItem::text(std::string_view key) const {
  const YAML::Node value = node(key);
  std::string text = scalar(value, key);
  if (text.empty())
    fail_load(place_of(value), kInvalid, fmt::format("\"{}\" of the {} is empty", key, what_),
              "write something, or leave the key out");
  return text;
}

PlacedText YamlItem::placed(std::string_view key) const {
  return PlacedText::of_scalar(text(key), place_of(node(key)), files_.text(file_));
}

bool YamlItem::flag(std::string_view key, bool fallback) const {
  const auto found = find(key);
  if (!found) return fallback;
  bool value = false;
  if (found->second.IsScalar() && YAML::convert<bool>::decode(found->second, value)) return value;
  fail_load(place_of(found->second), kInvalid,
            fmt::format("\"{}\" of the {} is no truth value", key, what_),
            "expected true or false");
}

std::vector<YAML::Node> YamlItem::list(std::string_view key) const {
  const YAML::Node items = node(key);
  if (!items.IsSequence() && !items.IsNull())
    fail_load(place_of(items), kInvalid, fmt::format("\"{}\" of the {} is no list", key, what_),
              "expected [a, b, …]");
  return {items.begin(), items.end()};
}

std::vector<std::pair<YAML::Node, YAML::Node>> YamlItem::entries(std::string_view key) const {
  const YAML::Node mapping = node(key);
  if (!mapping.IsMap() && !mapping.IsNull())
    fail_load(place_of(mapping), kInvalid,
              fmt::format("\"{}\" of the {} is no mapping", key, what_), "expected {a: b, …}");
  std::vector<std::pair<YAML::Node, YAML::Node>> all;
  for (const auto& entry : mapping) all.emplace_back(entry.first, entry.second);
  return all;
}

std::vector<std::string> YamlItem::texts(std::string_view key) const {
  if (node(key).IsNull())
    fail_load(place_of(node(key)), kInvalid, fmt::format("\"{}\" of the {} is no list", key, what_),
              "expected [a, b, …]");
  std::vector<std::string> all;
  for (const YAML::Node& item : list(key)) all.push_back(scalar(item, key));
  return all;
}

std::vector<std::string> YamlItem::keys() const {
  std::vector<std::string> all;
  for (const auto& entry : node_)
    all.push_back(entry.first.IsScalar() ? entry.first.Scalar() : std::string());
  return all;
}

std::vector<std::string> YamlItem::others(std::initializer_list<std::string_view> known) const {
  std::vector<std::string> all = keys();
  std::erase_if(all, [&](const std::string& key) {
    return std::find(known.begin(), known.end(), key) != known.end();
  });
  return all;
}

void warn_unknown_keys(const YamlItem& item, std::initializer_list<std::string_view> known,
                       std::vector<Diagnostic>& diagnostics) {
  for (const std::string& key : item.others(known)) {
    diagnostics.push_back({Severity::kWarning, "LOAD_UNKNOWN_KEY", item.key_place(key),
                           fmt::format("Unknown key '{}'. The key will be ignored.", key), ""});
  }
}

}  // namespace aobo::sim

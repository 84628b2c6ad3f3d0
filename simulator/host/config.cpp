#include "simulator/host/config.h"

#include <simdjson.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "plugin/base/json_text.h"

namespace aobo::sim {

Result<std::string> read_config(const std::string& path) {
  if (path.empty()) return std::string("{}");
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return Error{path + ": cannot be read"};
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  simdjson::dom::element ignored;
  // What is no object the plugin refuses itself, with line and column.
  if (parser.parse(text).get(root) != simdjson::SUCCESS) return text;
  if (root.at_key("base_dir").get(ignored) == simdjson::SUCCESS) return text;
  std::string base = "{\"base_dir\":";
  append_json_string(base, std::filesystem::absolute(path).parent_path().string());
  if (root.size() != 0) base += ',';
  // The rest stays as it was written, so that positions in later lines of it stay true.
  return base + text.substr(text.find('{') + 1);
}

std::string with_follow(const std::string& config) {
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  if (parser.parse(config).get(root) != simdjson::SUCCESS) return config;
  // Of two keys of one name the first counts.
  return std::string("{\"follow\":true") + (root.size() != 0 ? "," : "") +
         config.substr(config.find('{') + 1);
}

bool has_state(const std::string& config) {
  simdjson::dom::parser parser;
  simdjson::dom::element state;
  return parser.parse(config).at_key("state").get(state) == simdjson::SUCCESS;
}

std::string without_state(const std::string& config) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string text(config);
  simdjson::ondemand::document document;
  simdjson::ondemand::object root;
  if (parser.iterate(text).get(document) != simdjson::SUCCESS) return config;
  if (document.get_object().get(root) != simdjson::SUCCESS) return config;
  for (auto field : root) {
    simdjson::ondemand::raw_json_string key;
    simdjson::ondemand::object value;
    std::string_view raw;
    if (field.key().get(key) != simdjson::SUCCESS) return config;
    if (!(key == "state")) continue;
    if (field.value().get_object().get(value) != simdjson::SUCCESS) return config;
    if (value.raw_json().get(raw) != simdjson::SUCCESS) return config;
    const auto begin = static_cast<std::size_t>(key.raw() - text.data()) - 1;
    const auto end = static_cast<std::size_t>(raw.data() + raw.size() - text.data());
    std::string out = config;
    for (std::size_t i = begin; i < end; ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
    const std::size_t before = out.find_last_not_of(" \t\r\n", begin);
    const std::size_t behind = out.find_first_not_of(" \t\r\n", begin);
    for (const std::size_t comma : {before, behind}) {
      if (comma == std::string::npos || out[comma] != ',') continue;
      out[comma] = ' ';
      break;
    }
    return out;
  }
  return config;
}

std::string directory_of(const std::string& config) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::string_view directory, base;
  if (parser.parse(config).get(root) != simdjson::SUCCESS) return {};
  if (root["directory"].get(directory) != simdjson::SUCCESS || directory.empty()) return {};
  if (root["base_dir"].get(base) != simdjson::SUCCESS) base = {};
  return (std::filesystem::path(base) / directory).string();
}

}  // namespace aobo::sim

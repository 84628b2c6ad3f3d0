#include "simulator/host/config.h"

#include <simdjson.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

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

static bool has_key(const std::string& config, std::string_view key) {
  simdjson::dom::parser parser;
  simdjson::dom::element value;
  return parser.parse(config).at_key(key).get(value) == simdjson::SUCCESS;
}

bool has_state(const std::string& config) { return has_key(config, "state"); }

bool has_inputs(const std::string& config) { return has_key(config, "inputs"); }

// The value as it is written; nothing where it is not whole.
static std::optional<std::string_view> written(simdjson::ondemand::value value) {
  simdjson::ondemand::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return std::nullopt;
  std::string_view raw;
  simdjson::error_code error = simdjson::SUCCESS;
  switch (type) {
    case simdjson::ondemand::json_type::object: {
      simdjson::ondemand::object object;
      error = value.get_object().get(object);
      if (error == simdjson::SUCCESS) error = object.raw_json().get(raw);
      break;
    }
    case simdjson::ondemand::json_type::array: {
      simdjson::ondemand::array array;
      error = value.get_array().get(array);
      if (error == simdjson::SUCCESS) error = array.raw_json().get(raw);
      break;
    }
    default:
      raw = value.raw_json_token();
  }
  if (error != simdjson::SUCCESS) return std::nullopt;
  return raw.substr(0, raw.find_last_not_of(" \t\r\n") + 1);
}

// The key and its value become blanks.
static std::string without(const std::string& config, std::string_view taken) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string text(config);
  simdjson::ondemand::document document;
  simdjson::ondemand::object root;
  if (parser.iterate(text).get(document) != simdjson::SUCCESS) return config;
  if (document.get_object().get(root) != simdjson::SUCCESS) return config;
  for (auto field : root) {
    simdjson::ondemand::raw_json_string key;
    simdjson::ondemand::value value;
    if (field.key().get(key) != simdjson::SUCCESS) return config;
    if (!key.unsafe_is_equal(taken)) continue;
    if (field.value().get(value) != simdjson::SUCCESS) return config;
    const auto raw = written(value);
    if (!raw) return config;
    const auto begin = static_cast<std::size_t>(key.raw() - text.data()) - 1;
    const auto end = static_cast<std::size_t>(raw->data() + raw->size() - text.data());
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

std::string without_state(const std::string& config) { return without(config, "state"); }

std::string of_logs_alone(const std::string& config) {
  std::string rest = config;
  for (const std::string_view key : {"state", "directory", "inputs"}) rest = without(rest, key);
  return rest;
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

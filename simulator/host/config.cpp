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

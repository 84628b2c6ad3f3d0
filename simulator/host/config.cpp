#include "simulator/host/config.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include "plugin/base/json_text.h"
#include "plugin/base/whole_file.h"

namespace aobo::sim {

// With a further member, the last: all that is written stays in its line and column.
static std::string with_member(const std::string& config, const std::string& member,
                               bool has_members) {
  const std::size_t end = std::min(config.rfind('}'), config.size());
  return config.substr(0, end) + (has_members ? "," : "") + member + "}";
}

// Whoever asks aobo-sim sees the run already; events that tell of it come where the configuration
// has a section "run".
static std::string without_run_events(const std::string& config, bool has_members) {
  return with_member(config, R"("run":{"events":false})", has_members);
}

Result<std::string> read_config(const std::string& path) {
  if (path.empty()) return without_run_events("{}", false);
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return Error{path + ": a folder; expected the configuration's file, like " +
                 (std::filesystem::path(path) / "aobo.json").string()};
  auto read = read_whole_file(path, {"the configuration"});
  if (!read) return read.error();
  std::string text = *std::move(read);
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  simdjson::dom::element ignored;
  // What is no object the plugin refuses itself, with line and column.
  if (parser.parse(text).get(root) != simdjson::SUCCESS) return text;
  if (root.at_key("run").get(ignored) != simdjson::SUCCESS)
    text = without_run_events(text, root.size() != 0);
  if (root.at_key("base_dir").get(ignored) == simdjson::SUCCESS) return text;
  std::string base = "\"base_dir\":";
  append_json_string(base, std::filesystem::absolute(path).parent_path().string());
  return with_member(text, base, true);
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

// Where a member stands in the text, from its key to the end of its value.
struct Stretch {
  std::size_t begin = 0, end = 0;
};

static std::optional<Stretch> member_of(simdjson::ondemand::object object, std::string_view wanted,
                                        const char* text) {
  for (auto field : object) {
    simdjson::ondemand::raw_json_string key;
    simdjson::ondemand::value value;
    if (field.key().get(key) != simdjson::SUCCESS) return std::nullopt;
    if (!key.unsafe_is_equal(wanted)) continue;
    if (field.value().get(value) != simdjson::SUCCESS) return std::nullopt;
    const auto raw = written(value);
    if (!raw) return std::nullopt;
    return Stretch{static_cast<std::size_t>(key.raw() - text) - 1,
                   static_cast<std::size_t>(raw->data() + raw->size() - text)};
  }
  return std::nullopt;
}

// The member becomes blanks, and so does a comma beside it.
static void blank(const Stretch& member, std::string& text) {
  for (std::size_t i = member.begin; i < member.end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
  const std::size_t before = text.find_last_not_of(" \t\r\n", member.begin);
  const std::size_t behind = text.find_first_not_of(" \t\r\n", member.begin);
  for (const std::size_t comma : {before, behind}) {
    if (comma == std::string::npos || text[comma] != ',') continue;
    text[comma] = ' ';
    return;
  }
}

static std::string without(const std::string& config, std::string_view key) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string text(config);
  simdjson::ondemand::document document;
  simdjson::ondemand::object root;
  if (parser.iterate(text).get(document) != simdjson::SUCCESS) return config;
  if (document.get_object().get(root) != simdjson::SUCCESS) return config;
  std::string rest = config;
  if (const auto member = member_of(root, key, text.data())) blank(*member, rest);
  return rest;
}

std::string with_follow(const std::string& config) {
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  const std::string rest = without(config, "follow");
  if (parser.parse(rest).get(root) != simdjson::SUCCESS) return config;
  return with_member(rest, "\"follow\":true", root.size() != 0);
}

std::string with_time_zone(const std::string& config, const std::string& zone) {
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  const std::string rest = without(config, "time_zone");
  if (parser.parse(rest).get(root) != simdjson::SUCCESS) return config;
  return with_member(rest, "\"time_zone\":" + json_string(zone), root.size() != 0);
}

// Without what single inputs say of it: "inputs": [{"path": …, "follow": true}].
static std::string inputs_unfollowed(const std::string& config) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string text(config);
  simdjson::ondemand::document document;
  simdjson::ondemand::array inputs;
  if (parser.iterate(text).get(document) != simdjson::SUCCESS) return config;
  if (document["inputs"].get_array().get(inputs) != simdjson::SUCCESS) return config;
  std::vector<Stretch> members;
  for (auto input : inputs) {
    simdjson::ondemand::object object;
    if (input.get_object().get(object) != simdjson::SUCCESS) continue;
    if (const auto member = member_of(object, "follow", text.data())) members.push_back(*member);
  }
  std::string rest = config;
  for (const Stretch& member : members) blank(member, rest);
  return rest;
}

std::string without_state(const std::string& config) { return without(config, "state"); }

std::string for_asking(const std::string& config) {
  const std::string rest =
      inputs_unfollowed(without(without(without(config, "state"), "follow"), "run"));
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  if (parser.parse(rest).get(root) != simdjson::SUCCESS) return rest;
  return without_run_events(rest, root.size() != 0);
}

std::string of_logs_alone(const std::string& config) {
  return without(without(for_asking(config), "directory"), "inputs");
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

#include "plugin/config/config.h"

#include "plugin/base/json_file.h"
#include "plugin/base/load_error.h"
#include "plugin/base/text.h"
#include "plugin/config/options.h"
#include "plugin/parse/registry.h"

namespace aobo {
namespace {

void read_section(const JsonNode& root, const Section& section, Config& config) {
  if (section.read != nullptr) return section.read(root, config);
  const auto node = root.member(section.key);
  if (!node) return;
  node->only(option_keys(section.key));
  for (const Option& option : options()) {
    if (option.section == section.key) option.form.read(*node, option, config);
  }
}

Config read_config(std::string_view json) {
  const JsonFile file = JsonFile::of("configuration", json);
  const JsonNode root = file.root();
  root.only(section_keys());
  Config config;
  for (const Section& section : sections()) read_section(root, section, config);
  if (const auto why = unreadable_topics(config.topics, config.kafka)) root.fail("inputs", *why);
  return config;
}

}  // namespace

Result<Config> parse_config(std::string_view json) {
  if (trimmed(json).empty()) return Config{};
  try {
    return read_config(json);
  } catch (const LoadError& error) {
    return Error{error.message};
  }
}

Lags usual_lags() {
  Lags lags;
  for (const FamilyRow& row : families()) lags.emplace(row.traits.name, row.traits.lag);
  return lags;
}

const char* config_schema() {
  static const std::string schema = schema_of_options();
  return schema.c_str();
}

}  // namespace aobo

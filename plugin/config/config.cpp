#include "plugin/config/config.h"

#include <fmt/format.h>

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

// What the windows have is part of the whole, where that is said; else it is beside what the others
// have by themselves.
void divide_memory(const JsonNode& root, Config& config) {
  if (config.window_bytes) {
    const std::size_t timeline = *config.window_bytes / 2 * 3;
    const std::size_t others = kMemory - Memory::Shares().of(Part::kTimeline);
    const std::size_t budget = config.memory_bytes.value_or(timeline + others);
    if (timeline >= budget)
      root.fail("memory_mb",
                fmt::format("\"memory_mb\" is {}, and \"timeline\" alone needs {}: half as much "
                            "again as its memory_mb; expected more than {}, or a smaller one there",
                            budget >> 20, timeline >> 20, timeline >> 20));
    config.memory = Memory::Shares(budget, timeline);
  } else {
    config.memory = Memory::Shares(config.memory_bytes.value_or(kMemory));
  }
  config.timeline.merge.memory = config.memory.windows();
  config.timeline.merge.feeds = config.memory.of(Part::kDecoders);
}

Config read_config(std::string_view json) {
  const JsonFile file = JsonFile::of("configuration", json);
  const JsonNode root = file.root();
  root.only(section_keys());
  Config config;
  for (const Section& section : sections()) read_section(root, section, config);
  divide_memory(root, config);
  if (const auto why = unreadable_topics(config.topics, config.kafka)) root.fail("inputs", *why);
  return config;
}

}  // namespace

Result<Config> parse_config(std::string_view json) {
  try {
    return read_config(trimmed(json).empty() ? "{}" : json);
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

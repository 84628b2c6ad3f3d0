// Options: the keys of the plugin's configuration, a row each. What a host's schema says of a key,
// which keys are known, how each is read and the default that the manual shows all come from here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/json_file.h"
#include "plugin/config/config.h"

namespace aobo {

struct Option;

// What a value must be, how it is read into the configuration, and what it is where nobody sets it.
struct Form {
  std::string_view
      type;  // JSON schema's: string, boolean, integer, array of strings, object of strings
  std::optional<std::int64_t> least;  // of an integer
  // Null for the keys of a list's items, which are read as one.
  void (*read)(const JsonNode& section, const Option& option, Config& config) = nullptr;
  std::string (*unset)(const Config& fresh) = nullptr;  // JSON; null where there is no default
  bool required = false;
};

struct Option {
  std::string_view section, key, title, text;
  Form form;
};

// The top level: a section of options, a list whose items have options, or a value of its own.
struct Section {
  enum class Kind : std::uint8_t {
    kText,
    kSwitch,
    kFlag,
    kMegabytes,
    kTexts,
    kLags,
    kOptions,
    kItems
  };
  std::string_view key, title, text;
  Kind kind;
  // Reads it from the top level; null for kOptions, whose options read themselves.
  void (*read)(const JsonNode& root, Config& config) = nullptr;
};

std::span<const Section> sections();
std::span<const Option> options();

std::vector<std::string_view> section_keys();
std::vector<std::string_view> option_keys(std::string_view section);

// The JSON schema of all of it.
std::string schema_of_options();

}  // namespace aobo

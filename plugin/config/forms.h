// The forms that options take: each reads a member of Config, which a path of pointers to members
// names, and tells its default from a fresh one.
#pragma once

#include <algorithm>
#include <string>

#include "plugin/base/json_text.h"
#include "plugin/base/limits.h"
#include "plugin/config/options.h"
#include "plugin/source/inputs.h"

namespace aobo::form {

template <auto First, auto... Rest>
constexpr auto& member(auto& whole) {
  if constexpr (sizeof...(Rest) == 0) {
    return whole.*First;
  } else {
    return member<Rest...>(whole.*First);
  }
}

// A text of a list's item.
constexpr Form text() { return {"string", std::nullopt}; }
constexpr Form truth() { return {"boolean", std::nullopt}; }
constexpr Form needed() { return {"string", std::nullopt, nullptr, nullptr, true}; }

template <auto... Path>
constexpr Form flag() {
  return {
      "boolean", std::nullopt,
      [](const JsonNode& node, const Option& option, Config& config) {
        auto& flag = member<Path...>(config);
        flag = node.boolean(option.key).value_or(flag);
      },
      [](const Config& fresh) -> std::string { return member<Path...>(fresh) ? "true" : "false"; }};
}

// One that need not be set.
template <auto... Path>
constexpr Form maybe() {
  return {"boolean", std::nullopt, [](const JsonNode& node, const Option& option, Config& config) {
            if (const auto flag = node.boolean(option.key)) member<Path...>(config) = flag;
          }};
}

// The number at this key, at least so much; `into` where it is not there.
std::uint64_t read_number(const JsonNode& node, const Option& option, std::uint64_t into);

template <std::int64_t least, auto... Path>
constexpr Form number() {
  return {"integer", least,
          [](const JsonNode& node, const Option& option, Config& config) {
            auto& number = member<Path...>(config);
            number = read_number(node, option, number);
          },
          [](const Config& fresh) { return std::to_string(member<Path...>(fresh)); }};
}

// Bytes, written in megabytes, at least so many; they need not be set.
template <std::int64_t least, auto... Path>
constexpr Form megabytes() {
  return {"integer", least, [](const JsonNode& node, const Option& option, Config& config) {
            if (node.has(option.key))
              member<Path...>(config) =
                  std::min<std::uint64_t>(read_number(node, option, 0), 1U << 24) << 20;
          }};
}

void read_span(const JsonNode& node, const Option& option, bool may_be_none, TimeNs& into);

template <auto... Path>
constexpr Form span() {
  return {"string", std::nullopt,
          [](const JsonNode& node, const Option& option, Config& config) {
            read_span(node, option, false, member<Path...>(config));
          },
          [](const Config& fresh) { return json_string(format_span(member<Path...>(fresh))); }};
}

// One that may be 0.
template <auto... Path>
constexpr Form span_or_none() {
  return {"string", std::nullopt,
          [](const JsonNode& node, const Option& option, Config& config) {
            read_span(node, option, true, member<Path...>(config));
          },
          [](const Config& fresh) { return json_string(format_span(member<Path...>(fresh))); }};
}

// A file that must be named, from `base_dir` on where the path is relative.
template <auto... Path>
constexpr Form file() {
  return {"string", std::nullopt,
          [](const JsonNode& node, const Option& option, Config& config) {
            member<Path...>(config) = resolved(node.required_text(option.key), config.base_dir);
          },
          nullptr, true};
}

// A text that may be there, and a path, from `base_dir` on where it is relative.
template <auto... Path>
constexpr Form words() {
  return {"string", std::nullopt, [](const JsonNode& node, const Option& option, Config& config) {
            member<Path...>(config) = node.text(option.key).value_or("");
          }};
}
template <auto... Path>
constexpr Form path() {
  return {"string", std::nullopt, [](const JsonNode& node, const Option& option, Config& config) {
            if (const auto path = node.text(option.key))
              member<Path...>(config) = resolved(*path, config.base_dir);
          }};
}

// What a function reads: a text, several, or texts by their names.
using ReadBy = void (*)(const JsonNode& section, const Option& option, Config& config);
constexpr Form read_by(ReadBy read) { return {"string", std::nullopt, read}; }
constexpr Form texts(ReadBy read) { return {"array", std::nullopt, read}; }
constexpr Form texts_by_name(ReadBy read) { return {"object", std::nullopt, read}; }

void read_windows(const JsonNode& node, const Option& option, Config& config);
std::string unset_windows(const Config& fresh);
constexpr Form windows() { return {"array", std::nullopt, read_windows, unset_windows}; }

}  // namespace aobo::form

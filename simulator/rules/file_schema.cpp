#include "simulator/rules/file_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "plugin/base/number.h"
#include "simulator/rules/model.h"

namespace aobo::sim {
namespace {

enum class Kind : std::uint8_t {
  kText,
  kFlag,
  kNumber,
  kTexts,
  kPriority,
  kHow,
  kOverride,
  kExceptions,
  kPlugins,
  kAlternatives,
  kAny
};

struct Key {
  std::string_view name;
  Kind kind;
};
constexpr Key kItem[] = {{"required_engine_version", Kind::kText},
                         {"required_plugin_versions", Kind::kPlugins},
                         {"macro", Kind::kText},
                         {"condition", Kind::kText},
                         {"list", Kind::kText},
                         {"items", Kind::kTexts},
                         {"rule", Kind::kText},
                         {"desc", Kind::kText},
                         {"enabled", Kind::kFlag},
                         {"output", Kind::kText},
                         {"append", Kind::kFlag},
                         {"priority", Kind::kPriority},
                         {"capture", Kind::kFlag},
                         {"capture_duration", Kind::kNumber},
                         {"source", Kind::kText},
                         {"exceptions", Kind::kExceptions},
                         {"override", Kind::kOverride},
                         {"tags", Kind::kTexts},
                         {"warn_evttypes", Kind::kFlag},
                         {"skip-if-unknown-filter", Kind::kFlag}};
constexpr Key kException[] = {
    {"name", Kind::kText}, {"fields", Kind::kAny}, {"comps", Kind::kAny}, {"values", Kind::kAny}};
constexpr Key kOverride[] = {{"items", Kind::kHow},         {"desc", Kind::kHow},
                             {"condition", Kind::kHow},     {"output", Kind::kHow},
                             {"priority", Kind::kHow},      {"enabled", Kind::kHow},
                             {"exceptions", Kind::kHow},    {"capture", Kind::kHow},
                             {"tags", Kind::kHow},          {"capture_duration", Kind::kHow},
                             {"warn_evttypes", Kind::kHow}, {"skip-if-unknown-filter", Kind::kHow}};
constexpr Key kPlugin[] = {
    {"name", Kind::kText}, {"version", Kind::kText}, {"alternatives", Kind::kAlternatives}};
constexpr Key kAlternative[] = {{"name", Kind::kText}, {"version", Kind::kText}};

constexpr std::string_view kPriorities[] = {"EMERGENCY", "ALERT",         "CRITICAL",
                                            "ERROR",     "WARNING",       "NOTICE",
                                            "INFO",      "INFORMATIONAL", "DEBUG"};

class Checker {
 public:
  Checker(std::uint32_t file, std::vector<Diagnostic>& diagnostics)
      : file_(file), diagnostics_(diagnostics) {}

  void item(const YAML::Node& node) {
    if (node.IsMap()) object(node, kItem, {}, "item");
  }

 private:
  void say(const YAML::Node& node, std::string message, std::string hint) {
    const YAML::Mark mark = node.Mark();
    diagnostics_.push_back({Severity::kWarning,
                            "SCHEMA_VALIDATION",
                            {file_, static_cast<std::uint32_t>(mark.line + 1),
                             static_cast<std::uint32_t>(mark.column + 1)},
                            std::move(message),
                            std::move(hint)});
  }

  void object(const YAML::Node& node, std::span<const Key> keys,
              std::initializer_list<const char*> required, std::string_view what) {
    if (!node.IsMap())
      return say(node, fmt::format("Falco's schema has a mapping for the {} here", what), "");
    for (const auto& entry : node) {
      const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : "";
      const auto key =
          std::find_if(keys.begin(), keys.end(), [&](const Key& one) { return one.name == name; });
      // Of an item the reader says so.
      if (key != keys.end()) {
        value(name, entry.second, key->kind);
      } else if (what != "item") {
        say(entry.first, fmt::format("Falco's schema has no \"{}\" in {}", name, what),
            "Falco ignores it");
      }
    }
    for (const char* name : required) {
      if (!node[name].IsDefined())
        say(node, fmt::format("Falco's schema wants \"{}\" in {}", name, what), "");
    }
  }

  void each(const std::string& name, const YAML::Node& node, std::span<const Key> keys,
            std::initializer_list<const char*> required, std::string_view what) {
    if (!node.IsSequence())
      return say(node, fmt::format("Falco's schema has a list for \"{}\"", name), "");
    for (const YAML::Node& one : node) object(one, keys, required, what);
  }

  void value(const std::string& name, const YAML::Node& node, Kind kind) {
    switch (kind) {
      case Kind::kExceptions:
        return each(name, node, kException, {"name"}, "an exception");
      case Kind::kPlugins:
        return each(name, node, kPlugin, {"name", "version"}, "a plugin requirement");
      case Kind::kAlternatives:
        return each(name, node, kAlternative, {"name", "version"}, "an alternative plugin");
      case Kind::kOverride:
        if (node.IsMap() && node.size() == 0)
          say(node, "Falco's schema wants an entry in override", "");
        return object(node, kOverride, {}, "override");
      case Kind::kTexts:
        return texts(name, node);
      default:
        return scalar(name, node, kind);
    }
  }

  void texts(const std::string& name, const YAML::Node& node) {
    const bool scalars =
        node.IsSequence() &&
        std::all_of(node.begin(), node.end(), [](const auto& one) { return one.IsScalar(); });
    if (!scalars) say(node, fmt::format("Falco's schema has a list of texts for \"{}\"", name), "");
  }

  void scalar(const std::string& name, const YAML::Node& node, Kind kind) {
    if (kind == Kind::kAny) return;
    if (!node.IsScalar())
      return say(node, fmt::format("Falco's schema has a text for \"{}\"", name), "");
    const std::string& text = node.Scalar();
    if (kind == Kind::kFlag && text != "true" && text != "false")
      say(node, fmt::format("Falco's schema has true or false for \"{}\", not \"{}\"", name, text),
          "");
    if (kind == Kind::kHow && text != "append" && text != "replace")
      say(node, fmt::format("Falco's schema has append or replace, not \"{}\"", text), "");
    if (kind == Kind::kNumber && !whole_number<std::int64_t>(text))
      say(node, fmt::format("Falco's schema has a number for \"{}\", not \"{}\"", name, text), "");
    const bool listed =
        std::find(std::begin(kPriorities), std::end(kPriorities), text) != std::end(kPriorities);
    // One that is none at all is an error of its own.
    if (kind == Kind::kPriority && !listed && priority_of(text))
      say(node, fmt::format("Falco's schema has priorities in upper case, not \"{}\"", text),
          fmt::format("write one of: {}", fmt::join(kPriorities, ", ")));
  }

  std::uint32_t file_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace

void check_file_schema(std::uint32_t file, const YAML::Node& document,
                       std::vector<Diagnostic>& diagnostics) {
  Checker checker(file, diagnostics);
  for (const YAML::Node& node : document) checker.item(node);
}

}  // namespace aobo::sim

#include "simulator/rules/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "plugin/base/yaml_door.h"
#include "simulator/rules/exceptions.h"
#include "simulator/rules/file_schema.h"
#include "simulator/rules/scan.h"
#include "simulator/rules/slips.h"
#include "simulator/rules/yaml_item.h"

namespace aobo::sim {
namespace {

struct Version {
  unsigned major = 0, minor = 0, patch = 0;
};
std::optional<Version> version_of(const std::string& text) {
  Version v;
  char rest = '\0';
  if (std::sscanf(text.c_str(), "%u.%u.%u%c", &v.major, &v.minor, &v.patch, &rest) == 3) return v;
  if (std::sscanf(text.c_str(), "%u%c", &v.minor, &rest) == 1) return Version{0, v.minor, 0};
  return std::nullopt;
}

class Reader {
 public:
  Reader(const SourceFiles& files, std::uint32_t file, FalcoVersion falco, RulesModel& model)
      : files_(files), file_(file), falco_(falco), model_(model) {}

  void read() {
    std::vector<YAML::Node> documents;
    try {
      documents = load_all_yaml(files_.text(file_));
    } catch (const YAML::Exception& error) {
      SourcePlace place{file_, static_cast<std::uint32_t>(error.mark.line + 1),
                        static_cast<std::uint32_t>(error.mark.column + 1)};
      // Told behind the escape; it begins two columns before.
      if (error.msg.starts_with("unknown escape character") && place.column > 2) place.column -= 2;
      fail_load(place, "LOAD_ERR_YAML_PARSE", error.msg,
                yaml_slip(files_.text(file_), place.line, error.msg));
    }
    for (const YAML::Node& document : documents) {
      if (document.IsNull()) continue;
      if (!document.IsSequence()) {
        fail_load(YamlItem(files_, file_, YAML::Node(YAML::NodeType::Map), "").place_of(document),
                  kInvalid, "a rules file is a list of items",
                  "begin each item with \"- rule:\", \"- macro:\" or \"- list:\"");
      }
      check_file_schema(file_, document, model_.diagnostics);
      for (const YAML::Node& node : document) {
        if (!node.IsNull()) read_item(YamlItem(files_, file_, node, "item"), node);
      }
    }
  }

 private:
  void warn(const SourcePlace& place, std::string code, std::string message,
            std::string hint = "") {
    model_.diagnostics.push_back(
        {Severity::kWarning, std::move(code), place, std::move(message), std::move(hint)});
  }

  void read_item(const YamlItem& item, const YAML::Node& node) {
    if (item.has("required_engine_version")) return engine_version(item);
    if (item.has("required_plugin_versions")) return plugin_versions(item);
    if (item.has("list")) return read_list(YamlItem(files_, file_, node, "list"));
    if (item.has("macro")) return read_macro(YamlItem(files_, file_, node, "macro"));
    if (item.has("rule")) return read_rule(YamlItem(files_, file_, node, "rule"));
    warn(item.place(), "LOAD_UNKNOWN_ITEM",
         fmt::format("unknown item; its first key is \"{}\"",
                     item.keys().empty() ? "" : item.keys().front()),
         "expected rule, macro, list, required_engine_version or required_plugin_versions");
  }

  void engine_version(const YamlItem& item) {
    warn_unknown_keys(item, {"required_engine_version"}, model_.diagnostics);
    const std::string_view engine = engine_of(falco_);
    const std::string text = item.text("required_engine_version");
    const auto needed = version_of(text), own = version_of(std::string(engine));
    const SourcePlace place = item.key_place("required_engine_version");
    if (!needed)
      fail_load(place, kInvalid, fmt::format("\"{}\" is no engine version", text),
                "expected a number, or a version like 0.31.0");
    const bool enough = needed->major == own->major && std::pair(needed->minor, needed->patch) <=
                                                           std::pair(own->minor, own->patch);
    if (!enough) {
      fail_load(place, kRefused,
                fmt::format("Rules require engine version {}.{}.{}, but engine version is {}",
                            needed->major, needed->minor, needed->patch, engine));
    }
  }

  void plugin_versions(const YamlItem& item) {
    warn_unknown_keys(item, {"required_plugin_versions"}, model_.diagnostics);
    for (const YAML::Node& node : item.list("required_plugin_versions")) {
      const YamlItem plugin(files_, file_, node, "plugin requirement");
      PluginRequirement requirement;
      requirement.place = plugin.place();
      requirement.any.push_back({plugin.text("name"), plugin.text("version")});
      if (plugin.has("alternatives")) {
        for (const YAML::Node& other : plugin.list("alternatives")) {
          const YamlItem alternative(files_, file_, other, "alternative plugin");
          requirement.any.push_back({alternative.text("name"), alternative.text("version")});
        }
      }
      model_.requirements.push_back(std::move(requirement));
    }
  }

  // What the key of an item's override says of it, "append" or "replace"; empty where there is no
  // override.
  std::string overriding(const YamlItem& item, std::string_view key, std::string_view appendable,
                         std::string_view replaceable) const {
    const YamlItem over(files_, file_, item.node("override"), "override");
    if (!over.has(key)) {
      fail_load(
          item.key_place(key), kRefused,
          fmt::format(
              "An append override for '{}' was specified but the override has no entry for it",
              key),
          fmt::format("add \"{}: replace\" or \"append\" to override", key));
    }
    const std::string how = over.text(key);
    const auto among = [&](std::string_view keys) {
      return (" " + std::string(keys) + " ").find(fmt::format(" {} ", key)) != std::string::npos;
    };
    if ((how == "append" && among(appendable)) || (how == "replace" && among(replaceable)))
      return how;
    fail_load(over.key_place(key), kRefused,
              fmt::format("the key '{}' cannot be overridden by \"{}\"", key, how),
              how == "append" ? fmt::format("append is for: {}", appendable)
                              : fmt::format("replace is for: {}", replaceable));
  }

  // Every entry of an override must have its key.
  void check_override(const YamlItem& item, std::string_view what) const {
    if (item.has("append"))
      fail_load(
          item.key_place("append"), kRefused,
          fmt::format("Keys 'override' and 'append: true' cannot be used together: {}", what));
    const YamlItem over(files_, file_, item.node("override"), "override");
    for (const std::string& key : over.keys()) {
      if (!item.has(key)) {
        fail_load(
            over.key_place(key), kRefused,
            fmt::format("An override for '{}' was specified but '{}' is not defined", key, key));
      }
    }
  }

  bool appends(const YamlItem& item) {
    const bool append = item.flag("append", false);
    if (append)
      warn(item.key_place("append"), "LOAD_DEPRECATED_ITEM",
           "'append' key is deprecated. Add an 'append' entry (e.g. 'condition: append') under "
           "'override' instead.");
    return append;
  }

  // How messages speak of a kind of item that others rest on.
  struct Words {
    std::string_view title, noun, key, invalid_name;
  };
  static constexpr Words kListWords{"List", "list", "items", "LOAD_INVALID_LIST_NAME"};
  static constexpr Words kMacroWords{"Macro", "macro", "condition", "LOAD_INVALID_MACRO_NAME"};

  // Whether the item's one key is added to what is `defined` under its name; else it takes that
  // one's place.
  template <typename Item>
  bool adds(const YamlItem& item, const Item& read, std::string_view key, const Words& words) {
    bool append = false;
    if (item.has("override")) {
      check_override(item, read.name);
      append = overriding(item, key, key, key) == "append";
    } else {
      append = appends(item);
    }
    const bool list = &words == &kListWords;
    const bool valid =
        list ? length_without(read.name, "()\"'=,") == read.name.size() : is_identifier(read.name);
    if (!valid) {
      warn(read.place, std::string(words.invalid_name),
           fmt::format("{0} has an invalid name. {0} names should match a regular expression: "
                       "{1}, found '{2}'",
                       words.title, list ? "([^()\"'[:space:]=,]+)" : "([a-zA-Z]+[a-zA-Z0-9_]*)",
                       read.name));
    }
    return append;
  }

  void read_list(const YamlItem& item) {
    warn_unknown_keys(item, {"list", "items", "append", "override"}, model_.diagnostics);
    ListItem list;
    list.name = item.text("list");
    list.items = item.texts("items");
    list.place = item.key_place("list");
    const bool append = adds(item, list, "items", kListWords);
    define(model_.lists, std::move(list), append, item.has("override"), kListWords,
           [](ListItem& old, const ListItem& more) {
             old.items.insert(old.items.end(), more.items.begin(), more.items.end());
           });
  }

  void read_macro(const YamlItem& item) {
    warn_unknown_keys(item, {"macro", "condition", "append", "override"}, model_.diagnostics);
    MacroItem macro;
    macro.name = item.text("macro");
    macro.condition = item.placed("condition");
    macro.place = item.key_place("macro");
    const bool append = adds(item, macro, "condition", kMacroWords);
    define(model_.macros, std::move(macro), append, item.has("override"), kMacroWords,
           [](MacroItem& old, const MacroItem& more) {
             append_condition(old.condition, more.condition);
           });
  }

  // As text, which is what Falco does: "a or b" with "and c" appended is "a or (b and c)".
  static void append_condition(PlacedText& old, const PlacedText& more) {
    old.append(" ", more.place(0));
    old.append(more);
  }

  template <typename Item, typename Join>
  void define(std::vector<Item>& items, Item item, bool append, bool replaces, const Words& words,
              const Join& join) {
    Item* old = nullptr;
    for (Item& one : items) {
      if (one.name == item.name) old = &one;
    }
    if (append) {
      if (old == nullptr)
        fail_load(item.place, kRefused,
                  fmt::format("{} uses 'append' or 'override.{}: append' but no {} by that name "
                              "already exists",
                              words.title, words.key, words.noun),
                  fmt::format("there is no {} \"{}\" before it", words.noun, item.name));
      join(*old, item);
      old->visibility = ++model_.defined;
      return;
    }
    item.visibility = ++model_.defined;
    if (old == nullptr) {
      item.index = item.visibility;
      items.push_back(std::move(item));
    } else {
      if (!replaces)
        model_.redefined.push_back({std::string(words.noun), item.name, item.place, old->place});
      item.index = old->index;
      *old = std::move(item);
    }
  }

  void read_rule(const YamlItem& item) {
    warn_unknown_keys(item,
                      {"rule", "desc", "condition", "output", "priority", "source", "enabled",
                       "tags", "exceptions", "warn_evttypes", "skip-if-unknown-filter", "capture",
                       "capture_duration", "append", "override"},
                      model_.diagnostics);
    const std::string name = item.text("rule");
    RuleItem* old = model_.rule(name);
    check_kinds(item);
    if (item.has("override")) return override_rule(item, name, old);
    if (appends(item)) return append_rule(item, name, old);
    const bool switch_only = item.has("enabled") && !item.has("condition") && !item.has("output") &&
                             !item.has("desc") && !item.has("priority");
    if (switch_only) {
      if (old == nullptr)
        fail_load(
            item.key_place("rule"), kRefused,
            fmt::format("Rule '{}' has 'enabled' key only, but no rule by that name already exists",
                        name));
      warn(item.key_place("enabled"), "LOAD_DEPRECATED_ITEM",
           "The standalone 'enabled' key usage is deprecated. The correct approach requires also a "
           "'replace' entry under the "
           "'override' key.");
      old->enabled = item.flag("enabled", true);
      return;
    }
    RuleItem rule = whole_rule(item, name);
    check_source(item, rule.source, old);
    if (old == nullptr) {
      model_.rules.push_back(std::move(rule));
    } else {
      model_.redefined.push_back({"rule", name, rule.place, old->place});
      *old = std::move(rule);
    }
  }

  // A rule defined again keeps its source, and one without `source` is one of syscalls.
  void check_source(const YamlItem& item, const std::string& source, const RuleItem* old) const {
    if (old == nullptr || source.empty() || source == old->source) return;
    fail_load(item.key_place(item.has("source") ? "source" : "rule"), kRefused,
              "Rule has been re-defined with a different source",
              fmt::format("it was {}, and is {} here", old->source, source));
  }

  // Keys that Falco reads as truth values and numbers, and does nothing else with here.
  static void check_kinds(const YamlItem& item) {
    item.flag("capture", false);
    item.flag("warn_evttypes", true);
    if (!item.has("capture_duration")) return;
    const YAML::Node node = item.node("capture_duration");
    std::uint32_t milliseconds = 0;
    if (node.IsScalar() && YAML::convert<std::uint32_t>::decode(node, milliseconds)) return;
    fail_load(item.place_of(node), kInvalid, "Can't decode YAML scalar value",
              "capture_duration is a number of milliseconds");
  }

  RuleItem whole_rule(const YamlItem& item, const std::string& name) {
    RuleItem rule;
    rule.name = name;
    rule.file = file_;
    rule.place = item.key_place("rule");
    rule.condition = item.placed("condition");
    rule.output = trimmed_output(item);
    rule.desc = item.text("desc");
    rule.priority = priority(item);
    if (item.has("source")) rule.source = item.text("source");
    rule.enabled = item.flag("enabled", true);
    rule.skip_if_unknown_filter = item.flag("skip-if-unknown-filter", false);
    if (item.has("tags")) rule.tags = item.texts("tags");
    if (item.has("exceptions")) rule.exceptions = read_exceptions(item, false, model_.diagnostics);
    return rule;
  }

  PlacedText trimmed_output(const YamlItem& item) const {
    const PlacedText whole = item.placed("output");
    const std::size_t from = whole.text().find_first_not_of(" \t\n\r");
    const std::size_t to = whole.text().find_last_not_of(" \t\n\r");
    PlacedText out;
    for (std::size_t i = from; from != std::string::npos && i <= to; ++i)
      out.append(std::string_view(whole.text()).substr(i, 1), whole.place(i));
    return out;
  }

  Priority priority(const YamlItem& item) const {
    const std::string text = item.text("priority");
    if (const auto found = priority_of(text)) return *found;
    fail_load(
        item.place_of(item.node("priority")), kInvalid,
        fmt::format("Invalid priority \"{}\"", text),
        "expected Emergency, Alert, Critical, Error, Warning, Notice, Informational or Debug");
  }

  static std::string no_rule_before(const std::string& name) {
    return fmt::format(
        "there is no rule \"{}\" before it; to change a shipped one name its folder before this "
        "file: rules mine.yaml",
        name);
  }

  void append_rule(const YamlItem& item, const std::string& name, RuleItem* old) {
    if (old == nullptr)
      fail_load(item.key_place("rule"), kRefused,
                "Rule uses 'append' or 'override.<key>: append' but no rule by that name already "
                "exists",
                no_rule_before(name));
    check_source(item, item.has("source") ? item.text("source") : "", old);
    if (!item.has("condition") && !item.has("exceptions"))
      fail_load(item.key_place("rule"), kRefused,
                "Appended rule must have exceptions or condition property");
    if (item.has("condition")) append_condition(old->condition, item.placed("condition"));
    if (item.has("exceptions"))
      append_exceptions(old->exceptions, read_exceptions(item, true, model_.diagnostics));
  }

  void override_rule(const YamlItem& item, const std::string& name, RuleItem* old) {
    check_override(item, name);
    if (old == nullptr)
      fail_load(item.key_place("rule"), kRefused,
                "An 'override.<key>: replace' to a rule was requested but no rule by that name "
                "already exists",
                no_rule_before(name));
    if (item.has("condition"))
      check_source(item, item.has("source") ? item.text("source") : "", old);
    constexpr std::string_view kAppend = "condition output desc tags exceptions";
    constexpr std::string_view kReplace =
        "condition output desc tags exceptions priority capture capture_duration enabled "
        "warn_evttypes skip-if-unknown-filter";
    for (const std::string& key : item.keys()) {
      if ((" " + std::string(kReplace) + " ").find(" " + key + " ") == std::string::npos) continue;
      const bool append = overriding(item, key, kAppend, kReplace) == "append";
      override_key(item, key, append, *old);
    }
  }

  void override_key(const YamlItem& item, const std::string& key, bool append, RuleItem& old) {
    if (key == "condition") {
      if (append) {
        append_condition(old.condition, item.placed(key));
      } else {
        old.condition = item.placed(key);
      }
    } else if (key == "output") {
      if (append) {
        append_condition(old.output, trimmed_output(item));
      } else {
        old.output = trimmed_output(item);
      }
    } else if (key == "desc") {
      old.desc = append ? old.desc + " " + item.text(key) : item.text(key);
    } else if (key == "tags") {
      if (!append) old.tags.clear();
      for (std::string& tag : item.texts(key)) old.tags.push_back(std::move(tag));
    } else if (key == "exceptions") {
      auto read = read_exceptions(item, append, model_.diagnostics);
      if (append) {
        append_exceptions(old.exceptions, std::move(read));
      } else {
        old.exceptions = std::move(read);
      }
    } else if (key == "priority") {
      old.priority = priority(item);
    } else if (key == "enabled") {
      old.enabled = item.flag(key, true);
    } else if (key == "skip-if-unknown-filter") {
      old.skip_if_unknown_filter = item.flag(key, false);
    }
  }

  const SourceFiles& files_;
  std::uint32_t file_;
  FalcoVersion falco_;
  RulesModel& model_;
};

}  // namespace

void read_rules_file(const SourceFiles& files, std::uint32_t file, FalcoVersion falco,
                     RulesModel& model) {
  try {
    Reader(files, file, falco, model).read();
  } catch (const LoadFailure& failure) {
    model.diagnostics.push_back(failure.diagnostic);
  } catch (const YAML::Exception& error) {
    // What none of the checks foresaw.
    model.diagnostics.push_back({Severity::kError,
                                 kInvalid,
                                 {file, static_cast<std::uint32_t>(error.mark.line + 1),
                                  static_cast<std::uint32_t>(error.mark.column + 1)},
                                 error.msg,
                                 "write it as the rules in rules/ are"});
  }
}

}  // namespace aobo::sim

#include "simulator/check/help_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "plugin/base/load_error.h"
#include "plugin/base/text.h"
#include "plugin/base/yaml_door.h"

namespace aobo::sim {
namespace {

struct Advice {
  std::string normal, check, ask;
};
using Advices = std::map<std::string, Advice>;
// By what rules are about, and for single rules what takes its place.
struct Help {
  Advices themes, rules;
};

Result<Help> read_help(const std::string& file) {
  Help help;
  try {
    const YAML::Node all = load_yaml_file(file);
    for (const auto& entry : all["themes"]) {
      const YAML::Node& one = entry.second;
      help.themes[entry.first.as<std::string>()] = {one["normal"].as<std::string>(),
                                                    one["check"].as<std::string>(),
                                                    one["ask"].as<std::string>()};
    }
    for (const auto& entry : all["rules"]) {
      const YAML::Node& one = entry.second;
      help.rules[entry.first.as<std::string>()] = {one["normal"].as<std::string>(""),
                                                   one["check"].as<std::string>(""),
                                                   one["ask"].as<std::string>("")};
    }
  } catch (const LoadError& error) {
    return Error{error.message};
  } catch (const YAML::Exception& error) {
    return Error{fmt::format("{}:{}: {}", file, error.mark.line + 1, error.msg)};
  }
  return help;
}

const std::string& either(const std::string& own, const std::string& of_theme) {
  return own.empty() ? of_theme : own;
}

// Lists and thresholds of the rule that are there to be filled or set.
std::string settings_of(const RuleSet& rules, const LoadedRule& rule) {
  constexpr std::string_view kLists[] = {"aobo_licence_team", "aobo_ordering_team",
                                         "aobo_onboarding_team", "aobo_automation_operations"};
  Used used;
  rules.macros().used_by(rule.own, 0, used);
  std::set<std::string> found;
  for (const MacroItem& macro : rules.model().macros) {
    const bool counted = macro.condition.text().find("] >= ") != std::string::npos ||
                         macro.condition.text().find("aobo.reached.") != std::string::npos;
    if (counted && used.contains(macro.name)) found.insert(macro.name);
  }
  for (const std::string_view list : kLists) {
    if (rule.item.condition.text().find(list) != std::string::npos) found.insert(std::string(list));
  }
  return fmt::format("{}", fmt::join(found, "`, `"));
}

std::string quieten(const RuleSet& rules, const LoadedRule& rule) {
  std::string text;
  if (const std::string settings = settings_of(rules, rule); !settings.empty())
    text += fmt::format("Set `{}`. ", settings);
  if (rule.item.exceptions.empty())
    return text + "It has no exceptions: fix the cause, or switch it off with `override`.";
  const RuleException& exception = rule.item.exceptions.front();
  return text + fmt::format("Add to its exception `{}` a value for {}.", exception.name,
                            fmt::join(exception.fields, " and "));
}

// Of several lines each: nothing of a rules file can forge what stands around it.
std::string printable_lines(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    shown += printable(text.substr(0, end));
    if (end < text.size()) shown += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shown;
}

}  // namespace

Result<std::string> help_page(const RuleSet& rules, const std::string& folder) {
  const std::string file = folder + "/help/themes.yaml";
  const auto all = read_help(file);
  if (!all) return all.error();
  for (const auto& [name, advice] : all->rules) {
    if (rules.find("aobo " + name) == nullptr)
      return Error{
          fmt::format("{} helps with \"{}\", and there is no rule \"aobo {}\"", file, name, name)};
  }
  std::string text =
      "# Alerts\n\nWhat each alert of the shipped rules means, and what to do. Made by `aobo-sim "
      "catalogue --alerts rules`; a test holds this page to the rules. How rules are "
      "written:\n[rules.md](rules.md).\n";
  for (const LoadedRule& rule : rules.rules()) {
    const std::string theme = theme_of(rule.item);
    const auto help = all->themes.find(theme);
    if (help == all->themes.end())
      return Error{fmt::format("{} has no theme \"{}\", which the rule \"{}\" has", file, theme,
                               rule.item.name)};
    std::string name = rule.item.name;
    if (name.starts_with("aobo ")) name.erase(0, 5);
    const auto found = all->rules.find(name);
    const Advice own = found == all->rules.end() ? Advice{} : found->second;
    text += fmt::format(
        "\n## {}\n\n{} {}\n\n- **Normal**: {}\n- **Check**: {}\n- **Ask**: {}\n- **Quieten**: {}\n",
        printable(name), fmt::format("*{}.*", sim::name(rule.item.priority)),
        printable_lines(rule.item.desc), printable_lines(either(own.normal, help->second.normal)),
        printable_lines(either(own.check, help->second.check)),
        printable_lines(either(own.ask, help->second.ask)), printable(quieten(rules, rule)));
  }
  return text;
}

}  // namespace aobo::sim

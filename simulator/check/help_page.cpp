#include "simulator/check/help_page.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "plugin/base/text.h"
#include "plugin/base/yaml_door.h"

namespace aobo::sim {
namespace {

struct Theme {
  std::string normal, check, ask;
};
using Themes = std::map<std::string, Theme>;

Result<Themes> read_themes(const std::string& file) {
  Themes themes;
  try {
    for (const auto& entry : load_yaml_file(file)["themes"]) {
      const YAML::Node& one = entry.second;
      themes[entry.first.as<std::string>()] = {one["normal"].as<std::string>(),
                                               one["check"].as<std::string>(),
                                               one["ask"].as<std::string>()};
    }
  } catch (const YAML::Exception& error) {
    return Error{fmt::format("{}:{}: {}", file, error.mark.line + 1, error.msg)};
  }
  return themes;
}

// Lists and thresholds of the rule that are there to be filled or set.
std::string settings_of(const RuleSet& rules, const LoadedRule& rule) {
  constexpr std::string_view kLists[] = {"aobo_licence_team", "aobo_ordering_team",
                                         "aobo_onboarding_team", "aobo_automation_operations",
                                         "aobo_own_tenants"};
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

}  // namespace

Result<std::string> help_page(const RuleSet& rules, const std::string& folder) {
  const auto themes = read_themes(folder + "/help/themes.yaml");
  if (!themes) return themes.error();
  std::string text =
      "# Alerts\n\nWhat each alert of the shipped rules means, and what to do. Made by `aobo-sim "
      "catalogue --alerts rules`; a test holds this page to the rules. How rules are "
      "written:\n[rules.md](rules.md).\n";
  for (const LoadedRule& rule : rules.rules()) {
    const std::string theme = theme_of(rule.item);
    const auto help = themes->find(theme);
    if (help == themes->end())
      return Error{fmt::format("{}/help/themes.yaml has no theme \"{}\", which the rule \"{}\" has",
                               folder, theme, rule.item.name)};
    const std::string_view name = std::string_view(rule.item.name).substr(5);
    text += fmt::format(
        "\n## {}\n\n{} {}\n\n- **Normal**: {}\n- **Check**: {}\n- **Ask**: {}\n- **Quieten**: {}\n",
        name, fmt::format("*{}.*", sim::name(rule.item.priority)), rule.item.desc,
        help->second.normal, help->second.check, help->second.ask, quieten(rules, rule));
  }
  return text;
}

}  // namespace aobo::sim

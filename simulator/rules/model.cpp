#include "simulator/rules/model.h"

#include <algorithm>
#include <array>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Priority::kCount)> kPriorities = {
    "Emergency", "Alert", "Critical", "Error", "Warning", "Notice", "Informational", "Debug"};

template <typename Items>
auto* named(Items& items, std::string_view name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string theme_of(const RuleItem& rule) {
  for (const std::string& tag : rule.tags) {
    if (tag != "aobo") return tag;
  }
  return "";
}

std::string help_anchor(std::string_view rule) {
  if (rule.starts_with("aobo ")) rule.remove_prefix(5);
  std::string anchor;
  for (const char c : rule) {
    const char low = to_lower(c);
    if (low == ' ') anchor += '-';
    if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '-') anchor += low;
  }
  return anchor;
}

bool is_chosen(const std::vector<std::string>& chosen, const std::string& name) {
  return chosen.empty() || std::ranges::find(chosen, name) != chosen.end();
}

std::string_view name(Priority priority) { return kPriorities[static_cast<std::size_t>(priority)]; }

std::optional<Priority> priority_of(std::string_view text) {
  if (equal_ignoring_case(text, "info")) return Priority::kInformational;
  for (std::size_t i = 0; i < kPriorities.size(); ++i) {
    if (equal_ignoring_case(text, kPriorities[i])) return static_cast<Priority>(i);
  }
  return std::nullopt;
}

ListItem* RulesModel::list(std::string_view name) { return named(lists, name); }
MacroItem* RulesModel::macro(std::string_view name) { return named(macros, name); }
RuleItem* RulesModel::rule(std::string_view name) { return named(rules, name); }

}  // namespace aobo::sim

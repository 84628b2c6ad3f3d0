#include "simulator/rules/matcher.h"

#include <algorithm>

namespace aobo::sim {
namespace {

bool has(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool wanted(const RuleItem& rule, const MatchOptions& options) {
  if (rule.priority > options.least) return false;
  if (!is_chosen(options.rules, rule.name)) return false;
  return options.tags.empty() ||
         std::any_of(rule.tags.begin(), rule.tags.end(),
                     [&](const std::string& tag) { return has(options.tags, tag); });
}

std::vector<std::size_t> enabled(const RuleSet& rules, const MatchOptions& options) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < rules.rules().size(); ++i) {
    if (wanted(rules.rules()[i].item, options)) numbers.push_back(i);
  }
  return numbers;
}

}  // namespace

Matcher::Matcher(const RuleSet& rules, FieldReader& reader, const MatchOptions& options)
    : rules_(rules),
      view_(rules.columns(), reader),
      all_(options.all),
      index_(rules, enabled(rules, options)) {}

const std::vector<std::size_t>& Matcher::match() {
  view_.next();
  fired_.clear();
  for (const std::size_t i : index_.candidates(view_)) {
    if (!evaluate(rules_.rules()[i].program, rules_.checks(), view_)) continue;
    fired_.push_back(i);
    if (!all_) break;
  }
  return fired_;
}

}  // namespace aobo::sim

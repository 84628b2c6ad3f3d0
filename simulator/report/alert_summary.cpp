#include "simulator/report/alert_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "plugin/base/text.h"
#include "simulator/report/counted.h"

namespace aobo::sim {
namespace {

// Rows of a part that are shown, and keys that are kept: whoever writes logs decides how many there
// are.
constexpr std::size_t kShown = 20, kKept = 100'000;

std::string rows(std::string_view title, const std::map<std::string, std::uint64_t>& counts,
                 const std::map<std::string, Priority>* priorities) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text = fmt::format("{}\n", title);
  for (std::size_t i = 0; i < std::min(sorted.size(), kShown); ++i) {
    const std::string_view priority =
        priorities == nullptr ? std::string_view() : name(priorities->at(sorted[i].first));
    text += fmt::format("  {:>8}  {}{}\n", sorted[i].second, printable(sorted[i].first, 90),
                        priority.empty() ? "" : fmt::format(" [{}]", priority));
  }
  if (sorted.size() > kShown)
    text += fmt::format("            and {} more\n", sorted.size() - kShown);
  return text;
}

void count(std::map<std::string, std::uint64_t>& counts, const std::string& key) {
  if (counts.size() < kKept || counts.contains(key)) {
    ++counts[key];
  } else {
    ++counts["(others)"];
  }
}

std::string person(const EventFacts& facts) {
  if (const std::string upn = facts.text("aobo.user.upn"); !upn.empty()) return upn;
  const auto candidates = facts.texts("aobo.candidates");
  if (!candidates.empty()) return fmt::format("one of {}", fmt::join(candidates, ", "));
  return "nobody named";
}

}  // namespace

void AlertSummary::add(const RuleItem& rule, const EventFacts& facts) {
  highest_ = alerts_ == 0 ? rule.priority : std::min(highest_, rule.priority);
  ++alerts_;
  ++rules_[rule.name];
  priorities_[rule.name] = rule.priority;
  const std::string customer = facts.text("aobo.customer.name");
  count(customers_, customer.empty() ? facts.text("aobo.customer.id") : customer);
  count(people_, person(facts));
}

std::string AlertSummary::text(std::uint64_t events) const {
  const std::string all = counted(events, "event", "events");
  if (alerts_ == 0) return fmt::format("\n{}, no alert\n", all);
  return fmt::format("\n{}, {}\n", all, counted(alerts_, "alert", "alerts")) +
         rows("by rule", rules_, &priorities_) + rows("by customer", customers_, nullptr) +
         rows("by person", people_, nullptr);
}

}  // namespace aobo::sim

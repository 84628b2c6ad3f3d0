#include "simulator/report/summary.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/json_object.h"
#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

// Rows of "who did what" that are kept; past it only the counts go on.
constexpr std::size_t kRows = 20'000;
// And bytes of their names, which may be of any length.
constexpr std::size_t kRowBytes = std::size_t{8} << 20;
constexpr std::size_t kExamples = 40;
constexpr std::size_t kShownOperations = 6;

constexpr std::string_view kNamed[] = {"exact", "strong", "weak"};

std::string json_of(const std::map<std::string, std::uint64_t>& counts) {
  JsonObject object;
  for (const auto& [name, count] : counts) object.count(name, count);
  return object.done();
}

std::uint64_t count_of(const std::map<std::string, std::uint64_t>& counts, std::string_view name) {
  const auto found = counts.find(std::string(name));
  return found == counts.end() ? 0 : found->second;
}

std::string row_of(const std::map<std::string, std::uint64_t>& counts) {
  std::string row;
  for (const auto& [name, count] : counts)
    row += fmt::format("{}{} {}", row.empty() ? "" : ", ", printable(name), count);
  return row;
}

// The most frequent first, then by name.
std::string operations_of(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (std::size_t i = 0; i < sorted.size() && i < kShownOperations; ++i) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", printable(sorted[i].first, 60));
    if (sorted[i].second > 1) text += fmt::format(" ×{}", sorted[i].second);
  }
  if (sorted.size() > kShownOperations)
    text += fmt::format(", and {} more", sorted.size() - kShownOperations);
  return text;
}

}  // namespace

void Summary::add(const Line& line) {
  if (!line.derived.empty()) {
    ++derived_[line.derived];
    return;
  }
  ++records_;
  ++families_[line.family];
  ++paths_[line.path];
  if (!line.confidence.empty()) ++confidence_[line.confidence];
  if (!line.method.empty()) ++methods_[line.method];
  if (!line.is_partner) return;
  ++partner_actions_;
  ++policy_[line.policy];
  for (const std::string& violation : line.violations) ++violations_[violation];
  if (rows_ >= kRows || row_bytes_ >= kRowBytes) {
    ++not_listed_;
    return;
  }
  const auto [count, added] = customers_[line.customer][line.who].try_emplace(line.operation, 0);
  ++count->second;
  if (!added) return;
  ++rows_;
  row_bytes_ += line.customer.size() + line.who.size() + line.operation.size();
}

void Summary::add_refusal_example(std::string_view line) {
  if (examples_.size() < kExamples) examples_.emplace_back(line);
}

void Summary::set_metrics(const std::map<std::string, std::uint64_t>& metrics) {
  constexpr std::string_view kPrefix = "refused.";
  refused_ = count_of(metrics, "refused");
  duplicates_ = count_of(metrics, "duplicates");
  late_ = count_of(metrics, "late");
  refusals_.clear();
  for (const auto& [name, count] : metrics) {
    if (name.starts_with(kPrefix) && count > 0) refusals_[name.substr(kPrefix.size())] = count;
  }
}

std::string Summary::json(const InputRows::Outside& outside) const {
  std::string refusals;
  for (const auto& [reason, count] : refusals_) {
    JsonObject refusal;
    refusal.text("reason", reason).count("count", count);
    refusals += (refusals.empty() ? "" : ",") + refusal.done();
  }
  JsonObject object;
  const auto number = [&](std::string_view key, std::uint64_t count) { object.count(key, count); };
  number("records", records_);
  number("refused", refused_);
  object.raw("refusals", "[" + refusals + "]")
      .raw("families", json_of(families_))
      .raw("paths", json_of(paths_))
      .raw("confidence", json_of(confidence_))
      .raw("methods", json_of(methods_))
      .raw("policy", json_of(policy_))
      .raw("violations", json_of(violations_))
      .raw("derived", json_of(derived_));
  number("duplicates", duplicates_);
  number("late", late_);
  object.list("examples", examples_).raw("inputs", inputs_.json(outside));
  return object.done() + "\n";
}

std::string Summary::text() const {
  std::string text = "\nWho acted for a partner, by customer\n";
  if (customers_.empty()) text += "  nobody\n";
  for (const auto& [customer, people] : customers_) {
    text += fmt::format("  {}\n", customer.empty() ? "(tenant not known)" : printable(customer));
    for (const auto& [who, operations] : people) {
      text += fmt::format("    {}: {}\n", printable(who), operations_of(operations));
    }
  }
  if (not_listed_ > 0)
    text += fmt::format("  and {} actions more than this list holds\n", not_listed_);

  std::uint64_t named = 0;
  for (const std::string_view name : kNamed) named += count_of(confidence_, name);
  text += fmt::format("\n{} records, {} of them by partners\n", records_, partner_actions_);
  text += fmt::format("  families    {}\n", row_of(families_));
  text += fmt::format("  paths       {}\n", row_of(paths_));
  text +=
      fmt::format("  names       named {}, ambiguous {}, conflict {}, unknown {}, unresolved {}\n",
                  named, count_of(confidence_, "ambiguous"), count_of(confidence_, "conflict"),
                  count_of(confidence_, "unknown"), count_of(confidence_, "unresolved"));
  text += fmt::format("  confidence  {}\n", row_of(confidence_));
  text += fmt::format("  methods     {}\n", row_of(methods_));
  text += fmt::format("  policy      {}\n", row_of(policy_));
  if (!violations_.empty()) text += fmt::format("  violations  {}\n", row_of(violations_));
  if (!derived_.empty()) text += fmt::format("  derived     {}\n", row_of(derived_));
  if (duplicates_ + late_ > 0)
    text +=
        fmt::format("  order       {} duplicates dropped, {} records late\n", duplicates_, late_);
  text += inputs_.text();
  text +=
      fmt::format("  refused     {}{}\n", refused_, refused_ == 0 ? "" : ": " + row_of(refusals_));
  for (const std::string& example : examples_) {
    if (!inputs_.is_of_a_stranger(example)) text += fmt::format("    {}\n", printable(example));
  }
  return text;
}

}  // namespace aobo::sim

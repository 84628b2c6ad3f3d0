#include "simulator/check/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plugin/base/text.h"
#include "simulator/scenario/operation.h"

namespace aobo::sim {
namespace {

struct Need {
  std::string_view field, need;  // fields that begin so
};
constexpr Need kNeeds[] = {{"aobo.policy", "policy"},
                           {"aobo.ticket", "directory"},
                           {"aobo.user", "directory"},
                           {"aobo.is_partner", "directory"},
                           {"aobo.path", "directory"},
                           {"aobo.partner", "directory"},
                           {"aobo.confidence", "directory"},
                           {"aobo.relationship", "directory"},
                           {"aobo.credit", "directory"},
                           {"aobo.customer.name", "directory"},
                           {"aobo.person", "directory"},
                           {"aobo.operation.customers", "directory"},
                           {"aobo.first.customer", "directory"},
                           {"aobo.derived", "several logs"}};

std::string joined(const std::vector<std::string>& all, std::string_view otherwise) {
  return all.empty() ? std::string(otherwise) : fmt::format("{}", fmt::join(all, ", "));
}

// By what a field rests on beside its record, where several workers share the customers.
std::string_view need_of_worker(const FieldInfo& field) {
  if (field.rests_on == "customers") return "one worker";
  return field.rests_on == "customer" ? "the customer's worker" : "";
}

std::vector<std::string> needs_of(const LoadedRule& rule, const Schema& schema) {
  std::set<std::string> needs;
  each_field(rule.condition, [&](const Term& field) {
    for (const Need& row : kNeeds) {
      if (field.text.starts_with(row.field)) needs.insert(std::string(row.need));
    }
    const SchemaField* known = schema.find(field.text);
    const std::string_view worker = known == nullptr ? "" : need_of_worker(known->info);
    if (!worker.empty()) needs.insert(std::string(worker));
  });
  return {needs.begin(), needs.end()};
}

std::vector<std::string> families_of(const LoadedRule& rule) {
  std::vector<std::string> families;
  for (const std::string& tag : rule.item.tags) {
    if (std::ranges::find(family_names(), tag) != family_names().end()) families.push_back(tag);
  }
  return families;
}

std::string property_of(const RuleTests* tests) {
  if (tests == nullptr) return "cases only";
  if (!tests->property)
    return tests->cases_only.empty() ? "cases only" : "cases only: " + tests->cases_only;
  const RuleProperty& p = *tests->property;
  std::vector<std::string> parts;
  const auto add = [&](std::string_view word, const std::vector<std::string>& list) {
    if (!list.empty()) parts.push_back(fmt::format("{} {}", word, fmt::join(list, "/")));
  };
  add("label", p.label);
  add("expects", p.expects);
  add("does", p.what);
  add("by", p.way);
  add("breaks", p.violation);
  add("knowable", p.knowable);
  if (p.partner) parts.push_back(*p.partner ? "by a partner" : "by others");
  if (p.privileged)
    parts.push_back(*p.privileged ? "on who holds a privileged role"
                                  : "on who is not known to hold a privileged role");
  return fmt::format("{} % of {}{}{}", p.share,
                     parts.empty() ? "all" : fmt::format("{}", fmt::join(parts, ", ")),
                     p.only ? "; nothing else" : "", p.why.empty() ? "" : ": " + p.why);
}

std::string stories_of(const RuleScore& score) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(score.stories.begin(),
                                                            score.stories.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min<std::size_t>(sorted.size(), 3); ++i)
    names.push_back(sorted[i].first);
  return joined(names, score.alerts > 0 ? "ordinary days" : "none: its cases alone");
}

// Alerts for one deed, in generated worlds; derived events are no records of one.
std::string alerts_per_deed(const RuleScore& score) {
  if (score.activities == 0) return "–";
  const std::uint64_t hundredths =
      (score.of_records * 100 + score.activities / 2) / score.activities;
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

std::string alerts_per_deed(const CheckReport& check) {
  RuleScore all;
  for (const auto& [rule, score] : check.scores) {
    all.of_records += score.of_records;
    all.activities += score.activities;
  }
  return alerts_per_deed(all);
}

// Falco's files are read in the order of their names, and so is this.
std::string title_of(const RuleSet& rules, const RuleItem& item) {
  const std::string& name = rules.files().name(item.file);
  return name.substr(name.rfind('/') + 1);
}

}  // namespace

std::string catalogue(const RuleSet& rules, const TestFiles& tests, const CheckReport& check,
                      const MutationReport& mutation) {
  std::string text = fmt::format(
      "# Rules\n\n{} rules for Falco, beside them their tests. Made by `aobo-sim catalogue "
      "rules/`; a test holds this page to them. How rules are "
      "written, tested\nand shrunk: [docs/rules.md](../docs/rules.md).\n\n"
      "```sh\nfalco -c falco.yaml -r rules/            # with the plugin loaded; rule_matching: "
      "all "
      "shows every rule that fires for an event\n"
      "build/bin/aobo-sim check rules/          # runs the tests\nbuild/bin/aobo-sim mutate rules/ "
      "        # scores them\n```\n\n"
      "What you will want to fill: the lists at the top of [00-lists.yaml](00-lists.yaml), the "
      "thresholds in [01-macros.yaml](01-macros.yaml), and "
      "exceptions. What a week brings in which nothing happens: "
      "[a quiet week](../docs/rules.md#a-quiet-week).\n\nOf {} changed conditions {} are provably "
      "the same; of the others the tests "
      "notice {} in a hundred. The columns: **needs** beside the "
      "logs ([what a worker needs](../docs/event-hubs.md#what-is-per-worker), where several share "
      "the customers); **story**: generated\nworlds in which it fires most; **property**: what the "
      "worlds "
      "must show; **once**: alerts for one deed, however many records tell it, in these worlds ({} "
      "over "
      "all rules); **cases**; **score**: changed conditions that its tests "
      "notice, of those that are not the same.\n",
      rules.rules().size(), mutation.all.mutants, mutation.all.equivalent, mutation.percent(),
      alerts_per_deed(check));
  std::string file;
  for (const LoadedRule& rule : rules.rules()) {
    if (const std::string in = title_of(rules, rule.item); in != file) {
      file = in;
      text += fmt::format(
          "\n## [{0}]({0})\n\n| rule | priority | families | needs | story | property | once | "
          "cases | "
          "score |\n|---|---|---|---|---|---|---|---|---|\n",
          file);
    }
    const auto score = check.scores.find(rule.item.name);
    const auto mutated = mutation.scores.find(rule.item.name);
    const RuleScore none;
    const RuleScore& s = score == check.scores.end() ? none : score->second;
    const MutationScore m = mutated == mutation.scores.end() ? MutationScore() : mutated->second;
    text +=
        fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {}/{} |\n",
                    printable(rule.item.name), name(rule.item.priority),
                    joined(families_of(rule), "all"), joined(needs_of(rule, rules.schema()), "–"),
                    stories_of(s), printable(property_of(tests.find(rule.item.name))),
                    alerts_per_deed(s), s.cases, m.killed, m.mutants - m.equivalent);
  }
  return text;
}

}  // namespace aobo::sim

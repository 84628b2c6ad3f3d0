#include "simulator/cli/value_kinds.h"

#include "plugin/base/check.h"
#include "plugin/base/text.h"
#include "simulator/cli/command.h"
#include "simulator/faults/fault.h"
#include "simulator/rules/lints.h"
#include "simulator/rules/model.h"
#include "simulator/scenario/story.h"
#include "simulator/world/variant.h"

namespace aobo::sim {
namespace {

using Words = std::vector<std::string>;

Words priorities() {
  Words words;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Priority::kCount); ++i)
    words.push_back(lower(name(static_cast<Priority>(i))));
  return words;
}
Words story_names() {
  Words words = {"all", "none"};
  for (const Story* story : stories()) words.emplace_back(story->name);
  return words;
}
Words fault_names() {
  Words words = {"all", "none", "swarm"};
  for (const Fault* fault : faults()) words.emplace_back(fault->name);
  return words;
}
Words variant_names() {
  Words words = {"drawn"};
  for (const VariantRow& row : variant_rows()) {
    for (std::size_t i = 0; i < row.count(); ++i)
      words.push_back(std::string(row.name) + "=" + std::string(row.values[i]));
  }
  return words;
}
Words lint_names() {
  Words words;
  for (const LintRow& row : lint_rows()) words.emplace_back(row.id);
  return words;
}
Words command_names() {
  Words words;
  for (const Command& command : commands()) words.emplace_back(command.name);
  return words;
}

struct ValueRow {
  std::string_view name;
  Offer offer;
  Words (*words)() = nullptr;
};
constexpr ValueRow kRows[] = {
    {"FILE", Offer::kFile},
    {"DIR", Offer::kFolder},
    {"RULES", Offer::kPath},
    {"INPUT", Offer::kPath},
    {"PRIORITY", Offer::kWords, priorities},
    {"STORIES", Offer::kList, story_names},
    {"FAULTS", Offer::kList, fault_names},
    {"NAME=VALUE", Offer::kWords, variant_names},
    {"LINT", Offer::kWords, lint_names},
    {"COMMAND", Offer::kWords, command_names},
    {"ACTION", Offer::kWords, [] { return Words{"merge"}; }},
    {"OLD", Offer::kFolder},
    {"NEW", Offer::kFolder},
    {"CONDITION", Offer::kNothing},
    {"CONFIDENCE", Offer::kNothing},
    {"CUSTOMER", Offer::kNothing},
    {"DATE", Offer::kNothing},
    {"FAMILY", Offer::kNothing},
    {"FIELDS", Offer::kNothing},
    {"ID", Offer::kNothing},
    {"N", Offer::kNothing},
    {"OPERATION", Offer::kNothing},
    {"PARTNER", Offer::kNothing},
    {"PATH", Offer::kNothing},
    {"PERSON", Offer::kNothing},
    {"RECORD", Offer::kNothing},
    {"RULE", Offer::kNothing},
    {"SEEDS", Offer::kNothing},
    {"SPAN", Offer::kNothing},
    {"TAG", Offer::kNothing},
    {"TIME", Offer::kNothing},
    {"ZONE", Offer::kNothing},
};

Words split(std::string_view name) {
  Words words;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('|', start), name.size());
    words.emplace_back(name.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

}  // namespace

ValueText value_text(std::string_view name) {
  if (name.find('|') != std::string_view::npos)
    return {std::string(name), Offer::kWords, split(name)};
  for (const ValueRow& row : kRows) {
    if (row.name == name)
      return {std::string(name), row.offer, row.words == nullptr ? Words() : row.words()};
  }
  throw CheckFailed("internal error: no kind of value \"" + std::string(name) +
                    "\" in simulator/cli/value_kinds.cpp");
}

}  // namespace aobo::sim

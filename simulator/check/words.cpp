#include "simulator/check/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/nearest.h"
#include "simulator/check/case_builder.h"
#include "simulator/scenario/action.h"
#include "simulator/scenario/story.h"
#include "simulator/truth/truth.h"

namespace aobo::sim {
namespace {

using Words = std::vector<std::string>;

// Labels that a story gives beside its own (simulator/scenario/stories/).
constexpr std::string_view kOtherLabels[] = {"second-partner"};
// Keys of an action's details (docs/simulator.md).
constexpr std::string_view kDetails[] = {"via",        "error",    "kind",  "mfa",       "client",
                                         "client-app", "protocol", "agent", "shown",     "country",
                                         "ticket",     "reason",   "role",  "role-name", "group",
                                         "renamed-to", "email-of"};

// What a story's action may be expected to lead to, and why it is not allowed (docs/simulator.md).
constexpr std::string_view kDerived[] = {
    "silent_entry",       "action_without_signin", "signin_without_twin",
    "checkout_unused",    "checkout_missing",      "relationship_overrun",
    "dap_returned",       "aobo_removed",          "aobo_added",
    "collection_gap",     "credit_at_risk",        "user_created_and_privileged",
    "created_and_deleted"};
constexpr std::string_view kViolations[] = {"customer", "workload",     "operation", "time",
                                            "ticket",   "relationship", "role",      "person"};

Words operation_ids() {
  Words all;
  for (const Operation& operation : operations()) all.emplace_back(operation.id);
  return all;
}
Words ways() {
  Words all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Way::kCount); ++i)
    all.emplace_back(name(static_cast<Way>(i)));
  return all;
}
Words labels() {
  Words all(std::begin(kOtherLabels), std::end(kOtherLabels));
  for (const Story* story : stories()) {
    if (!story->label.empty()) all.emplace_back(story->label);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}
Words answers() {
  Words all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Answer::kCount); ++i)
    all.emplace_back(name(static_cast<Answer>(i)));
  return all;
}

}  // namespace

const Words& words(Word kind) {
  static const Words kAll[] = {operation_ids(),
                               case_ways(),
                               ways(),
                               case_customers(),
                               labels(),
                               {std::begin(kDerived), std::end(kDerived)},
                               {std::begin(kViolations), std::end(kViolations)},
                               answers(),
                               {std::begin(kDetails), std::end(kDetails)}};
  return kAll[static_cast<std::size_t>(kind)];
}

bool is_word(Word kind, std::string_view text) {
  if (kind == Word::kDetail && text.starts_with("set.") && text.size() > 4) return true;
  const Words& all = words(kind);
  return std::find(all.begin(), all.end(), text) != all.end();
}

std::string word_hint(Word kind, std::string_view text) {
  const std::string near = nearest(text, words(kind));
  if (!near.empty()) return fmt::format("did you mean {}?", near);
  if (kind == Word::kOperation) return "aobo-sim generate --list-operations lists them";
  return fmt::format("expected one of: {}{}", fmt::join(words(kind), ", "),
                     kind == Word::kDetail ? ", set.NAME" : "");
}

bool is_actor(std::string_view text) {
  if (text.starts_with("app:") || text.starts_with("microsoft:"))
    return text.size() > text.find(':') + 1;
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon), number = text.substr(name.size());
  const Words& all = case_actors();
  return std::find(all.begin(), all.end(), name) != all.end() &&
         (number.empty() ||
          (number.size() > 1 && number.find_first_not_of("0123456789", 1) == std::string::npos));
}

}  // namespace aobo::sim

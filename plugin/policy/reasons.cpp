#include "plugin/policy/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "plugin/policy/standing.h"

namespace aobo {
namespace {

struct Row {
  ReasonKind kind;
  std::string_view text;  // {} is the argument, or what takes its place
};
constexpr Row kVerdictReasons[] = {
    {ReasonKind::kNone, ""},
    {ReasonKind::kFlaw, "{}"},
    {ReasonKind::kNoScope, "no scope names this person, and whom none names may do nothing"},
    {ReasonKind::kScopeCustomer, "{} does not reach this customer"},
    {ReasonKind::kScopeWorkload, "{} does not reach this workload"},
    {ReasonKind::kScopeOperation, "{} does not hold this operation"},
    {ReasonKind::kScopeTime, "{} does not hold at this hour"},
    {ReasonKind::kScopeTicket, "{} needs a ticket or window that was not open"},
    {ReasonKind::kHint, "only a hint leads to the person: it is held against nobody"},
    {ReasonKind::kShownName,
     "the log shows a name for people in place of the operation, and which of the scopes hold it "
     "cannot be told"},
    {ReasonKind::kSignInFailed,
     "a sign-in that did not come in proves nobody: it is held against nobody"},
    {ReasonKind::kTakesPart,
     "who takes part in a shared channel, meeting or file from outside administers nothing"},
    {ReasonKind::kAgentWorked,
     "an agent worked in the person's name: the hour says nothing of the person"},
    {ReasonKind::kToolWorked,
     "the tool \"{}\" worked in the person's name: the hour says nothing of the person"},
    {ReasonKind::kServiceWorked,
     "Microsoft's service {} worked in the person's name: the hour says nothing of the person"},
};
static_assert(std::size(kVerdictReasons) == static_cast<std::size_t>(ReasonKind::kCount));
static_assert([] {
  for (std::size_t i = 0; i < std::size(kVerdictReasons); ++i)
    if (kVerdictReasons[i].kind != static_cast<ReasonKind>(i)) return false;
  return true;
}());

// A finding of a newer version's is shown by its name.
std::string text_of_flaw(const std::string& named) {
  const auto flaws = known_flaws();
  const auto flaw = std::ranges::find(flaws, std::string_view(named), &Flaw::name);
  return flaw == flaws.end() ? named : fmt::format("{}: {}", named, flaw->text);
}

std::string subject_of(const VerdictReason& reason) {
  switch (reason.kind) {
    case ReasonKind::kFlaw:
      return text_of_flaw(reason.argument);
    case ReasonKind::kScopeCustomer:
    case ReasonKind::kScopeWorkload:
    case ReasonKind::kScopeOperation:
    case ReasonKind::kScopeTime:
    case ReasonKind::kScopeTicket:
      return reason.argument.empty() ? "every scope of those it may have been"
                                     : fmt::format("scope \"{}\"", reason.argument);
    default:
      return reason.argument;
  }
}

}  // namespace

std::string text(const VerdictReason& reason) {
  const auto index = static_cast<std::size_t>(reason.kind);
  const Row& row = kVerdictReasons[index < std::size(kVerdictReasons) ? index : 0];
  return fmt::format(fmt::runtime(row.text), subject_of(reason));
}

VerdictReason scope_lacks(Violation violation, std::string scope) {
  switch (violation) {
    case Violation::kCustomer:
      return {ReasonKind::kScopeCustomer, std::move(scope)};
    case Violation::kWorkload:
      return {ReasonKind::kScopeWorkload, std::move(scope)};
    case Violation::kOperation:
      return {ReasonKind::kScopeOperation, std::move(scope)};
    case Violation::kTime:
      return {ReasonKind::kScopeTime, std::move(scope)};
    case Violation::kTicket:
      return {ReasonKind::kScopeTicket, std::move(scope)};
    default:
      return {ReasonKind::kNoScope, {}};
  }
}

}  // namespace aobo

// The words of the enumerations of a case, as fields, rules and docs have them.
#include <iterator>

#include "plugin/case/activity.h"
#include "plugin/case/observed.h"
#include "plugin/case/standing.h"
#include "plugin/case/verdict.h"

namespace aobo {

std::string_view name(ActivityFact fact) {
  constexpr std::string_view kNames[] = {
      "result",      "partner",  "house",      "person",  "violation", "role",   "target",
      "application", "changes",  "sign-in",    "factors", "client",    "risk",   "country",
      "conflict",    "protocol", "user-agent", "agent",   "key",       "request"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(ActivityFact::kCount));
  return kNames[static_cast<std::size_t>(fact)];
}

std::string_view name(Violation violation) {
  constexpr std::string_view kNames[] = {"customer", "workload",     "operation", "time",
                                         "ticket",   "relationship", "role",      "person"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Violation::kCount));
  return kNames[static_cast<std::size_t>(violation)];
}

std::string_view name(RelationshipStatus status) {
  constexpr std::string_view kNames[] = {"",        "active",     "not-yet",
                                         "expired", "terminated", "unknown"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(RelationshipStatus::kCount));
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name(PolicyAnswer answer) {
  constexpr std::string_view kNames[] = {"none", "allowed", "violation"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(PolicyAnswer::kCount));
  return kNames[static_cast<std::size_t>(answer)];
}

std::string_view name(CreditStatus status) {
  constexpr std::string_view kNames[] = {"", "safe", "partial", "at_risk", "lost", "unknown"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(CreditStatus::kCount));
  return kNames[static_cast<std::size_t>(status)];
}

}  // namespace aobo

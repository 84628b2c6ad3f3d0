// PolicyVerdict: whether an action of a partner was within what was agreed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/case/reason.h"
#include "plugin/case/standing.h"

namespace aobo {

enum class PolicyAnswer : std::uint8_t { kNone, kAllowed, kViolation, kCount };
std::string_view name(PolicyAnswer answer);

struct PolicyVerdict {
  PolicyAnswer answer = PolicyAnswer::kNone;
  std::vector<Violation> violations;  // in the order of the enumeration, each once
  std::vector<VerdictReason> reasons;
  std::string_view scope;  // that allowed it, or came nearest
  std::string ticket;      // under which it was done, where that is known
};

}  // namespace aobo

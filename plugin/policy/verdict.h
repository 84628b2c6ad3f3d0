// Verdict: whether an action of a partner was within what was agreed and by a right that stood
// then.
//
// An action is allowed where a scope covers it: its person, customer, workload, operation, hours,
// and the ticket or window it needs. Where scopes name the person and none covers, what the nearest
// of them lacks is the violation. Whom no scope names: `unlisted`. A sign-in is held against
// person, customer and hours only: what it is for shows later. Of one of several people the verdict
// is what is true of all of them; else there is none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/policy/policy.h"
#include "plugin/policy/standing.h"

namespace aobo {

enum class PolicyAnswer : std::uint8_t { kNone, kAllowed, kViolation };
std::string_view name(PolicyAnswer answer);

struct PolicyVerdict {
  PolicyAnswer answer = PolicyAnswer::kNone;
  std::vector<Violation> violations;  // in the order of the enumeration, each once
  std::vector<std::string> reasons;   // a line each, for people
  std::string_view scope;             // that allowed it, or came nearest
  std::string ticket;                 // of the permit that held

  void clear() { *this = PolicyVerdict{}; }
};

void find_verdict(const Chain& chain, const Policy& policy, const Permits& permits,
                  const Standing& standing, PolicyVerdict& out);

}  // namespace aobo

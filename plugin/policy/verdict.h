// Verdict: whether an action of a partner was within what was agreed and by a right that stood
// then.
//
// An action is allowed where a scope covers it: its person, customer, workload, operation, hours,
// and the ticket or window it needs. Where scopes name the person and none covers, what the nearest
// of them lacks is the violation. Whom no scope names: `unlisted`. A sign-in is held against
// person, customer and hours only: what it is for shows later. Of one of several people the verdict
// is what is true of all of them; else there is none.
#pragma once

#include "plugin/case/case.h"
#include "plugin/policy/history.h"

namespace aobo {

// Of a case with its standing.
PolicyVerdict find_verdict(const Case& the_case, const History& history);

}  // namespace aobo

// Who did it: every method is asked, and what they found is weighed.
//
// Weighing, in this order:
//   two exact findings that differ          conflict: all are candidates, none is named
//   one exact finding                       named, or unknown where the id is in no directory
//   one strong person within what stronger evidence left open      named, strong
//   strong findings that leave two or more  ambiguous: all are candidates, none is named
//   a weak finding, and nothing better      named, weak
//   a partner's action and no finding       unresolved
// A failed sign-in proves nobody: whoever tried only typed the name. What names somebody is weak
// then.
#pragma once

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

Location locate(const Case& the_case, const Evidence& evidence);

// The answer for a case that has its location.
Attribution attribute(const Case& the_case, const Evidence& evidence);

// What the answer lets the record teach. Only what is certain teaches: an exact or strong name, or
// a log of the partner's own.
Lesson lesson_of(const Case& the_case, const Evidence& evidence);

}  // namespace aobo

// What Azure's records of role assignments and delegations hold besides.
#pragma once

#include <string>

#include "simulator/writers/common.h"

namespace aobo::sim::written {

// The record of the beginning, before that of the end.
inline bool starts(const Job& job) { return job.planned.part == Part::kStart; }

// What a role assignment or a delegation is about, as the request or the response holds it; empty
// where it is about neither.
std::string assignment_body(const Job& job);
void say_assignment(const Job& job, Says& says);

}  // namespace aobo::sim::written

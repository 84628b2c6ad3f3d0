// Leave: what permits somebody had when something was done, and under which tickets it was done.
#pragma once

#include <string>
#include <vector>

#include "plugin/case/case.h"
#include "plugin/policy/history.h"

namespace aobo {

// What takes long was agreed when it was begun, whenever it ends.
TimeNs begun_at(const Case& the_case);

// The permits of this person that held then and there, and that nobody took back.
std::vector<const Permit*> leave_of(const Case& the_case, const History& history,
                                    const Person& person);

// The ticket of the record itself (a check-out, an access window, an activation); else those of the
// permits of whoever acted, and of several who may have acted those that each of them had. Sorted,
// ", " between them; whether anything asks for a ticket or not.
std::string tickets_of(const Case& the_case, const History& history);

}  // namespace aobo

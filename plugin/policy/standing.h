// Standing: by what right a partner's person acted, as of the event's time: person → group → access
// assignment → relationship with this customer → roles. Where the chain does not close there is a
// finding; where nobody told us enough to say, there is none.
#pragma once

#include <span>

#include "plugin/case/case.h"
#include "plugin/policy/history.h"

namespace aobo {

// All there are, for docs and for whoever lists them.
std::span<const Flaw> known_flaws();

// Of a case with its attribution.
Standing find_standing(const Case& the_case, const History& history);

}  // namespace aobo

// Names that a record shows and that are nobody's whom evidence can lead to.
#pragma once

#include <vector>

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

// Whether the record names the actor by a name that nobody of any directory bore then: somebody who
// came since the export, or no partner's person.
bool names_a_stranger(const Case& the_case, const Evidence& evidence);

// The same of a name in a domain in which none of these people's is.
bool names_a_stranger_elsewhere(const Case& the_case, const Evidence& evidence,
                                const std::vector<const Person*>& people);

}  // namespace aobo

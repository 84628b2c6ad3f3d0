// Whose a deed or an entry may be, as keys. Of two records that belong together one may name
// somebody, the other several of whom one it was, or nobody: before it is said of anybody that
// there is no second one, all that may be theirs is looked for.
#pragma once

#include <string>
#include <vector>

#include "plugin/case/case.h"
#include "plugin/identity/subject.h"

namespace aobo {

// Under which something is noted: whoever is named or may have been it, there; anybody of the
// partner's.
std::vector<std::string> noted_as(const Case& the_case);
std::vector<std::string> noted_as(const Subject& subject);
// Under which its counterpart is looked for. The first is acting_where.
std::vector<std::string> sought_as(const Case& the_case);
std::vector<std::string> sought_as(const Subject& subject);

}  // namespace aobo

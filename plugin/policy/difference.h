// What differs between two states of what is known beforehand, in words: who came and went, which
// relationships and scopes are new, gone or otherwise.
#pragma once

#include <string>
#include <vector>

#include "plugin/case/case.h"

namespace aobo {

// Sentences on one line, of at most a few names each: "People: 1 new ("Ada Ames"). Scopes: 1
// changed ("nights")." Empty where nothing differs.
std::string difference(const Knowledge& before, const Knowledge& after);

// The GDAP relationships that stood before and did not extend themselves, and do now: a sentence as
// above. Microsoft sends no mail when that is switched, and no log tells it.
std::string relationships_extended(const Knowledge& before, const Knowledge& after);

// What became so few that an export may have been cut off between two of its rows, which shows
// nowhere else: a sentence each.
std::vector<std::string> steep_losses(const Directory& before, const Directory& after);

}  // namespace aobo

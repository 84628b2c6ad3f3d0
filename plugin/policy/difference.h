// What differs between two states of what is known beforehand, in words: who came and went, which
// relationships and scopes are new, gone or otherwise.
#pragma once

#include <string>

#include "plugin/case/case.h"

namespace aobo {

// Sentences on one line, of at most a few names each: "People: 1 new ("Ada Ames"). Scopes: 1
// changed ("nights")." Where nothing differs it says so.
std::string difference(const Knowledge& before, const Knowledge& after);

}  // namespace aobo

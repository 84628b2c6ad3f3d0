// A span of time in words, for people.
#pragma once

#include <string>

#include "plugin/base/time.h"

namespace aobo {

// To the unit that reads best: "1 second", "90 minutes", "1 hour", "25 hours", "3 days".
std::string span_in_words(TimeNs span);

}  // namespace aobo

// What the values of options and arguments are, by the name that stands for them in help.
#pragma once

#include <string_view>

#include "simulator/manual/command_text.h"

namespace aobo::sim {

// "text|markdown" is a choice of these words; any other name must have a row here, else this is a
// CheckFailed.
ValueText value_text(std::string_view name);

}  // namespace aobo::sim

// The inputs that give the most trouble, by name, for a report: a number says that something is
// wrong, a name says where to look.
#pragma once

#include <string>

#include "plugin/pipeline/input_table.h"

namespace aobo {

// " Inputs with the most refused: /logs/a 14, /logs/b 3. Inputs that lag most: /logs/c 27 hours.
// Partitions with the most unread: audit/2 1200.", of each the three worst, the worst first; a lag
// under a minute is none. Empty where nothing is wrong.
std::string worst_inputs_in_words(const InputTable& inputs);

}  // namespace aobo

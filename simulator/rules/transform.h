// Transformers: values worked out of a field's. One that cannot be worked out is none.
#pragma once

#include "simulator/rules/compile.h"
#include "simulator/rules/event_view.h"

namespace aobo::sim {

const Cell& transformed(const Operand& operand, EventView& event);

// The items' values as one list, of a transformer's "(a.b, \"text\", c.d)"; none where one of them
// has no value. A number is its digits; of a list of numbers the first alone.
const Cell& gathered(const Operand& operand, EventView& event);

}  // namespace aobo::sim

// Transformers: values worked out of a field's. One that cannot be worked out is none.
#pragma once

#include "simulator/rules/compile.h"
#include "simulator/rules/event_view.h"

namespace aobo::sim {

const Cell& transformed(const Operand& operand, EventView& event);

}  // namespace aobo::sim

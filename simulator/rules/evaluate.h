// Evaluating a compiled condition against one event, as Falco does. A check on a field without a
// value is false whatever its operator; "not" of that check is then true.
#pragma once

#include "simulator/rules/compile.h"
#include "simulator/rules/event_view.h"

namespace aobo::sim {

bool evaluate(const Program& program, const Checks& checks, EventView& event);
bool evaluate_check(const CompiledCheck& check, EventView& event);

// The operand's values for this event; empty for none.
const Cell& value(const Operand& operand, EventView& event);

}  // namespace aobo::sim

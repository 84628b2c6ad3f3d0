// Evaluating: a compiled condition against the event at hand, as Falco means it (facts: FALCO
// §3.3). What has no value makes a check false whatever its operator; "not" of that check is then
// true.
#pragma once

#include "simulator/rules/compile.h"
#include "simulator/rules/event_view.h"

namespace aobo::sim {

bool evaluate(const Program& program, const Checks& checks, EventView& event);
bool evaluate_check(const CompiledCheck& check, EventView& event);

// The operand's values for this event; empty for none.
const Cell& value(const Operand& operand, EventView& event);

}  // namespace aobo::sim

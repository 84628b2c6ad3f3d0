// Which changes matter to a customer: who may do what, where mail goes, how people sign in, what is
// logged, what protects, what costs.
#pragma once

#include <optional>

#include "simulator/ask/event.h"
#include "simulator/customer_report/texts.h"

namespace aobo::sim {

// The operation's kind of change, if it is one that matters.
std::optional<Change> change_of(const AskedEvent& event);
// Of a role or a right whether it was given or taken; nothing where the operation does not say.
std::optional<bool> given_or_taken(const AskedEvent& event);

}  // namespace aobo::sim

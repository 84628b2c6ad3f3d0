// Demands: what of a scope a record can be held against, beside person and customer; and whether it
// can be held against anybody at all.
#pragma once

#include "plugin/case/case.h"
#include "plugin/policy/unattended.h"

namespace aobo {

struct Demands {
  bool deed = true;   // workload and operation
  bool hours = true;  // somebody chose the moment
  bool permit = true;
  // Where nobody chose it because something worked in the person's name: that.
  VerdictReason worker = {};
};

Demands demands_on(const Case& the_case, const UnattendedTokens& unattended);

// Of a sign-in: whether it may be a session that goes on by itself, for which nobody needs a
// password. The unified log does not say of a token whether somebody asked for it.
bool may_be_renewed(const Record& record);

// Why nothing is held against anybody, whoever it was; kNone where it may be.
ReasonKind why_nobody_is_asked(const Case& the_case);

}  // namespace aobo

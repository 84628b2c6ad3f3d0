// The lines that people read of the reasons of a verdict.
#pragma once

#include <string>

#include "plugin/case/reason.h"
#include "plugin/case/standing.h"

namespace aobo {

// A line, without its end; empty for a number that no kind has.
std::string text(const VerdictReason& reason);

// That a scope, or every one of those in question where none is named, lacks that much.
VerdictReason scope_lacks(Violation violation, std::string scope);

}  // namespace aobo

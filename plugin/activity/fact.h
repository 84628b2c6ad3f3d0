// Fact: what a record tells of its activity, so that it shows which record told it first. Where the
// copies of one deed may differ, such as in who it was, another value is told anew; of the rest it
// matters only that it is told at all, because each log has a spelling of its own.
#pragma once

#include <cstdint>

#include "plugin/base/fingerprint.h"
#include "plugin/case/case.h"

namespace aobo {

// Stands for what is told. 0: nothing is.
using FactPrint = std::uint32_t;

// The case is answered and judged.
FactPrint fact_of(const Case& the_case, ActivityFact fact, const FingerprintKey& key);
// Whether it is more than, or something else than, what was told before.
bool is_news(ActivityFact fact, FactPrint shown, FactPrint before);

}  // namespace aobo

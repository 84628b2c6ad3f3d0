// How far the clocks of two logs may be apart that are held against each other: a vault's, or the
// collector's of one, and the sign-in logs'.
#pragma once

#include "plugin/base/time.h"

namespace aobo {

inline constexpr TimeNs kVaultClocksDiffer = 5 * 60 * kSecondNs;

}  // namespace aobo

// The periods of derived events, as the plugin is set by default (docs/identity.md), and by how
// much they may differ.
#pragma once

#include <cstddef>

#include "plugin/base/time.h"

namespace aobo::sim::periods {

inline constexpr TimeNs kMinute = 60 * kSecondNs, kHour = 60 * kMinute, kDayLong = 24 * kHour;
inline constexpr TimeNs kSilent = kHour, kGrace = 10 * kMinute;
inline constexpr TimeNs kLookback = 28 * kHour + 5 * kMinute;  // as long as a token may be good
inline constexpr TimeNs kLongestLoan = 12 * kHour, kSpell = kHour;
// A log's habit: so long it is learned, of so many records at least.
inline constexpr TimeNs kHabitLearned = 7 * kDayLong;
inline constexpr std::size_t kHabitRecords = 10;
// The vault's clock and those of the logs, and a minute for what is told at the edge.
inline constexpr TimeNs kVaultSkew = 6 * kMinute;
// Clocks of logs may be wrong by so much.
inline constexpr TimeNs kSkew = 4 * kMinute;

}  // namespace aobo::sim::periods

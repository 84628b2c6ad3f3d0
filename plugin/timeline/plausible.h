// Which times cannot be. A record of the year 2062 would make all others late, for good where there
// is state. The machine's clock alone tells of a live input; files may be of a world whose time is
// another, so that there a record must also lie far from those around it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "plugin/base/time.h"

namespace aobo {

// Whether a time lies beyond the machine's clock. A day of grace: clocks and misread zones.
inline bool is_beyond(TimeNs time, TimeNs clock) { return time - kDayNs > clock; }

// Whether a time lies so far after another that both are not of one world: no such silence is
// between two records of all inputs together, nor between the neighbours of a peak.
inline constexpr TimeNs kFarAfter = 30 * kDayNs;
inline bool is_far_after(TimeNs time, TimeNs other) { return time - other > kFarAfter; }

// So many records near each other make a world of the future; fewer are a clock's fault. What a
// first run takes for its world's time is that of all later runs.
inline constexpr std::size_t kWorldsRecords = 8;
// So many records before a peak are the mass against which it counts as one. Of a log of a few
// records anything may be true.
inline constexpr std::uint64_t kMass = 64;

}  // namespace aobo

// Which times cannot be. A record of the year 2062 would make all others late, for good where there
// is state. The machine's clock alone tells of a live input; files may be of a world whose time is
// another, so that there a record must also lie far from those around it.
#pragma once

#include "plugin/base/time.h"

namespace aobo {

// Whether a time lies beyond the machine's clock. A day of grace: clocks and misread zones.
inline bool is_beyond(TimeNs time, TimeNs clock) { return time - kDayNs > clock; }

// Whether a time lies so far after another that both are not of one world: no such silence is
// between two records of all inputs together, nor between the neighbours of a peak.
inline bool is_far_after(TimeNs time, TimeNs other) { return time - other > 30 * kDayNs; }

}  // namespace aobo

// Points in time of a simulated world, and the ways in which Microsoft's logs write them. Written
// with <chrono> alone: what reads logs has its own code for this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/time.h"

namespace aobo::sim {

inline constexpr TimeNs kMinuteNs = 60 * kSecondNs;
inline constexpr TimeNs kHourNs = 60 * kMinuteNs;
inline constexpr TimeNs kForeverNs = INT64_MAX;

// "2026-03-02", midnight UTC.
std::optional<TimeNs> parse_date(std::string_view text);

struct CivilTime {
  int year;
  unsigned month, day, hour, minute, second, weekday;  // weekday 0 is Sunday
  std::int64_t fraction_ns;
};
CivilTime civil(TimeNs time);

// The time with all but `digits` fractional digits cut off, as a log shows it.
TimeNs cut_to(TimeNs time, int digits);

// "2026-03-02T08:00:11.1234567" with that many fractional digits, then `zone`; `separator` stands
// between date and time.
std::string iso_time(TimeNs time, int digits, std::string_view zone = "Z", char separator = 'T');
// "3/2/2026, 8:00:11.123 AM" of portal exports, "3/2/2026 8:00:11 AM" of Intune.
std::string portal_time(TimeNs time);
std::string intune_time(TimeNs time);

// From `from`, included, to `to`, not included.
struct Span {
  TimeNs from = 0;
  TimeNs to = kForeverNs;
  bool holds(TimeNs time) const { return from <= time && time < to; }
};

}  // namespace aobo::sim

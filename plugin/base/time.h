// Points in time, in nanoseconds since 1970-01-01 UTC, and the forms in which they are written
// without a doubt:
//   2023-10-24T20:01:11.9490387+00:00   0 to 9 fractional digits, Z, ±hh:mm or nothing
//   2021-05-18 21:13:33                 blank in place of T, no zone: UTC
//   1739874011                          Unix seconds (C_Iat, iat)
// Forms whose day and month could change places, and others of people's exports: base/time_forms.h.
// What is none of these is no time; a wrong guess would order events wrongly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aobo {

using TimeNs = std::int64_t;

inline constexpr TimeNs kSecondNs = 1'000'000'000;
inline constexpr TimeNs kDayNs = 86'400 * kSecondNs;

// Any of the forms above, from 1970 to 2261.
std::optional<TimeNs> parse_time(std::string_view text);

// "2026-11-23T08:49:24.123456789Z"; fractional digits only where there are any, to the last that is
// not zero.
std::string format_time(TimeNs time);

// "PT8H", "P730D", "P2Y", "P1M" (30 days), "PT1H30M", as Graph writes durations. Nanoseconds.
std::optional<TimeNs> parse_iso_duration(std::string_view text);

// "90s", "10m", "24h", "7d": how a person writes a duration in the configuration. Nanoseconds.
std::optional<TimeNs> parse_span(std::string_view text);
// The same way back, of whole seconds, as people write it: "60s", "2m", "24h", "2d".
std::string format_span(TimeNs span);

}  // namespace aobo

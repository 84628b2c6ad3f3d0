// Times as people's exports write them, beyond the forms of base/time.h:
//   /Date(1772442000000)/, /Date(1772442000000+0100)/   Windows PowerShell's ConvertTo-Json
//   1772442000, 1772442000123, 1772442000.5             Unix seconds, milliseconds; also micro- and
//                                                       nanoseconds, by their length
//   20260302T090000Z, 2026-03-02 09:00:00,123           ISO 8601's basic form, and its comma
//   02.03.2026 09:00:00                                 day.month.year
//   3/2/2026 9:00 AM +01:00, 13/02/2026 09:00           day and month in an order that only the
//                                                       file or its owner knows
//   Monday, March 2, 2026 9:00:00 AM, 2 Mar 2026 09:00  month names in English
//   2026-03-02 09:00 (UTC+01:00), (GMT+1), [UTC]        a zone in brackets, as an offset
//   2026-03-02 09:00 [Local Time], (Ortszeit)           a clock of the reader's place, whose zone
//   Mar 2, 2026 @ 09:00:00.000 (Kibana's)               only the owner knows
// Another time without a zone is UTC. Letters that several zones have (CET, EST) are no zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "plugin/base/time.h"
#include "plugin/base/zone.h"

namespace aobo {

// In which order the dates of an input name day and month. kUnasked: nobody looked yet; kUnclear:
// the input does not tell.
enum class DateOrder : std::uint8_t { kUnasked, kDayFirst, kMonthFirst, kUnclear };

struct TimeReading {
  std::optional<TimeNs> time;
  // Day and month could change places: `time` stands only where the order is known.
  bool ambiguous = false;
  // It says that it is of a local clock: `time` stands only where that clock's zone is known, and
  // the clock showed it once.
  bool local = false;
};

// `local`: the zone of times that say they are local, where it is known.
TimeReading read_time_form(std::string_view text, DateOrder order,
                           const std::optional<TimeZone>& local = std::nullopt);

// Which order the date allows alone: 13/02/2026 kDayFirst, 2/13/2026 kMonthFirst; nothing where it
// allows both or is no such date.
std::optional<DateOrder> order_of_date(std::string_view text);

}  // namespace aobo

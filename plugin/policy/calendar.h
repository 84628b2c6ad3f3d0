// Calendar: agreed hours, in the local time of a place: which days of the week, from when to when,
// which days not. Daylight saving is that of the place, by the time zone data of the machine.
//
//   calendars:
//     office: {zone: Europe/Zurich, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00",
//     except: [2026-12-25]}
//
// From is within, to is not. Hours that end before they begin (22:00 to 06:00) reach into the next
// day and belong to the day on which they began.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "plugin/base/zone.h"

namespace aobo {

class Calendar {
 public:
  struct Hours {
    std::uint8_t days = 0x7f;  // bit 0: Monday
    int from_minute = 0;
    int to_minute = 24 * 60;
    std::set<std::int32_t> except;  // days since 1970-01-01, local
    friend bool operator==(const Hours&, const Hours&) = default;
  };

  // "Europe/Zurich", "UTC"; the error says what is wrong with it.
  static Result<Calendar> make(std::string_view zone, Hours hours);

  bool holds(TimeNs time) const;
  friend bool operator==(const Calendar&, const Calendar&) = default;

  static std::optional<int> parse_minute(std::string_view text);  // "08:30", "24:00"
  static std::optional<int> parse_day(
      std::string_view text);  // "mon" 0 … "sun" 6, in any case, longer forms too
  static std::optional<std::int32_t> parse_date(std::string_view text);  // "2026-12-25"

 private:
  Calendar(TimeZone zone, Hours hours) : zone_(zone), hours_(std::move(hours)) {}
  bool open_on(std::int64_t day) const;

  TimeZone zone_;
  Hours hours_;
};

}  // namespace aobo

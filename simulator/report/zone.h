// Zone: days and times as people of one time zone write them, from the machine's time zone data
// (the IANA database). Nothing here reads the clock: "now" is handed in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "plugin/base/zone.h"

namespace aobo::sim {

inline constexpr TimeNs kOneHour = 3600 * kSecondNs;

class Zone {
 public:
  // "UTC", "Europe/Amsterdam"; an error where the machine knows no such zone.
  static Result<Zone> find(const std::string& name);

  const std::string& name() const { return name_; }
  bool is_utc() const { return name_ == "UTC"; }

  // Nanoseconds to add to UTC at that moment.
  TimeNs offset(TimeNs time) const { return zone_.offset(time); }
  // Days since 1970-01-01 on the zone's calendar, and the hour of that day.
  std::int64_t day(TimeNs time) const;
  int hour(TimeNs time) const;
  // When that day begins. Where the clock is put forward at midnight, the first moment that there
  // is.
  TimeNs midnight(std::int64_t day) const;

  std::string date(TimeNs time) const;     // "2026-03-02"
  std::string clock(TimeNs time) const;    // "09:00:11", without fractions
  std::string written(TimeNs time) const;  // "2026-03-02 09:00:11"; UTC: as format_time

  // For a machine: "2026-03-02T09:00:11+01:00", with fractions; UTC: as format_time.
  std::string stamped(TimeNs time) const;

  // A date is its first moment, or with `end` the first moment after it; "2026-03-02 09:00" and
  // "2026-03-02T09:00:00" are in this zone, with Z or ±hh:mm they are what they say; "14:30"
  // is today's; "now", "today", "yesterday", "2 days ago", "90 minutes ago" count from `now`.
  Result<TimeNs> parse(std::string_view text, TimeNs now, bool end) const;

 private:
  Zone(std::string name, TimeZone zone) : name_(std::move(name)), zone_(zone) {}

  std::string name_;
  TimeZone zone_;
};

// "2026-03-02" of days since 1970-01-01.
std::string date_text(std::int64_t day);
// 0 is Monday.
int weekday(std::int64_t day);

}  // namespace aobo::sim

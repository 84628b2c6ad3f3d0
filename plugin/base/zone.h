// TimeZone: a zone of the machine's time zone data (the IANA database), for agreed hours and for
// times that people read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/result.h"
#include "plugin/base/time.h"

namespace aobo {

class TimeZone {
 public:
  TimeZone() = default;  // UTC
  // "Europe/Zurich", "UTC"; the error says what was expected.
  static Result<TimeZone> find(std::string_view name);

  // Nanoseconds to add to UTC at that moment.
  TimeNs offset(TimeNs time) const;
  // The moment at which clocks there show `local`, nanoseconds since 1970-01-01 by their own count.
  // Of a time that there is twice the first; of one that there is not the moment of the change.
  TimeNs from_local(TimeNs local) const;
  // The only moment at which they show it; nothing where there are two or none.
  std::optional<TimeNs> only_moment(TimeNs local) const;
  // "2026-03-05 10:10:00 CET", without fractions of a second; the zone as the data abbreviates it.
  std::string written(TimeNs time) const;

  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  explicit TimeZone(const void* zone) : zone_(zone) {}

  const void* zone_ = nullptr;  // date::time_zone: lives as long as the process; null for UTC
};

}  // namespace aobo

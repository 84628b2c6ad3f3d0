#include "plugin/policy/calendar.h"

#include "plugin/base/number.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::int64_t kMinutesOfDay = 24 * 60;

}  // namespace

Result<Calendar> Calendar::make(std::string_view zone, Hours hours) {
  const auto found = TimeZone::find(zone);
  if (!found) return found.error();
  return Calendar(*found, std::move(hours));
}

bool Calendar::open_on(std::int64_t day) const {
  const std::int64_t weekday = ((day + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  return ((hours_.days >> weekday) & 1U) != 0 &&
         !hours_.except.contains(static_cast<std::int32_t>(day));
}

bool Calendar::holds(TimeNs time) const {
  const TimeNs shown = time + zone_.offset(time);
  const std::int64_t local = shown / kSecondNs - (shown % kSecondNs < 0 ? 1 : 0);
  std::int64_t day = local / 86'400;
  if (local % 86'400 < 0) --day;
  const std::int64_t minute = (local - day * 86'400) / 60;
  const bool overnight = hours_.to_minute < hours_.from_minute;
  if (!overnight) return open_on(day) && minute >= hours_.from_minute && minute < hours_.to_minute;
  return (open_on(day) && minute >= hours_.from_minute) ||
         (open_on(day - 1) && minute < hours_.to_minute);
}

std::optional<int> Calendar::parse_minute(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.size() != colon + 3) return std::nullopt;
  const auto hour = whole_number<int>(text.substr(0, colon));
  const auto minute = whole_number<int>(text.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return std::nullopt;
  const int total = *hour * 60 + *minute;
  return total <= kMinutesOfDay ? std::optional(total) : std::nullopt;
}

std::optional<int> Calendar::parse_day(std::string_view text) {
  constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
  for (int day = 0; day < 7; ++day) {
    if (text.size() >= 3 && starts_with_ignoring_case(kDays[day], text)) return day;
  }
  return std::nullopt;
}

std::optional<std::int32_t> Calendar::parse_date(std::string_view text) {
  const auto time = parse_time(std::string(text) + "T00:00:00Z");
  if (!time || text.size() != 10) return std::nullopt;
  return static_cast<std::int32_t>(*time / kDayNs);
}

}  // namespace aobo

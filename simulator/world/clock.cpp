#include "simulator/world/clock.h"

#include <fmt/format.h>

#include <chrono>

#include "plugin/base/number.h"

namespace aobo::sim {
namespace {

using std::chrono::days;
using std::chrono::nanoseconds;
using std::chrono::sys_time;

std::string clock_12(const CivilTime& civil, std::string_view fraction) {
  const unsigned hour = civil.hour % 12 == 0 ? 12 : civil.hour % 12;
  return fmt::format("{}:{:02}:{:02}{} {}", hour, civil.minute, civil.second, fraction,
                     civil.hour < 12 ? "AM" : "PM");
}

}  // namespace

std::optional<TimeNs> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = whole_number<int>(text.substr(0, 4)),
             month = whole_number<int>(text.substr(5, 2)),
             day = whole_number<int>(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::duration_cast<nanoseconds>(std::chrono::sys_days(date).time_since_epoch())
      .count();
}

CivilTime civil(TimeNs time) {
  const sys_time<nanoseconds> point{nanoseconds(time)};
  const auto day = std::chrono::floor<days>(point);
  const std::chrono::year_month_day date{day};
  const std::int64_t within = (point - day).count();
  const auto seconds = static_cast<unsigned>(within / kSecondNs);
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          seconds / 3600,
          seconds / 60 % 60,
          seconds % 60,
          std::chrono::weekday{day}.c_encoding(),
          within % kSecondNs};
}

TimeNs cut_to(TimeNs time, int digits) {
  std::int64_t unit = 1;
  for (int i = digits; i < 9; ++i) unit *= 10;
  return time - time % unit;
}

std::string iso_time(TimeNs time, int digits, std::string_view zone, char separator) {
  const CivilTime t = civil(time);
  std::string text = fmt::format("{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}", t.year, t.month, t.day,
                                 separator, t.hour, t.minute, t.second);
  if (digits > 0)
    text += '.' + fmt::format("{:09}", t.fraction_ns).substr(0, static_cast<std::size_t>(digits));
  return text.append(zone);
}

std::string portal_time(TimeNs time) {
  const CivilTime t = civil(time);
  return fmt::format("{}/{}/{}, {}", t.month, t.day, t.year,
                     clock_12(t, fmt::format(".{:03}", t.fraction_ns / 1'000'000)));
}

std::string intune_time(TimeNs time) {
  const CivilTime t = civil(time);
  return fmt::format("{}/{}/{} {}", t.month, t.day, t.year, clock_12(t, ""));
}

}  // namespace aobo::sim

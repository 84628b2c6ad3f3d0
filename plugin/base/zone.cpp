#include "plugin/base/zone.h"

#include <date/tz.h>

#include <chrono>
#include <exception>

#include "plugin/base/text.h"

namespace aobo {
namespace {

date::sys_info info_of(const void* zone, TimeNs time) {
  const std::chrono::sys_time<std::chrono::seconds> second{
      std::chrono::floor<std::chrono::seconds>(std::chrono::nanoseconds(time))};
  return static_cast<const date::time_zone*>(zone)->get_info(second);
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
  if (equal_ignoring_case(name, "utc")) return TimeZone();
  try {
    // Two plugins may begin at once; the first reads the zones, and the others see all of it.
    // (date::tzdb's own locate_zone would do, but Debian's shared library does not export it.)
    [[maybe_unused]] static const date::tzdb& zones = date::get_tzdb();
    return TimeZone(date::locate_zone(std::string(name)));
  } catch (const std::exception&) {
    return Error{"zone \"" + printable(name, 80) +
                 "\" is not in this machine's time zone data (/usr/share/zoneinfo); expected a "
                 "name like Europe/Zurich or UTC"};
  }
}

TimeNs TimeZone::offset(TimeNs time) const {
  return zone_ == nullptr ? 0 : info_of(zone_, time).offset.count() * kSecondNs;
}

TimeNs TimeZone::from_local(TimeNs local) const {
  if (zone_ == nullptr) return local;
  using Nanoseconds = std::chrono::nanoseconds;
  const auto moment = static_cast<const date::time_zone*>(zone_)->to_sys(
      date::local_time<Nanoseconds>(Nanoseconds(local)), date::choose::earliest);
  return moment.time_since_epoch().count();
}

std::optional<TimeNs> TimeZone::only_moment(TimeNs local) const {
  if (zone_ == nullptr) return local;
  const date::local_seconds second{
      std::chrono::floor<std::chrono::seconds>(std::chrono::nanoseconds(local))};
  const auto info = static_cast<const date::time_zone*>(zone_)->get_info(second);
  if (info.result != date::local_info::unique) return std::nullopt;
  return local - info.first.offset.count() * kSecondNs;
}

std::string TimeZone::written(TimeNs time) const {
  TimeNs local = time + offset(time);
  local -= ((local % kSecondNs) + kSecondNs) % kSecondNs;
  std::string text = format_time(local);
  text.pop_back();
  text[text.find('T')] = ' ';
  return text + " " + (zone_ == nullptr ? std::string("UTC") : info_of(zone_, time).abbrev);
}

}  // namespace aobo

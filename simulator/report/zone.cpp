#include "simulator/report/zone.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <optional>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

std::int64_t floor_days(TimeNs time) {
  return time >= 0 ? time / kDayNs : -((-time + kDayNs - 1) / kDayNs);
}

struct Unit {
  std::string_view name;
  TimeNs length;
};
constexpr Unit kUnits[] = {{"second", kSecondNs},
                           {"minute", 60 * kSecondNs},
                           {"hour", kOneHour},
                           {"day", kDayNs},
                           {"week", 7 * kDayNs}};
constexpr std::int64_t kMostUnits = 10'000;

// "2 days ago"; nothing where it is none.
std::optional<TimeNs> ago(std::string_view text, TimeNs now) {
  constexpr std::string_view kAgo = " ago";
  if (!text.ends_with(kAgo)) return std::nullopt;
  text.remove_suffix(kAgo.size());
  std::int64_t count = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    count = count * 10 + (text[at] - '0');
    if (count > kMostUnits) return std::nullopt;
  }
  if (at == 0) return std::nullopt;
  std::string_view name = trimmed(text.substr(at));
  if (name.ends_with('s')) name.remove_suffix(1);
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return now - count * unit.length;
  }
  return std::nullopt;
}

bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kForm[i] == '0' ? (text[i] < '0' || text[i] > '9') : text[i] != '-') return false;
  }
  return true;
}

// 14:30 or 14:30:05
bool is_clock(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (i % 3 == 2 ? text[i] != ':' : !digit) return false;
  }
  return true;
}

bool has_its_zone(std::string_view text) {
  constexpr std::size_t kDate = 10;
  return text.ends_with('Z') || text.ends_with('z') ||
         (text.size() > kDate && text.find_first_of("+-", kDate) != std::string_view::npos);
}

}  // namespace

Result<Zone> Zone::find(const std::string& name) {
  if (equal_ignoring_case(name, "utc") || name == "Z") return Zone("UTC", TimeZone());
  const auto zone = TimeZone::find(name);
  if (zone) return Zone(name, *zone);
  return Error{fmt::format(
      "--tz: no time zone \"{}\" on this machine; names are those of the IANA database, like "
      "Europe/Amsterdam or UTC",
      printable(name, 60))};
}

std::int64_t Zone::day(TimeNs time) const { return floor_days(time + offset(time)); }

int Zone::hour(TimeNs time) const {
  const TimeNs local = time + offset(time);
  return static_cast<int>((local - floor_days(local) * kDayNs) / kOneHour);
}

TimeNs Zone::midnight(std::int64_t day) const { return zone_.from_local(day * kDayNs); }

std::string Zone::date(TimeNs time) const { return date_text(day(time)); }

std::string Zone::clock(TimeNs time) const {
  const TimeNs local = time + offset(time);
  const std::int64_t second = (local - floor_days(local) * kDayNs) / kSecondNs;
  return fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
}

std::string Zone::written(TimeNs time) const {
  return is_utc() ? format_time(time) : date(time) + " " + clock(time);
}

std::string Zone::stamped(TimeNs time) const {
  std::string text = format_time(time + offset(time));
  if (is_utc()) return text;
  text.pop_back();  // Z
  const std::int64_t minutes = offset(time) / (60 * kSecondNs);
  return text + fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                            std::abs(minutes) % 60);
}

Result<TimeNs> Zone::parse(std::string_view text, TimeNs now, bool end) const {
  text = trimmed(text);
  if (text == "now") return now;
  if (text == "today") return midnight(day(now) + (end ? 1 : 0));
  if (text == "yesterday") return midnight(day(now) - (end ? 0 : 1));
  if (const auto time = ago(text, now)) return *time;
  const bool date = is_date(text);
  std::string full(text);
  if (is_clock(text)) full.insert(0, date_text(day(now)) + "T");
  if (date) full += "T00:00:00";
  if (full.size() > 10 && full[10] == ' ') full[10] = 'T';
  if (full.size() == 16) full += ":00";  // without seconds
  const auto time = parse_time(full);
  if (!time) {
    return Error{fmt::format(
        "no time: \"{}\"; expected a date (2026-03-02), a time (2026-03-02 14:30, with Z or +01:00 "
        "where it is not of --tz; 14:30 is today's), now, today, yesterday, or a span like \"2 "
        "days "
        "ago\"",
        printable(text, 60))};
  }
  if (has_its_zone(full)) return *time;
  return date ? midnight(floor_days(*time) + (end ? 1 : 0)) : zone_.from_local(*time);
}

std::string date_text(std::int64_t day) { return format_time(day * kDayNs).substr(0, 10); }

int weekday(std::int64_t day) {
  constexpr std::int64_t kThursday = 3;  // 1970-01-01
  return static_cast<int>(((day + kThursday) % 7 + 7) % 7);
}

}  // namespace aobo::sim

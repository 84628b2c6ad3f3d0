#include "plugin/base/time_forms.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <limits>

#include "plugin/base/key.h"
#include "plugin/base/number.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::size_t kLongest = 96;  // "… GMT+0100 (Central European Standard Time)"

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// A number of at most `most` digits at the head of `text`, which is taken off; nothing where there
// is none.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t most) {
  std::size_t size = 0;
  std::int64_t value = 0;
  while (size < text.size() && size < most && is_digit(text[size]))
    value = value * 10 + (text[size++] - '0');
  if (size == 0) return std::nullopt;
  text.remove_prefix(size);
  return value;
}

bool take(std::string_view& text, char byte) {
  if (text.empty() || text.front() != byte) return false;
  text.remove_prefix(1);
  return true;
}

void skip_blanks(std::string_view& text) {
  for (;;) {
    if (take(text, ' ') || take(text, ',')) continue;
    if (text.starts_with("\xe2\x80\xaf") || text.starts_with("\xc2\xa0")) {  // before AM and PM
      text.remove_prefix(text[0] == '\xe2' ? 3 : 2);
      continue;
    }
    return;
  }
}

struct Date {
  std::int64_t year = 0, month = 0, day = 0;
};

struct Clock {
  std::int64_t hour = 0, minute = 0, second = 0;
  std::string fraction;  // ".5", or empty
};

// "9:00", "09:00:00.123", then " AM", "PM" or nothing.
std::optional<Clock> take_clock(std::string_view& text) {
  Clock clock;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute) return std::nullopt;
  clock.hour = *hour;
  clock.minute = *minute;
  if (take(text, ':')) {
    const auto second = take_number(text, 2);
    if (!second) return std::nullopt;
    clock.second = *second;
    const bool comma = text.size() > 1 && text[0] == ',' && is_digit(text[1]);
    if (take(text, '.') || (comma && take(text, ','))) {
      const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
      if (size == 0) return std::nullopt;
      clock.fraction = '.' + std::string(text.substr(0, size));
      text.remove_prefix(size);
    }
  }
  skip_blanks(text);
  const bool am = starts_with_ignoring_case(text, "am");
  const bool pm = starts_with_ignoring_case(text, "pm");
  if (am || pm) {
    text.remove_prefix(2);
    if (clock.hour < 1 || clock.hour > 12) return std::nullopt;
    clock.hour = clock.hour % 12 + (pm ? 12 : 0);
  }
  return clock;
}

// What a clock showed, and where that was: UTC, or a place that is not said.
struct Shown {
  TimeNs time = 0;
  bool local = false;
};
using Reading = std::optional<Shown>;

Reading in_utc(const std::optional<TimeNs>& time) {
  return time ? Reading({*time, false}) : std::nullopt;
}

// How exports in the portals' languages mark a time of the reader's own clock, folded.
constexpr std::string_view kLocal[] = {
    "local",        "localtime",       "ortszeit",  "lokalzeit", "lokalezeit", "lokaal",
    "lokaletijd",   "heurelocale",     "horalocal", "oralocale", "lokaltid",   "lokaltidspunkt",
    "czaslokalny",  "paikallinenaika", "yerelsaat", "helyiidő",  "místníčas",  "местноевремя",
    "ローカル時刻", "現地時間",        "本地时间",  "当地时间",  "現地時刻",   "현지시간",
};

// "UTC+01:00", "GMT+1", "+0100", "UTC", "Z", as parse_time has it; nothing where it is another
// zone, or none.
std::optional<std::string> offset_of(std::string_view zone) {
  if (equal_ignoring_case(zone, "Z") || equal_ignoring_case(zone, "UTC") ||
      equal_ignoring_case(zone, "GMT") || equal_ignoring_case(zone, "coordinated universal time"))
    return "Z";
  if (zone.starts_with("UTC") || zone.starts_with("GMT")) zone = trimmed(zone.substr(3));
  if (zone.empty() || (zone.front() != '+' && zone.front() != '-')) return std::nullopt;
  std::string_view rest = zone.substr(1);
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits > 2) return std::string(zone);
  const auto hours = take_number(rest, 2);
  if (!hours) return std::nullopt;
  return fmt::format("{}{:02}{}", zone.front(), *hours, rest.empty() ? ":00" : rest);
}

// What stands behind a clock: a zone, what describes it in brackets, or nothing for UTC. Where
// nothing stands before the brackets they hold the zone: "(UTC-05:00) Eastern Time (US & Canada)".
// The whole is written in the form that parse_time reads, which checks every number.
Reading finish(const Date& date, const Clock& clock, std::string_view rest, bool local) {
  skip_blanks(rest);
  const std::size_t open = std::min(rest.find_first_of("(["), rest.size());
  std::string_view zone = trimmed(rest.substr(0, open));
  if (zone.empty() && open < rest.size()) {
    rest.remove_prefix(open + 1);
    const std::size_t close = rest.find_first_of(")]");
    if (close == std::string_view::npos) return std::nullopt;
    zone = trimmed(rest.substr(0, close));
    if (zone.empty()) return std::nullopt;
  }
  std::optional<std::string> offset = "Z";
  if (is_folded_of_any(kLocal, zone)) {
    local = true;
  } else if (!zone.empty()) {
    offset = offset_of(zone);
    local = false;
    if (!offset) return std::nullopt;
  }
  const auto time = parse_time(fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{}"),
                                           date.year, date.month, date.day, clock.hour,
                                           clock.minute, clock.second, clock.fraction, *offset));
  return time ? Reading({*time, local}) : std::nullopt;
}

Reading with_clock(const Date& date, std::string_view rest) {
  skip_blanks(rest);
  const bool kibana = take(rest, '@');  // writes the clock of the browser or the space
  if (kibana) skip_blanks(rest);
  take(rest, 'T');
  const auto clock = take_clock(rest);
  return clock ? finish(date, *clock, rest, kibana) : std::nullopt;
}

struct Numeric {
  std::int64_t first = 0, second = 0, year = 0;
  char separator = '/';
  bool may_be_year = false;  // what stands first, as in "26/03/02"
  std::string_view rest;
};

// "3/2/2026 …", "02.03.2026 …", "02-03-2026 …"; of this century also "3/2/26 …", "02.03.26 …".
std::optional<Numeric> numeric_date(std::string_view text) {
  const std::string_view whole = text;
  Numeric date;
  const auto first = take_number(text, 2);
  if (!first || text.empty()) return std::nullopt;
  date.separator = text.front();
  if (date.separator != '/' && date.separator != '.' && date.separator != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto second = take_number(text, 2);
  if (!second || !take(text, date.separator)) return std::nullopt;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::size_t before = whole.size() - text.size();
  const auto year = take_number(text, 4);
  const bool is_short = digits == 2 && date.separator != '-';
  if (!year || (digits != 4 && !is_short)) return std::nullopt;
  date.first = *first;
  date.second = *second;
  date.year = is_short ? 2000 + *year : *year;
  // Programs that write the year first have two digits of each: then neither is certain.
  constexpr std::size_t kTwoOfEach = 6;  // with what separates them
  date.may_be_year = is_short && before == kTwoOfEach && date.first >= 20;
  date.rest = text;
  return date;
}

// Points never separate month and day in that order.
std::optional<DateOrder> order_of(const Numeric& date) {
  if (date.separator == '.') return DateOrder::kDayFirst;
  if (date.may_be_year) return std::nullopt;
  if (date.first > 12 && date.second <= 12) return DateOrder::kDayFirst;
  if (date.second > 12 && date.first <= 12) return DateOrder::kMonthFirst;
  if (date.first == date.second) return DateOrder::kMonthFirst;  // the same either way
  return std::nullopt;
}

struct NumericReading {
  Reading shown;
  bool ambiguous = false;
};

NumericReading read_numeric(const Numeric& date, DateOrder order) {
  const auto own = order_of(date);
  if (own) order = *own;
  if (order != DateOrder::kDayFirst && order != DateOrder::kMonthFirst) {
    // Ambiguous only where it would be a time at all.
    const bool is_time = with_clock({date.year, date.first, date.second}, date.rest) ||
                         with_clock({date.year, date.second, date.first}, date.rest);
    return {std::nullopt, is_time};
  }
  const bool day_first = order == DateOrder::kDayFirst;
  const Date read{date.year, day_first ? date.second : date.first,
                  day_first ? date.first : date.second};
  return {with_clock(read, date.rest), false};
}

// "/Date(1772442000000+0100)/": milliseconds of UTC; the zone is the writer's and changes nothing.
std::optional<TimeNs> read_json_date(std::string_view text) {
  if (!text.starts_with("/Date(") || !text.ends_with(")/")) return std::nullopt;
  text = text.substr(6, text.size() - 8);
  const auto milliseconds = take_number(text, 13);
  if (!milliseconds) return std::nullopt;
  const bool zone = text.size() == 5 && (text[0] == '+' || text[0] == '-') &&
                    text.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!text.empty() && !zone) return std::nullopt;
  return *milliseconds * 1'000'000;
}

// Seconds of 9 or 10 digits, with or without a fraction, milliseconds of 12 or 13, microseconds of
// 16, nanoseconds of 19. Of 17 and 18 are the ticks of Windows and .NET, which count from
// elsewhere.
std::optional<TimeNs> read_unix(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string_view rest = text;
  const bool coarse = digits == 9 || digits == 10 || digits == 12 || digits == 13;
  if (!coarse && digits != 16 && digits != 19) return std::nullopt;
  const TimeNs unit_ns = digits > 16   ? 1
                         : digits > 13 ? 1'000
                         : digits > 10 ? 1'000'000
                                       : kSecondNs;
  const auto number = whole_number<std::int64_t>(text.substr(0, digits));
  if (!number || *number > std::numeric_limits<TimeNs>::max() / unit_ns)
    return std::nullopt;  // beyond the year 2262
  rest.remove_prefix(digits);
  TimeNs time = *number * unit_ns;
  if (rest.empty()) return time;
  if (digits > 10 || !take(rest, '.')) return std::nullopt;
  std::int64_t unit = kSecondNs;
  for (const char c : rest) {
    if (!is_digit(c)) return std::nullopt;
    unit /= 10;
    time += unit * (c - '0');
  }
  return time;
}

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

// The place of a name, or of its first three letters or more, in a list, from 1; 0 where it has
// none.
template <std::size_t N>
std::int64_t place_of(std::string_view word, const std::array<std::string_view, N>& names) {
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < N; ++i) {
    if (starts_with_ignoring_case(names[i], word)) return static_cast<std::int64_t>(i + 1);
  }
  return 0;
}

std::string_view take_word(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && to_lower(text[size]) >= 'a' && to_lower(text[size]) <= 'z') ++size;
  const std::string_view word = text.substr(0, size);
  text.remove_prefix(size);
  return word;
}

void skip_separator(std::string_view& text) {
  for (const char separator : {'-', '.', '/'}) take(text, separator);
}

// A date with its month's name; the weekday before it says nothing. Also ctime's
// "Mon Mar  2 09:00:00 2026", and "02/Mar/2026:09:00:00 +0000" of web servers.
Reading read_named(std::string_view text) {
  std::string_view rest = text;
  if (place_of(take_word(rest), kDays) != 0) {
    text = rest;
    skip_blanks(text);
  }
  Date date;
  std::optional<std::int64_t> day = take_number(text, 2);
  skip_blanks(text);
  skip_separator(text);
  skip_blanks(text);
  date.month = place_of(take_word(text), kMonths);
  if (date.month == 0) return std::nullopt;
  const bool of_web_server = text.starts_with('/');
  skip_separator(text);
  skip_blanks(text);
  if (!day) day = take_number(text, 2);
  if (!day) return std::nullopt;
  date.day = *day;
  skip_blanks(text);
  std::string_view ctime = text;
  if (const auto clock = take_clock(ctime)) {
    const auto year = take_number(ctime, 4);
    if (!year) return std::nullopt;
    date.year = *year;
    return finish(date, *clock, ctime, false);
  }
  const auto year = take_number(text, 4);
  if (!year) return std::nullopt;
  date.year = *year;
  if (of_web_server) take(text, ':');
  return with_clock(date, text);
}

// "2026-03-02 09:00", "2026/03/02 09:00:00", and times of ISO that end in " UTC" or lack seconds.
Reading read_year_first(std::string_view text) {
  Date date;
  const auto year = take_number(text, 4);
  if (!year || text.empty()) return std::nullopt;
  const char separator = text.front();
  if ((separator != '-' && separator != '/') || !take(text, separator)) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, separator)) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  date = {*year, *month, *day};
  return with_clock(date, text);
}

// "20260302T090000Z", "20260302T090000.5+0100": ISO 8601's basic form.
std::optional<TimeNs> read_basic(std::string_view text) {
  if (text.size() < 15 || text[8] != 'T') return std::nullopt;
  std::string_view rest = text.substr(15);
  for (const std::size_t at : {0U, 4U, 6U, 9U, 11U, 13U}) {
    if (!is_digit(text[at]) || !is_digit(text[at + 1])) return std::nullopt;
  }
  if (!is_digit(text[2]) || !is_digit(text[3])) return std::nullopt;
  const std::string fraction(rest.substr(
      0,
      rest.starts_with('.') ? std::min(rest.find_first_not_of("0123456789", 1), rest.size()) : 0));
  return parse_time(fmt::format("{}-{}-{}T{}:{}:{}{}{}", text.substr(0, 4), text.substr(4, 2),
                                text.substr(6, 2), text.substr(9, 2), text.substr(11, 2),
                                text.substr(13, 2), fraction, rest.substr(fraction.size())));
}

// Of the forms that may say that they are local.
NumericReading read_shown(std::string_view text, DateOrder order) {
  if (const auto date = numeric_date(text)) return read_numeric(*date, order);
  if (const auto time = read_year_first(text)) return {time, false};
  return {read_named(text), false};
}

// Whatever a column in which it stands says of its times: seconds of Unix have one reading.
std::string_view without_label(std::string_view text) {
  return text.ends_with(']') ? trimmed(text.substr(0, text.rfind('['))) : text;
}

// Forms that have one reading.
Reading read_plain(std::string_view text) {
  if (text.size() >= 19 && text[4] == '-') {
    if (const auto time = parse_time(text)) return in_utc(time);
  }
  const std::string_view bare = without_label(text);
  if (const auto time = read_json_date(bare)) return in_utc(time);
  if (const auto time = read_unix(bare)) return in_utc(time);
  return in_utc(read_basic(text));
}

}  // namespace

TimeReading read_time_form(std::string_view text, DateOrder order,
                           const std::optional<TimeZone>& local) {
  text = trimmed(text);
  if (text.empty() || text.size() > kLongest) return {};
  if (const auto plain = read_plain(text)) return {plain->time};
  const auto [shown, ambiguous] = read_shown(text, order);
  if (!shown) return {std::nullopt, ambiguous};
  if (!shown->local) return {shown->time};
  return {local ? local->only_moment(shown->time) : std::nullopt, false, true};
}

std::optional<DateOrder> order_of_date(std::string_view text) {
  const auto date = numeric_date(trimmed(text));
  if (!date || date->first == date->second) return std::nullopt;
  const auto order = order_of(*date);
  const bool day_first = order == DateOrder::kDayFirst;
  if (!order || (day_first ? date->first : date->second) > 31) return std::nullopt;
  return order;
}

}  // namespace aobo

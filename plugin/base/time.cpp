#include "plugin/base/time.h"

#include <fmt/format.h>

#include <chrono>

namespace aobo {
namespace {

// A reader over the text: each step takes what it names or leaves the position where it was.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  bool take(char byte) {
    if (done() || text_[at_] != byte) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  // Between `least` and `most` digits.
  std::optional<std::int64_t> number(std::size_t least, std::size_t most) {
    std::size_t end = at_;
    std::int64_t value = 0;
    while (end < text_.size() && end - at_ < most && text_[end] >= '0' && text_[end] <= '9') {
      value = value * 10 + (text_[end++] - '0');
    }
    if (end - at_ < least) return std::nullopt;
    at_ = end;
    return value;
  }
  // "." and digits after it, as nanoseconds; digits past the ninth are dropped. 0 where there is no
  // ".".
  std::optional<std::int64_t> fraction() {
    if (!take('.')) return 0;
    std::int64_t value = 0;
    std::size_t digits = 0;
    for (; !done() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, ++digits) {
      if (digits < 9) value = value * 10 + (text_[at_] - '0');
    }
    if (digits == 0) return std::nullopt;
    for (std::size_t i = digits; i < 9; ++i) value *= 10;
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

struct Civil {
  std::int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, nanosecond = 0;
};

std::optional<TimeNs> to_time(const Civil& civil) {
  namespace chrono = std::chrono;
  if (civil.year < 1970 || civil.year > 2261 || civil.hour > 23 || civil.minute > 59 ||
      civil.second > 60)
    return std::nullopt;
  const chrono::year_month_day date{chrono::year(static_cast<int>(civil.year)),
                                    chrono::month(static_cast<unsigned>(civil.month)),
                                    chrono::day(static_cast<unsigned>(civil.day))};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = chrono::sys_days(date).time_since_epoch().count();
  return ((days * 24 + civil.hour) * 60 + civil.minute) * 60 * kSecondNs +
         civil.second * kSecondNs + civil.nanosecond;
}

// "Z", "±hh:mm", "±hhmm" or nothing (UTC), as the nanoseconds to take away.
std::optional<TimeNs> zone(Scanner& in) {
  if (in.done() || in.take('Z') || in.take('z')) return 0;
  const bool plus = in.take('+');
  if (!plus && !in.take('-')) return std::nullopt;
  const auto hours = in.number(2, 2);
  in.take(':');
  const auto minutes = in.number(2, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const TimeNs offset = (*hours * 60 + *minutes) * 60 * kSecondNs;
  return plus ? offset : -offset;
}

bool clock(Scanner& in, Civil& civil, std::size_t hour_digits) {
  const auto hour = in.number(hour_digits, 2);
  if (!hour || !in.take(':')) return false;
  const auto minute = in.number(2, 2);
  if (!minute || !in.take(':')) return false;
  const auto second = in.number(2, 2);
  if (!second) return false;
  const auto nanosecond = in.fraction();
  if (!nanosecond) return false;
  civil.hour = *hour;
  civil.minute = *minute;
  civil.second = *second;
  civil.nanosecond = *nanosecond;
  return true;
}

std::optional<TimeNs> parse_iso(std::string_view text) {
  Scanner in(text);
  Civil t;
  const auto year = in.number(4, 4);
  if (!year || !in.take('-')) return std::nullopt;
  const auto month = in.number(2, 2);
  if (!month || !in.take('-')) return std::nullopt;
  const auto day = in.number(2, 2);
  if (!day || !(in.take('T') || in.take(' ') || in.take('t'))) return std::nullopt;
  t.year = *year;
  t.month = *month;
  t.day = *day;
  if (!clock(in, t, 2)) return std::nullopt;
  in.take(' ');
  const auto offset = zone(in);
  const auto time = to_time(t);
  if (!offset || !time || !in.done()) return std::nullopt;
  return *time - *offset;
}

std::optional<TimeNs> parse_unix(std::string_view text) {
  Scanner in(text);
  const auto seconds = in.number(9, 10);
  return seconds && in.done() ? std::optional(*seconds * kSecondNs) : std::nullopt;
}

}  // namespace

std::optional<TimeNs> parse_time(std::string_view text) {
  if (text.size() >= 19 && text[4] == '-') return parse_iso(text);
  return parse_unix(text);
}

std::string format_time(TimeNs time) {
  namespace chrono = std::chrono;
  const chrono::sys_time<chrono::nanoseconds> point{chrono::nanoseconds(time)};
  const auto midnight = chrono::floor<chrono::days>(point);
  const chrono::year_month_day date(midnight);
  const chrono::hh_mm_ss clock(point - midnight);
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (const auto nanoseconds = clock.subseconds().count(); nanoseconds != 0) {
    text += fmt::format(".{:09}", nanoseconds);
    while (text.back() == '0') text.pop_back();
  }
  return text + 'Z';
}

std::optional<TimeNs> parse_iso_duration(std::string_view text) {
  Scanner in(text);
  if (!in.take('P') || in.done()) return std::nullopt;
  TimeNs total = 0;
  bool clock_part = false;
  while (!in.done()) {
    if (in.take('T')) {
      if (clock_part || in.done()) return std::nullopt;
      clock_part = true;
      continue;
    }
    const auto count = in.number(1, 6);
    if (!count) return std::nullopt;
    TimeNs unit = 0;
    if (clock_part) {
      unit = in.take('H')   ? 3600 * kSecondNs
             : in.take('M') ? 60 * kSecondNs
             : in.take('S') ? kSecondNs
                            : 0;
    } else {
      unit = in.take('Y')   ? 365 * kDayNs
             : in.take('M') ? 30 * kDayNs
             : in.take('W') ? 7 * kDayNs
             : in.take('D') ? kDayNs
                            : 0;
    }
    TimeNs part = 0;
    if (unit == 0 || __builtin_mul_overflow(*count, unit, &part) ||
        __builtin_add_overflow(total, part, &total)) {
      return std::nullopt;
    }
  }
  return total;
}

std::optional<TimeNs> parse_span(std::string_view text) {
  Scanner in(text);
  const auto count = in.number(1, 6);
  if (!count) return std::nullopt;
  const TimeNs unit = in.take('s')   ? kSecondNs
                      : in.take('m') ? 60 * kSecondNs
                      : in.take('h') ? 3600 * kSecondNs
                      : in.take('d') ? kDayNs
                                     : 0;
  TimeNs span = 0;
  if (unit == 0 || !in.done() || __builtin_mul_overflow(*count, unit, &span)) return std::nullopt;
  return span;
}

std::string format_span(TimeNs span) {
  struct Unit {
    TimeNs ns, least;
    char letter;
  };
  constexpr TimeNs kOneMinute = 60 * kSecondNs, kOneHour = 60 * kOneMinute;
  for (const Unit& unit : {Unit{kDayNs, 2 * kDayNs, 'd'}, Unit{kOneHour, kOneHour, 'h'},
                           Unit{kOneMinute, 2 * kOneMinute, 'm'}}) {
    if (span >= unit.least && span % unit.ns == 0)
      return std::to_string(span / unit.ns) + unit.letter;
  }
  return std::to_string(span / kSecondNs) + 's';
}

}  // namespace aobo

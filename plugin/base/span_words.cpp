#include "plugin/base/span_words.h"

#include <string_view>

namespace aobo {

std::string span_in_words(TimeNs span) {
  struct Unit {
    TimeNs ns;
    std::string_view name;
  };
  constexpr TimeNs kOneMinute = 60 * kSecondNs, kOneHour = 60 * kOneMinute;
  const auto words = [](TimeNs count, std::string_view unit) {
    return std::to_string(count) + " " + std::string(unit) + (count == 1 ? "" : "s");
  };
  for (const Unit& unit :
       {Unit{kDayNs, "day"}, Unit{kOneHour, "hour"}, Unit{kOneMinute, "minute"}}) {
    if (span >= 2 * unit.ns || span == unit.ns) return words(span / unit.ns, unit.name);
  }
  return words(span / kSecondNs, "second");
}

}  // namespace aobo

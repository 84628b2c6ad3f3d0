#include <fmt/format.h>

#include <algorithm>

#include "simulator/customer_report/html.h"
#include "simulator/customer_report/page.h"

namespace aobo::sim {
namespace {

constexpr int kSquare = 20, kLeft = 120, kTop = 24, kHours = 24;
constexpr std::size_t kMostDays = 62;  // rows; days without records have none

// Of a light and a dark blue, five steps.
constexpr std::string_view kShades[] = {"#cfe3f1", "#9cc3de", "#5f9cc4", "#2f73a3", "#1b4965"};

std::size_t shade(std::uint64_t records, std::uint64_t most) {
  return most <= 1 ? 2
                   : std::min<std::size_t>(std::size(kShades) - 1,
                                           (records - 1) * std::size(kShades) / most);
}

std::string square(const Texts& texts, const HourFacts& hour, int value, int other,
                   std::uint64_t most) {
  std::string out;
  if (hour.records > 0)
    out += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"18\" height=\"18\" fill=\"{}\"{}><title>{}</title></rect>",
        value + 1, other + 1, kShades[shade(hour.records, most)],
        hour.outside > 0 ? " stroke=\"#9b1c1c\" stroke-width=\"3\"" : "",
        number_text(texts, hour.records));
  if (hour.silent > 0)
    out += fmt::format(
        "<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"#fff\" stroke=\"#1b1b1b\" "
        "stroke-width=\"2\"/>",
        value + 10, other + 10);
  return out;
}

// Hours that follow one another are one piece.
std::string hatched(const CustomerFacts& facts, std::int64_t day, int top) {
  std::string out;
  for (int hour = 0; hour < kHours; ++hour) {
    const int from = hour;
    while (hour < kHours && facts.hours_not_agreed.contains({day, hour})) ++hour;
    if (hour > from)
      out += fmt::format(
          "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" fill=\"url(#not-agreed)\"/>",
          kLeft + from * kSquare + 1, top + 1, (hour - from) * kSquare - 2);
  }
  return out;
}

constexpr std::string_view kHatch =
    "<defs><pattern id=\"not-agreed\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><path d=\"M0 0V5\" stroke=\"#767676\" "
    "stroke-width=\"2\"/></pattern></defs>\n";

}  // namespace

std::string heat_strip(const CustomerFacts& facts, const PageOptions& options) {
  std::vector<std::int64_t> days;
  std::uint64_t most = 1;
  for (const auto& [place, hour] : facts.hours) {
    if (days.empty() || days.back() != place.first) days.push_back(place.first);
    most = std::max(most, hour.records);
  }
  const std::size_t all = days.size();
  if (days.size() > kMostDays)
    days.erase(days.begin(), days.end() - static_cast<std::ptrdiff_t>(kMostDays));
  const int height = kTop + static_cast<int>(days.size()) * kSquare;
  const Texts& texts = *options.texts;
  const std::string caption =
      filled(texts.when_caption,
             {Filling(texts, facts.records), Filling(texts, all), options.zone->name()});
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\" "
      "font-size=\"11\" font-family=\"sans-serif\">\n",
      kLeft + kHours * kSquare, height, kLeft + kHours * kSquare, height, html_text(caption));
  if (!facts.hours_not_agreed.empty()) out += kHatch;
  for (int hour = 0; hour < kHours; hour += 3)
    out += fmt::format("<text x=\"{}\" y=\"16\">{:02}</text>", kLeft + hour * kSquare, hour);
  int y = kTop;
  for (const std::int64_t day : days) {
    out +=
        fmt::format("\n<text x=\"0\" y=\"{}\">{} {}</text>", y + 14,
                    texts.days[static_cast<std::size_t>(weekday(day))],
                    html_text(short_day_text(texts, *options.zone, options.zone->midnight(day))));
    out += hatched(facts, day, y);
    for (int hour = 0; hour < kHours; ++hour) {
      const auto found = facts.hours.find({day, hour});
      if (found != facts.hours.end())
        out += square(texts, found->second, kLeft + hour * kSquare, y, most);
    }
    y += kSquare;
  }
  out += "</svg>\n<p>" + html_text(caption) + "</p>\n";
  if (days.size() == all) return out;
  return out + "<p>" + html_text(filled(texts.when_cut, {Filling(texts, days.size())})) + "</p>\n";
}

}  // namespace aobo::sim

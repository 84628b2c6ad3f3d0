#include "simulator/rules/session_reader.h"

#include <fmt/chrono.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "plugin/base/time.h"

namespace aobo::sim {
namespace {

// "2026-03-02T08:00:11"
std::string to_the_second(std::uint64_t time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}",
                     fmt::gmtime(static_cast<std::time_t>(time / kSecondNs)));
}

std::string nanoseconds(std::uint64_t time) {
  const std::string digits = std::to_string(time % kSecondNs);
  return std::string(9 - digits.size(), '0') + digits;
}

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof(name) - 1) == 0 ? name : "";
}

}  // namespace

void SessionReader::read(const Column& column, std::size_t number, Cell& into) {
  while (kept_.size() <= number) kept_.emplace_back();
  std::string& kept = kept_[number];
  kept.clear();
  if (column.field->fact != EventFact::kNone) return read_fact(column.field->fact, into, kept);
  session_.read(column.query, cell_);
  into.numbers = cell_.numbers;
  for (const std::string_view text : cell_.texts) kept += text;
  std::size_t at = 0;
  for (const std::string_view text : cell_.texts) {
    into.texts.push_back(std::string_view(kept).substr(at, text.size()));
    at += text.size();
  }
}

std::optional<std::uint64_t> SessionReader::number_of(EventFact fact) const {
  const std::uint64_t time = session_.event_time_ns();
  if (first_time_ == 0) first_time_ = time;
  const std::uint64_t since = time - std::min(time, first_time_);
  using enum EventFact;
  switch (fact) {
    case kNumber:
      return session_.event_number();
    case kRawTime:
      return time;
    case kRawTimeSeconds:
      return time / kSecondNs;
    case kRawTimeRest:
      return time % kSecondNs;
    case kRelTime:
      return since;
    case kRelTimeSeconds:
      return since / kSecondNs;
    case kRelTimeRest:
      return since % kSecondNs;
    case kIsAsync:
      return 0;
    default:
      return std::nullopt;
  }
}

std::string SessionReader::text_of(EventFact fact) const {
  const std::uint64_t time = session_.event_time_ns();
  const std::string second = to_the_second(time), date = second.substr(0, 10),
                    clock = second.substr(11);
  using enum EventFact;
  switch (fact) {
    case kTime:
      return clock + "." + nanoseconds(time);
    case kTimeSeconds:
      return clock;
    case kTimeIso:
      return second + "." + nanoseconds(time) + "+0000";
    case kDateTime:
      return date + " " + clock + "." + nanoseconds(time);
    case kDateTimeSeconds:
      return date + " " + clock;
    case kPluginName:
      return session_.plugin_name();
    case kPluginInfo:
      return std::string(session_.event_text());
    case kSource:
      return schema_.source();
    case kHostname:
      return host_name();
    default:
      return {};
  }
}

void SessionReader::read_fact(EventFact fact, Cell& into, std::string& kept) const {
  if (const auto number = number_of(fact)) {
    into.numbers.push_back(*number);
    return;
  }
  kept = text_of(fact);
  if (!kept.empty()) into.texts.push_back(kept);
}

}  // namespace aobo::sim

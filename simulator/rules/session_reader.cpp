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

void SessionReader::read_fact(EventFact fact, Cell& into, std::string& kept) const {
  const std::uint64_t time = session_.event_time_ns();
  if (first_time_ == 0) first_time_ = time;
  const std::string second = to_the_second(time), date = second.substr(0, 10),
                    clock = second.substr(11);
  const std::uint64_t since = time - std::min(time, first_time_);
  using enum EventFact;
  switch (fact) {
    case kNumber:
      into.numbers.push_back(session_.event_number());
      return;
    case kRawTime:
      into.numbers.push_back(time);
      return;
    case kRawTimeSeconds:
      into.numbers.push_back(time / kSecondNs);
      return;
    case kRawTimeRest:
      into.numbers.push_back(time % kSecondNs);
      return;
    case kRelTime:
      into.numbers.push_back(since);
      return;
    case kRelTimeSeconds:
      into.numbers.push_back(since / kSecondNs);
      return;
    case kRelTimeRest:
      into.numbers.push_back(since % kSecondNs);
      return;
    case kIsAsync:
      into.numbers.push_back(0);
      return;
    case kTime:
      kept = clock + "." + nanoseconds(time);
      break;
    case kTimeSeconds:
      kept = clock;
      break;
    case kTimeIso:
      kept = second + "." + nanoseconds(time) + "+0000";
      break;
    case kDateTime:
      kept = date + " " + clock + "." + nanoseconds(time);
      break;
    case kDateTimeSeconds:
      kept = date + " " + clock;
      break;
    case kPluginName:
      kept = session_.plugin_name();
      break;
    case kPluginInfo:
      kept = session_.event_text();
      break;
    case kSource:
      kept = schema_.source();
      break;
    case kHostname:
      kept = host_name();
      break;
    default:
      return;
  }
  if (!kept.empty()) into.texts.push_back(kept);
}

}  // namespace aobo::sim

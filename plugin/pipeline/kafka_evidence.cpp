// KafkaFeed: what records wait for. A customer's record is held for the evidence that is written
// until its time is over; and a busy machine, or a slow broker, may have that read only later. So
// brokers are asked where the topics that are read whole end, once a second while something waits,
// and time goes on for what is held as far as these were read. Rejected: to go by what was fetched
// last; what librdkafka knows of an end may be as old as the fetch that told it.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/pipeline/kafka_feed.h"

namespace aobo {
namespace {

constexpr TimeNs kAskEach = kSecondNs;
constexpr TimeNs kAnswerTakes = 30 * kSecondNs;  // nobody waits longer, as in kafka_feed.cpp

}  // namespace

bool KafkaFeed::anything_waits() const {
  return std::ranges::any_of(by_input_, [](const auto& one) { return !one.second->all_done(); });
}

bool KafkaFeed::is_waited_for(const Reading& reading) const {
  return bounds_.for_evidence && !reading.of.shared && reading.of.follow && reading.assigned;
}

void KafkaFeed::look_for_ends(Reading& reading) {
  if (!is_waited_for(reading)) return;
  if (auto ends = reading.of.consumer->take_ends()) reading.ends = std::move(*ends);
  const bool read = std::ranges::all_of(reading.ends, [&](const PartitionOffset& end) {
    const auto lane = reading.lanes.find(end.of);
    return lane == reading.lanes.end() || lane->second->next() >= end.offset;
  });
  if (read && !reading.ends.empty()) {
    reading.ends.clear();
    reading.known_until = reading.asked_at;
    evidence_noted_ = false;
  }
  const TimeNs now = clock_();
  if (!reading.answered() && now - reading.asked_at > kAnswerTakes &&
      !std::exchange(evidence_noted_, true))
    calls_.notice(
        fmt::format("topics that are read whole were not read to their end for {} seconds; others "
                    "go on without what is missing there, and records may lack its evidence",
                    kAnswerTakes / kSecondNs));
  if (!reading.answered() || now - reading.asked_at < kAskEach || !anything_waits()) return;
  reading.asked_at = now;
  reading.of.consumer->ask_ends();
}

// For how long it is not known whether all that was there is read.
TimeNs KafkaFeed::unanswered() const {
  TimeNs longest = 0;
  for (const Reading& reading : readings_) {
    if (!reading.answered()) longest = std::max(longest, clock_() - reading.asked_at);
  }
  return longest;
}

TimeNs KafkaFeed::known_until(TimeNs now) const {
  TimeNs known = now;
  for (const Reading& reading : readings_) {
    if (!is_waited_for(reading)) continue;
    known = std::min(known, std::max(reading.known_until, now - kAnswerTakes));
  }
  return known;
}

std::optional<TimeNs> KafkaFeed::waiting_behind(TimeNs time) const {
  std::optional<TimeNs> first;
  for (const auto& [input, lane] : by_input_) {
    const auto its = lane->first_behind(time);
    if (its) first = std::min(first.value_or(*its), *its);
  }
  return first;
}

}  // namespace aobo

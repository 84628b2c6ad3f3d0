// KafkaFeed: partitions that go to another worker. All that was read of them goes out, is kept and
// committed; then they are handed on.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/pipeline/kafka_feed.h"

namespace aobo {
namespace {

constexpr TimeNs kCommitTakes = 5 * kSecondNs;  // a partition is handed on without it then

}  // namespace

bool KafkaFeed::draining() const {
  return leaving_ > 0 && std::ranges::any_of(by_input_, [](const auto& one) {
           return one.second->leaving && !one.second->empty();
         });
}

// What leaves does not wait for its time in the order any longer.
std::optional<TimeNs> KafkaFeed::hurried_to() const {
  std::optional<TimeNs> until;
  if (leaving_ == 0) return until;
  for (const auto& [input, lane] : by_input_) {
    if (lane->leaving && !lane->all_done()) until = std::max(until.value_or(0), lane->latest());
  }
  return until;
}

bool KafkaFeed::wants_commit() const {
  return std::ranges::any_of(readings_, [](const Reading& reading) {
    return !reading.leaving.empty() && !reading.committed &&
           std::ranges::all_of(reading.lanes, [](const auto& one) {
             return !one.second->leaving || one.second->all_done();
           });
  });
}

std::vector<PartitionOffset> KafkaFeed::next_of(const Reading& reading) {
  std::vector<PartitionOffset> next;
  if (!reading.of.shared || !reading.of.follow) return next;
  for (const auto& [of, lane] : reading.lanes) {
    if (lane->first_open() >= 0) next.push_back({of, lane->first_open()});
  }
  return next;
}

std::vector<PartitionOffset> KafkaFeed::to_commit() const {
  std::vector<PartitionOffset> all;
  for (const Reading& reading : readings_) {
    for (PartitionOffset& next : next_of(reading)) all.push_back(std::move(next));
  }
  return all;
}

void KafkaFeed::commit(bool kept) {
  for (Reading& reading : readings_) {
    if (!reading.of.shared || !reading.of.follow) continue;
    if (kept) reading.of.consumer->commit(next_of(reading));
    if (reading.leaving.empty()) continue;
    reading.unkept = !kept;
    reading.committed = std::ranges::all_of(reading.leaving, [&](const TopicPartition& one) {
      const auto lane = reading.lanes.find(one);
      return lane == reading.lanes.end() || lane->second->all_done();
    });
    if (reading.committed && reading.leaving_since == 0) reading.leaving_since = clock_();
  }
}

// All of these is done with, and kept.
void KafkaFeed::commit_leaving(Reading& reading) {
  std::vector<PartitionOffset> next;
  for (const TopicPartition& one : reading.leaving) {
    const auto lane = reading.lanes.find(one);
    if (lane != reading.lanes.end() && lane->second->first_open() >= 0)
      next.push_back({one, lane->second->first_open()});
  }
  reading.of.consumer->commit(next);
}

void KafkaFeed::hand_on(Reading& reading) {
  if (reading.leaving.empty() || !reading.committed) return;
  using Last = KafkaConsumer::LastCommit;
  const Last last = reading.of.consumer->last_commit();
  const bool open = last != Last::kTaken && last != Last::kFailed;
  if (open && !reading.unkept && clock_() - reading.leaving_since < kCommitTakes) {
    if (last == Last::kTryAgain) commit_leaving(reading);
    return;
  }
  for (const TopicPartition& one : reading.leaving) {
    if (reading.of.shared && (last != Last::kTaken || reading.unkept))
      note_uncommitted(reading, one);
    drop(reading, one);
  }
  reading.of.consumer->release({reading.leaving.begin(), reading.leaving.end()});
  reading.leaving.clear();
  publish();
}

// It may come back before anybody went on with it.
void KafkaFeed::note_uncommitted(Reading& reading, const TopicPartition& partition) {
  const auto lane = reading.lanes.find(partition);
  if (lane == reading.lanes.end()) return;
  calls_.notice(
      fmt::format("{}: handed on without a commit; the worker that reads on begins behind the last "
                  "one, and what was read here since may come twice",
                  partition.text()));
  before_.insert_or_assign(partition, lane->second->state());
}

}  // namespace aobo

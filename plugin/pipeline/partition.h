// Partition: one partition of a topic while it is read: its window of records, which go out in the
// order of their times, and which of its messages are not done with.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "plugin/kafka/consumer.h"
#include "plugin/pipeline/message_reader.h"
#include "plugin/pipeline/partition_state.h"

namespace aobo {

class Partition {
 public:
  // `before`: how far it was read by an earlier run, or by others.
  Partition(TopicPartition of, std::uint32_t input, std::unique_ptr<MessageReader> reader,
            PartitionState before, TimeNs now);

  const TopicPartition& of() const { return of_; }
  std::uint32_t input() const { return input_; }
  MessageReader& reader() { return *reader_; }

  // ---- reading
  // The next message; below 0 where that is not known yet.
  std::int64_t next() const { return next_; }
  TimeNs written() const { return written_; }
  // A message was read: what comes then is behind it.
  void passed(std::int64_t offset, TimeNs written, TimeNs now);
  // The topic was made anew: none of what it holds was read.
  void begin_anew(std::int64_t offset);
  // Whether a record that was read again is to be kept: it was not given before.
  bool wants(std::int64_t offset, std::uint32_t part) const;
  bool is_new(std::int64_t offset) const { return offset >= restore_until_; }
  void hold(Arrival arrival);
  // All that there is was read, up to that offset.
  void reached_end(std::int64_t offset, TimeNs now);

  // ---- its window
  bool empty() const { return held_.empty(); }
  std::size_t bytes() const { return bytes_; }
  const Arrival& first() const { return *held_.front(); }
  // Its time, which is asked for each record of any partition.
  TimeNs first_time() const { return first_time_; }
  ArrivalPtr take();
  // The time of the earliest that is later than that.
  std::optional<TimeNs> first_behind(TimeNs time) const;

  // ---- what is not done with
  // A record that was taken has gone out, or was dropped.
  void done(std::int64_t offset, std::uint32_t part) { outstanding_.erase({offset, part}); }
  // It has not after all. What lies behind the next message is of a topic that was made anew since.
  void take_back(std::int64_t offset, std::uint32_t part) {
    if (offset < next_) outstanding_.insert({offset, part});
  }
  bool all_done() const { return outstanding_.empty(); }
  // The latest time of its records so far.
  TimeNs latest() const { return latest_; }
  // The first message that is not done with.
  std::int64_t first_open() const;
  PartitionState state() const;

  bool at_end = false;      // nothing more is there now
  bool catching_up = true;  // the end was not reached yet
  bool paused = false;      // its window is full
  bool leaving = false;     // it goes to another worker once all of it is done
  bool stalled = false;     // nothing comes, though there is more: others do not wait for it
  TimeNs moved = 0;         // when something came, by the clock
  std::optional<std::int64_t> out_of_range;  // where reading was to go on, and nothing is left

 private:
  TopicPartition of_;
  std::uint32_t input_;
  std::unique_ptr<MessageReader> reader_;
  std::int64_t next_;
  std::int64_t restore_until_;
  std::vector<PartitionState::Place> waiting_;  // of what is read again
  TimeNs written_;
  std::vector<ArrivalPtr> held_;  // a heap, the earliest on top
  std::size_t bytes_ = 0;
  TimeNs first_time_ = 0, latest_ = 0;
  std::set<PartitionState::Place> outstanding_;
};

}  // namespace aobo

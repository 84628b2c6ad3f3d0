// PartitionState: how far a partition was read: from where the next run goes on, and which records
// behind that were not given yet. A partition that a group gives to another worker begins there
// with the first message that was not done with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/time.h"

namespace aobo {

struct PartitionState {
  using Place = std::pair<std::int64_t, std::uint32_t>;  // a message, and which record of it

  std::string topic;
  std::int32_t partition = 0;
  std::int64_t next = -1;      // messages before this were read; below 0: none was
  std::vector<Place> waiting;  // of their records, those that were not given, in order
  TimeNs written = 0;          // when the last message that was read was written

  // Where reading has to begin.
  std::int64_t begin() const { return waiting.empty() ? next : waiting.front().first; }
  // Others did what stands before this.
  void pass(std::int64_t offset) {
    std::erase_if(waiting, [&](const Place& place) { return place.first < offset; });
    next = std::max(next, offset);
  }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(topic, partition, next, waiting, written);
  }
};

}  // namespace aobo

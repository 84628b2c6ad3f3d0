// LostMessages: messages of a partition that nobody will read, because they were removed before.
#pragma once

#include <cstdint>

#include "plugin/behaviour/derived.h"
#include "plugin/kafka/consumer.h"

namespace aobo {

struct LostMessages {
  TopicPartition of;
  std::int64_t from = 0, until = 0;  // offsets; `until` is there
  TimeNs after = 0, before = 0;      // when the messages around them were written; 0: unknown
  std::uint32_t input = 0;           // the partition's
};

// The event that tells of them, a collection_gap of no tenant. `now`: its time where that of the
// messages is unknown.
Derived messages_expired(const LostMessages& lost, TimeNs now);

}  // namespace aobo

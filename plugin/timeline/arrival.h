// Arrival: a record that was read, and from where. Arrivals have one order whatever the order in
// which they were read: by time, at one time what explains before what is explained, then by what
// the record says.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "plugin/event/packed_record.h"

namespace aobo {

struct Arrival {
  PackedRecord packed;
  std::uint32_t input = 0;   // index of the input
  std::uint64_t offset = 0;  // in it
  // Its input has not caught up with the present yet: it is not late, whenever it happened.
  bool catching_up = false;
  bool repaired = false;  // its bytes were, before it could be read
  bool masked = false;    // it held secrets
  // When it came to the collector that wrapped it, where that says so.
  std::optional<TimeNs> collected;
  bool cut = false;  // objects of it were cut off before it came here
  // ---- of a message, which may hold several
  std::string origin;       // what it is called, where that is not its input
  std::uint32_t part = 0;   // which one of the message's
  TimeNs waited = 0;        // before it was read, since it was written
  bool read_again = false;  // by the next run, and so in no snapshot

  const Record& record() const { return packed.record(); }
};
using ArrivalPtr = std::unique_ptr<Arrival>;

bool comes_before(const Arrival& one, const Arrival& other);
// Whether only where they stand tells them apart.
bool is_the_same(const Arrival& one, const Arrival& other);

}  // namespace aobo

// Feed: one input's records, one after another, wherever they come from.
#pragma once

#include <cstdint>

#include "plugin/timeline/arrival.h"

namespace aobo {

class Feed {
 public:
  enum class State : std::uint8_t { kRecord, kWait, kEnd };

  virtual ~Feed() = default;
  // kWait: nothing is there yet, or much was gone through and nothing found: ask again.
  virtual State next(Arrival& into) = 0;
  // Lets go of what can be had again, an open file: many feeds are read by turns.
  virtual void release() {}
  virtual std::size_t memory() const { return 0; }  // bytes of buffers and decoders, about
};

}  // namespace aobo

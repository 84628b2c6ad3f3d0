// Feed: one input's records, one after another, wherever they come from.
#pragma once

#include <cstdint>

#include "plugin/timeline/arrival.h"

namespace aobo {

class Feed {
 public:
  enum class State : std::uint8_t { kRecord, kWait, kEnd };

  virtual ~Feed() = default;
  virtual State next(Arrival& into) = 0;
  // Lets go of what can be had again, an open file: many feeds are read by turns.
  virtual void release() {}
};

}  // namespace aobo

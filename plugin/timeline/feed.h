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
  // Of a live one: whether more of what arrived by now is still to be had, so that no record goes
  // out yet; and that one of its records has gone out or was dropped.
  virtual bool at_hand() const { return false; }
  virtual void let_go(const Arrival&) {}
  virtual std::size_t memory() const { return 0; }  // bytes of buffers and decoders, about
};

}  // namespace aobo

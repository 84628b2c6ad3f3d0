// Feed: one input's records, one after another, wherever they come from.
#pragma once

#include <cstdint>
#include <optional>

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
  // Whether a call may wait a little where nothing is there.
  virtual void may_wait(bool) {}
  // Of a live one: whether more of what arrived by now is still to be had, so that no record goes
  // out yet; and that one of its records has gone out or was dropped.
  virtual bool at_hand() const { return false; }
  // False where the record is not to go out: its input was taken away meanwhile.
  virtual bool let_go(const Arrival&) { return true; }
  // Up to which time the records of a live one go out now, however long they are to be held.
  virtual std::optional<TimeNs> hurried_to() const { return std::nullopt; }
  // Whether all that was there was read: what comes now comes as it happens.
  virtual bool caught_up() const { return true; }
  // Of one that is merged with files: whether some of what was there is still to be had. While its
  // next record waits for its turn it is tended, which takes no time: true where something came.
  virtual bool has_backlog() const { return false; }
  virtual bool tend() { return false; }
  // Until when, by the clock, of all that was written somebody can say that it was read: a record's
  // time to be held is not over before. Of a live one that rests on what others bring.
  virtual TimeNs known_until(TimeNs now) const { return now; }
  // The time of the earliest record that was read and is later than that, where one is still to
  // come: until it has gone out, the clock has not passed it.
  virtual std::optional<TimeNs> waiting_behind(TimeNs) const { return std::nullopt; }
  virtual std::size_t memory() const { return 0; }  // bytes of buffers and decoders, about
};

}  // namespace aobo

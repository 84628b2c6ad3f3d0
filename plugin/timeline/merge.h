// Merge: the records of many inputs in the order of their times, in bounded memory. Each input is
// itself only roughly ordered: of each a window is held and sorted, and the earliest of all windows
// goes out. A record that stands further from its place than a window reaches comes out late, and
// the timeline marks it.
//
// What comes out, and in which order, follows from what the inputs hold and not from the order in
// which they are named. Inputs whose records lie far ahead are not kept open: of a year of hourly
// files only those of the hour are.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "plugin/timeline/feed.h"

namespace aobo {

struct MergeOptions {
  std::size_t memory = std::size_t{122} << 20;  // bytes of records held, of all inputs together
  std::size_t open_inputs = 8192;  // read side by side; further ones wait, and come late
  // Bytes of decoders and buffers of inputs that are read side by side; past it too others wait.
  std::size_t feeds = std::size_t{72} << 20;
};

class Merge {
 public:
  using Open = std::function<std::unique_ptr<Feed>(std::uint32_t input)>;
  // How far an input was read: enough to go on from there another time.
  struct Progress {
    std::uint64_t read_until = 0;        // records that begin before this were read
    std::vector<std::uint64_t> waiting;  // of these, where those begin that were not yet given
    bool done = false;
    bool open = false;                   // being read side by side with others
    std::optional<TimeNs> asleep_until;  // not read yet: its records begin at that time
  };

  // `resume` has an entry per input.
  Merge(std::vector<Progress> resume, Open open, const MergeOptions& options);

  // Reads the beginning of some more inputs; true once all were. Many take their time, and a host
  // wants to be asked between.
  bool begin_some();
  // The next one, which stays; null at the end, and where busy().
  const Arrival* first();
  // Takes it.
  ArrivalPtr next();
  // Whether first() stopped on the way, so that its caller gets the thread back: ask again.
  bool busy() const { return begun_ < lanes_.size() || filling_ || feeding_; }

  // Of the records that are held, how many lie within `span` after `from`, counted up to `most`.
  std::size_t held_within(TimeNs span, TimeNs from, std::size_t most) const;

  Progress progress(std::uint32_t input) const;
  std::size_t inputs() const { return lanes_.size(); }
  std::size_t inputs_done() const { return done_; }
  // Bytes of records that are held, and of buffers and decoders of the inputs that are open.
  std::size_t held_bytes() const { return held_; }
  std::size_t feed_bytes() const { return feed_bytes_; }
  // How far an input was read: its records that begin before this; all, where nothing is returned.
  std::optional<std::uint64_t> read_until(std::uint32_t input) const;

  // Bytes of one input's window, of so many inputs.
  static std::size_t window(std::size_t inputs, const MergeOptions& options);

 private:
  // Its time stands beside it: most are told apart by it alone.
  struct Held {
    TimeNs time;
    ArrivalPtr arrival;
    explicit Held(ArrivalPtr one) : time(one->record().time), arrival(std::move(one)) {}
    static bool later(const Held& one, const Held& other) {
      return one.time != other.time ? one.time > other.time
                                    : comes_before(*other.arrival, *one.arrival);
    }
  };
  struct Lane {
    std::unique_ptr<Feed> feed;
    std::vector<Held> held;  // a heap, the earliest on top
    ArrivalPtr ahead;        // read, and not yet within the window
    std::size_t bytes = 0;
    std::uint64_t read_until = 0;
    bool restoring = false;  // what was read before is being gone through
    bool filling = false;    // the window is being filled
    bool ended = false;
    std::size_t feed_bytes = 0;  // of its buffers and decoder, as they are counted
  };
  struct Sleeping {  // read later: its records begin at that time
    TimeNs from;
    std::uint32_t input;
  };

  bool begin(std::uint32_t input);
  void open(std::uint32_t input);
  bool advance(std::uint32_t input);
  bool restore(Lane& lane, const Progress& progress);
  bool fill(Lane& lane);
  Feed::State read(Lane& lane);
  bool wake();
  bool fill_and_enter();
  bool has_room() const;
  void account(Lane& lane);
  void keep(Lane& lane, ArrivalPtr arrival);
  void enter(std::uint32_t input);
  bool feed_hungry();
  const Arrival& head(std::uint32_t input) const { return *lanes_[input].held.front().arrival; }
  struct Ready {  // a lane that holds something, and the time of the earliest
    TimeNs time;
    std::uint32_t input;
  };
  bool is_later(const Ready& one, const Ready& other) const;
  auto later() const {
    return [this](const Ready& one, const Ready& other) { return is_later(one, other); };
  }

  Open open_;
  MergeOptions options_;
  std::size_t window_;
  std::vector<Progress> resume_;
  std::vector<Lane> lanes_;
  std::vector<Ready> ready_;           // a heap, the earliest on top
  std::vector<Sleeping> sleeping_;     // the earliest last
  std::vector<std::uint32_t> hungry_;  // lanes that gave something since they were filled
  std::size_t done_ = 0;
  bool feeding_ = false;                    // the hungry ones are being filled, from the last on
  std::optional<std::size_t> held_before_;  // records of the one at hand, before it is filled
  bool moved_ = false;                      // what is on top of a lane may be another
  std::optional<std::uint32_t> filling_;    // the lane that is to enter once its window is full
  std::size_t held_ = 0;                    // bytes of records, of all lanes
  std::size_t feed_bytes_ = 0;              // of buffers and decoders of the lanes that are open
  std::uint32_t begun_ = 0;                 // inputs
};

}  // namespace aobo

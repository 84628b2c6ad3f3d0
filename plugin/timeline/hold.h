// Hold: records of a live input, which wait a while for those that belong before them. The longer,
// the better the order and the later the answer. The clock is passed in: this is the only place
// where time is other than the events' own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "plugin/base/archive.h"
#include "plugin/timeline/arrival.h"

namespace aobo {

class Hold {
 public:
  Hold(TimeNs hold, std::size_t memory) : hold_(hold), memory_(memory) {}

  void push(ArrivalPtr arrival, TimeNs now);
  // The next that has waited long enough, or before which one has; null where there is none. At the
  // end all have.
  ArrivalPtr pop(TimeNs now, bool at_end);
  // Those up to this time have waited long enough.
  void release_to(TimeNs time) { release_to_ = std::max(release_to_, time); }
  // The time of the earliest that is later than that.
  std::optional<TimeNs> first_behind(TimeNs time) const;
  // Whether more is held than may be.
  bool overflows() const { return bytes_ > memory_; }

  std::size_t bytes() const { return bytes_; }
  bool empty() const { return held_.empty(); }
  // Records that went out before their time because too much was held.
  std::uint64_t overflowed() const { return overflowed_; }

  void save(Writer& writer) const;
  // `renumber`: an input's number by the one that it had.
  void load(Reader& reader, TimeNs now,
            const std::function<std::uint32_t(std::uint32_t)>& renumber);

 private:
  struct Earlier {
    bool operator()(const ArrivalPtr& one, const ArrivalPtr& other) const {
      return comes_before(*one, *other);
    }
  };

  TimeNs hold_;
  std::size_t memory_;
  std::size_t bytes_ = 0;
  std::multiset<ArrivalPtr, Earlier> held_;
  std::multimap<TimeNs, TimeNs> waiting_;  // until when: the times of records
  TimeNs release_to_ = std::numeric_limits<TimeNs>::min();
  std::uint64_t overflowed_ = 0;
};

}  // namespace aobo

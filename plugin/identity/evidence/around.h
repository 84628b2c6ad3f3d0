// What is said of something last before a moment, the moment included, and first after it. Of what
// is said of one second nobody knows the order: then the last word is that it began, and the first
// that it ended. So whoever may have had it had it, and no order of the logs decides.
#pragma once

#include <optional>

#include "plugin/base/time.h"

namespace aobo {

template <typename Entry>
class Around {
 public:
  explicit Around(TimeNs time) : time_(time) {}

  // `begins`: the entry says that it is so from then on; else that it was so until then.
  void add(const Entry& entry, bool begins) {
    std::optional<Entry>& nearest = entry.time <= time_ ? before : after;
    const bool later = nearest && entry.time > nearest->time;
    const bool same = nearest && entry.time == nearest->time;
    const bool nearer = entry.time <= time_ ? later : !later;
    if (!nearest || (same ? begins == (entry.time <= time_) : nearer)) nearest = entry;
  }

  std::optional<Entry> before, after;

 private:
  TimeNs time_;
};

}  // namespace aobo

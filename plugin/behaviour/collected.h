// CollectedLogs: of whom logs of one sort are collected, and when. Of what is missing in a log that
// nobody collects nothing can be said: what is absent there may well have happened.
#pragma once

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/guid.h"
#include "plugin/base/time.h"

namespace aobo {

class CollectedLogs {
 public:
  explicit CollectedLogs(Bound bound) : seen_(bound) {}

  // A record of the tenant's log.
  void see(const Guid& tenant, TimeNs time);
  // Whether the log had begun before the end of that span, and its records do not end long before
  // it: over a weekend a small customer's may be silent.
  bool covers(const Guid& tenant, TimeNs from, TimeNs to) const;
  // Its log is not read here any longer.
  void leave(const Guid& tenant) { seen_.erase(tenant); }
  std::uint64_t forgotten() const { return seen_.evicted(); }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(seen_);
  }

 private:
  struct Seen {
    TimeNs first = 0, last = 0;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(first, last);
    }
  };

  Bounded<Guid, Seen> seen_;
};

}  // namespace aobo

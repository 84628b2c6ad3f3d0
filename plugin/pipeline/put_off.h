// PutOff: records of which it is asked later what they have changed. Where many answers hang on
// what each of a few records tells (a shared account's deeds and its check-outs, an address from
// which everybody works), asking all of them again at each would take steps by the square. So what
// a record changes is asked about at once while that is a few answers a record on the whole; else
// it waits for what the next ones change, and each answer is asked once for all of them.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "plugin/base/limits.h"
#include "plugin/identity/evidence.h"
#include "plugin/identity/revisions.h"
#include "plugin/pipeline/kept_lesson.h"

namespace aobo {

class PutOff {
 public:
  // Of what a record teaches: all, or what of it ripens (identity/evidence.h), or all but that.
  enum class Part : std::uint8_t { kAll, kRipe, kRest };
  struct Waiting {
    KeptLesson kept;
    Part part = Part::kAll;

    std::size_t bytes() const { return sizeof(Waiting) + kept.more_bytes(); }
  };

  // One more record came; a few answers more may be asked again.
  void earn();
  // Whether so many answers can be asked for now, and then they are taken from what may be.
  bool affords(std::size_t cost);
  // What the record has changed waits; `cost` answers hang on it. `now`: of the events.
  void add(Waiting waiting, std::size_t cost, TimeNs now);
  static std::size_t cost_of(const std::vector<Affected>& changed, const Revisions& revisions);

  bool is_empty() const { return waiting_.empty(); }
  // Whether what waits is to be asked about: enough records came since, or time went by.
  bool is_due(TimeNs now) const;
  // What some of those that wait have changed, as many as are asked about together; each record's
  // in one piece. They wait no longer. There is one at least.
  std::vector<Affected> take(const Evidence& evidence, const Revisions& revisions);

  std::size_t bytes() const { return bytes_; }
  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  std::size_t may_ask_ = limits::kAskedAtOnce;  // answers
  std::size_t cost_ = 0;                        // of what waits, at most
  std::size_t came_since_ = 0;                  // records, since something waits
  TimeNs since_ = 0;
  std::size_t bytes_ = 0;
  std::deque<Waiting> waiting_;
};

}  // namespace aobo

// PutOff: records whose lessons so many answers hang on that asking all of them again at each such
// record would take steps by the square: a shared account's deeds and its check-outs, an address
// from which everybody works. What a record changes is asked about at once while that is a few
// answers a record on the whole, and else together with what the next ones change.
#pragma once

#include <tsl/robin_set.h>

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

#include "plugin/base/keyed_hash.h"
#include "plugin/base/limits.h"
#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"
#include "plugin/identity/revisions.h"

namespace aobo {

class PutOff {
 public:
  // One more record came; a few answers more may be asked again.
  void earn();
  // Whether what has changed can be asked about now, and then that is taken from what may be.
  bool affords(const std::vector<Affected>& changed, const Revisions& revisions);
  // What the record has changed waits. Where some of it ripens elsewhere, not that.
  void add(const Case& the_case, const Lesson& lesson, bool rest_ripens,
           const std::vector<Affected>& changed, const Revisions& revisions);
  // Whether all that waits may be asked about.
  bool is_due() const;
  // What all that waits has changed; then nothing waits.
  std::vector<Affected> take(const Evidence& evidence);

  std::size_t bytes() const { return bytes_; }
  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  struct Waiting {
    std::shared_ptr<const PackedRecord> packed;
    Lesson lesson;
    bool rest_ripens = false;

    std::size_t bytes() const { return sizeof(Waiting) + packed->bytes() + heap_bytes(lesson); }
  };

  std::size_t may_ask_ = limits::kAskedAtOnce;  // answers
  std::size_t cost_ = 0;                        // of all that waits
  std::size_t bytes_ = 0;
  std::deque<Waiting> waiting_;
  tsl::robin_set<TopicId, KeyedHash> about_;  // each is asked once, whoever changed it
};

}  // namespace aobo

// Duplicates: which records went out already, so that each goes out once. Two collectors,
// overlapping pages and a file delivered again bring a record with the same id of the same log; of
// records without an id the whole text tells. A sign-in's row that was brought up to date has
// another result and is no duplicate; nor is the other tenant's copy, though neither says whose it
// is.
#pragma once

#include <cstdint>
#include <string>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/fingerprint.h"
#include "plugin/timeline/arrival.h"

namespace aobo {

class Duplicates {
 public:
  explicit Duplicates(Bound bound) : key_(FingerprintKey::random()), known_(bound) {}

  // Whether this is the first of its kind; it is remembered.
  bool first(const Arrival& arrival);
  std::uint64_t forgotten() const { return known_.evicted(); }

  void save(Writer& writer) const { writer(key_, known_); }
  void load(Reader& reader) { reader(key_, known_); }

 private:
  FingerprintKey key_;
  Bounded<Fingerprint, Nothing> known_;
  std::string text_;
};

}  // namespace aobo

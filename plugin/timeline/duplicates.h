// Duplicates: which records went out already, so that each goes out once. Two collectors,
// overlapping pages and a file delivered again bring a record with the same id of the same log; of
// records without an id the whole text tells. A sign-in's row that was brought up to date has
// another result and is no duplicate; nor is the other tenant's copy.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_set>

#include "plugin/base/archive.h"
#include "plugin/base/fingerprint.h"
#include "plugin/timeline/arrival.h"

namespace aobo {

class Duplicates {
 public:
  explicit Duplicates(std::size_t most) : most_(most), key_(FingerprintKey::random()) {}

  // Whether this is the first of its kind; it is remembered.
  bool first(const Arrival& arrival);
  std::uint64_t forgotten() const { return forgotten_; }

  void save(Writer& writer) const { writer(key_, order_, forgotten_); }
  void load(Reader& reader);

 private:
  std::size_t most_;
  FingerprintKey key_;
  std::unordered_set<Fingerprint, FingerprintHash> known_;
  std::deque<Fingerprint> order_;
  std::uint64_t forgotten_ = 0;
  std::string text_;
};

}  // namespace aobo

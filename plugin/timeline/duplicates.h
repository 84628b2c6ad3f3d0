// Duplicates: which records went out already, so that each goes out once. Two collectors,
// overlapping pages and a file delivered again bring a record with the same id of the same log; of
// records without an id the whole text tells. A sign-in's row that was brought up to date has
// another result and is no duplicate; nor is the other tenant's copy, though neither says whose it
// is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/fingerprint.h"
#include "plugin/timeline/arrival.h"

namespace aobo {

class Duplicates {
 public:
  explicit Duplicates(Bound bound) : key_(FingerprintKey::random()), known_(bound) {}

  // In which input the first of its kind came; nothing in a run before this one.
  struct Before {
    std::optional<std::uint32_t> input;
    template <class Archive>
    void serialize(Archive&) {}  // inputs have other numbers in the next run
  };
  // Nothing where this is the first of its kind; it is remembered.
  std::optional<Before> before(const Arrival& arrival);
  std::uint64_t forgotten() const { return known_.evicted(); }

  void save(Writer& writer) const { writer(key_, known_); }
  void load(Reader& reader) { reader(key_, known_); }

 private:
  FingerprintKey key_;
  Bounded<Fingerprint, Before> known_;
  std::string text_;
};

}  // namespace aobo

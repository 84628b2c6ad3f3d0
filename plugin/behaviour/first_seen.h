// FirstSeen: whether a person is in a customer's tenant, an address with a person, an application
// in a tenant, for the first time since the state began. What was forgotten for want of room may be
// first again; that is counted.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_set>

#include "plugin/base/archive.h"
#include "plugin/base/fingerprint.h"
#include "plugin/behaviour/moment.h"

namespace aobo {

struct Firsts {
  std::optional<bool> customer, address, app;  // nothing where the record has no such pair
};

class FirstSeen {
 public:
  FirstSeen() : key_(FingerprintKey::random()) {}

  Firsts observe(const Moment& moment);
  std::uint64_t forgotten() const { return forgotten_; }

  void save(Writer& writer) const { writer(key_, order_, forgotten_); }
  void load(Reader& reader);

 private:
  bool first(std::string_view sort, std::string_view a, std::string_view b);

  FingerprintKey key_;
  std::unordered_set<Fingerprint, FingerprintHash> seen_;
  std::deque<Fingerprint> order_;
  std::uint64_t forgotten_ = 0;
};

}  // namespace aobo

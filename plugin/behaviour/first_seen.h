// FirstSeen: whether a person is in a customer's tenant, an address with a person, an application
// in a tenant, for the first time since the state began; and the way in at a customer for the first
// time on a day. What was forgotten for want of room may be first again; that is counted.
#pragma once

#include <cstdint>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/fingerprint.h"
#include "plugin/base/limits.h"
#include "plugin/behaviour/case_facts.h"

namespace aobo {

class FirstSeen {
 public:
  explicit FirstSeen(Account* account)
      : key_(FingerprintKey::random()), seen_({limits::kSeen, account}) {}

  Firsts observe(const Case& the_case);
  std::uint64_t forgotten() const { return seen_.evicted(); }

  void save(Writer& writer) const { writer(key_, seen_); }
  void load(Reader& reader) { reader(key_, seen_); }

 private:
  void first_of_application(const Case& the_case, const std::string& app, Firsts& firsts);
  std::optional<bool> first_way(const Case& the_case, const std::string& tenant);
  bool first(std::string_view sort, std::string_view one, std::string_view other);

  FingerprintKey key_;
  Bounded<Fingerprint, Nothing> seen_;
};

}  // namespace aobo

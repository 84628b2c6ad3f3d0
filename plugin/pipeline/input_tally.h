// InputTally: what one input came to, so that whoever named it can see what became of it: how many
// records of which families, from when to when, and what was not read as it stands.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "plugin/base/guid.h"
#include "plugin/base/refusal.h"
#include "plugin/timeline/arrival.h"

namespace aobo {

inline constexpr std::size_t kTalliedTenants = 100;
// Other inputs that are told by name, of those which held the same records before.
inline constexpr std::size_t kTalliedOthers = 5;

struct InputTally {
  std::map<std::string_view, std::uint64_t> families;  // records that went out
  std::map<Reason, std::uint64_t> refused;
  std::uint64_t duplicates = 0;  // records that went out before, of it or of another input
  std::map<std::string, std::uint64_t> same_as;  // of these, by the input that held them before
  std::uint64_t repaired = 0, masked = 0, cut = 0;
  std::optional<TimeNs> first, last;
  std::set<Guid> tenants;         // of its records, kTalliedTenants at most
  std::optional<TimeNs> longest;  // from a record's time until it came to its collector

  void add(const Arrival& arrival);
  // `before`: the input that it went out of; null where that is not known.
  void add_duplicate(const Arrival& arrival, const std::string* before);
  void add(const InputTally& other);
  bool empty() const { return families.empty() && refused.empty() && duplicates == 0; }
};

// {"input":"logs/a.json","records":12,"families":{"entra.signin":12},"tenants":["<id>"],
//  "first":"2026-03-02T08:00:00Z","last":"…","collected_after":180,"duplicates":2,
//  "same_as":{"logs/b.json":2},"repaired":0,"masked":1,"cut":0,"refused":{"truncated":1}}
// collected_after: the longest, in seconds; null where no collector says.
std::string json_of(const std::string& input, const InputTally& tally);

}  // namespace aobo

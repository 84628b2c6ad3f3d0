// Sets of people, and answers made of them: what the files of the oracle share.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "simulator/truth/truth.h"
#include "simulator/world/world.h"

namespace aobo::sim {

// Windows within which evidence holds: about so long after it nobody would say any more that the
// one has to do with the other. Near an edge both may be said (is_edge).
inline constexpr TimeNs kDeedWindow = 5 * kMinuteNs;
inline constexpr TimeNs kLongestLoan = 12 * kHourNs;
inline constexpr TimeNs kAddressWindow = 24 * kHourNs;
inline constexpr TimeNs kEdge = 20 * kSecondNs;

// Whether a span is about as long as a window.
inline bool is_edge(TimeNs span, TimeNs window) {
  return window - kEdge <= span && span <= window + kEdge;
}
// Whether two records are of one second, as most logs have no finer times.
inline bool same_second(TimeNs left, TimeNs right) { return left / kSecondNs == right / kSecondNs; }

inline void add(std::vector<PersonIx>& people, PersonIx person) {
  const auto at = std::lower_bound(people.begin(), people.end(), person);
  if (at == people.end() || *at != person) people.insert(at, person);
}

inline std::vector<PersonIx> common(const std::vector<PersonIx>& left,
                                    const std::vector<PersonIx>& right) {
  std::vector<PersonIx> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  return both;
}

inline Knowable of(Answer answer, std::vector<std::string> people = {},
                   std::vector<std::string> by = {}) {
  Knowable knowable;
  knowable.answer = answer;
  knowable.people = std::move(people);
  knowable.by = std::move(by);
  return knowable;
}

template <typename Map, typename Key>
const typename Map::mapped_type* found(const Map& map, const Key& key) {
  const auto at = map.find(key);
  return at == map.end() ? nullptr : &at->second;
}

}  // namespace aobo::sim

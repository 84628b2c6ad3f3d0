// Stream: the simulator's own random numbers: integers only, no library's distribution, split by
// name. The stream of a name depends on seed and name alone, so that taking one action out of a
// world leaves every other action's numbers as they were:
//   Stream(7, "day 3/contoso/12").below(10) is the same number whatever else was drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "plugin/base/guid.h"

namespace aobo::sim {

class Stream {
 public:
  Stream(std::uint64_t seed, std::string_view name);

  std::uint64_t next();
  // 0 … n-1, each as likely. n is not 0.
  std::uint64_t below(std::uint64_t number);
  // low … high, both included.
  std::int64_t between(std::int64_t low, std::int64_t high);
  // True in `part` of `of` draws.
  bool chance(std::uint64_t part, std::uint64_t of) { return below(of) < part; }

  template <typename List>
  const auto& pick(const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(below(std::size(list))));
  }
  // Index of a weight, as likely as its share of them all.
  std::size_t weighted(std::initializer_list<std::uint32_t> weights);

  // Version 4, as Microsoft's ids are.
  Guid guid();

 private:
  std::uint64_t state_;
};

// The id that this name has under this seed, in every run and whatever else exists.
Guid guid_of(std::uint64_t seed, std::string_view name);
// 64 bits of the name under this seed; a fault asks it whether a record is hit.
std::uint64_t hash_of(std::uint64_t seed, std::string_view name);
// Whether this name is among the `part` of `of` names that are hit.
bool hits(std::uint64_t seed, std::string_view name, std::uint64_t part, std::uint64_t of);

}  // namespace aobo::sim

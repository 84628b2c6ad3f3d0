// Names for people and companies: invented, none of a living person meant, domains ending in
// .example.
#pragma once

#include <cstdint>
#include <string>

namespace aobo::sim {

struct PersonName {
  std::string first, last;
};
// Distinct for `number` below 1,600; past that a number is added to the last name.
PersonName person_name(std::uint64_t seed, std::uint32_t number);
// Distinct for every number: "Blue Harbour Bakery", then "Blue Harbour Bakery 2".
std::string company_name(std::uint64_t seed, std::uint32_t number);
// "Blue Harbour Bakery 2" is "blueharbourbakery2".
std::string slug(const std::string& name);

}  // namespace aobo::sim

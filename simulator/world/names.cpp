#include "simulator/world/names.h"

#include <array>
#include <string_view>

#include "plugin/base/text.h"
#include "simulator/random/stream.h"

namespace aobo::sim {
namespace {

constexpr std::array<std::string_view, 40> kFirst = {
    "Alice", "Bashir", "Carmen", "Dmitri", "Eleni", "Farah", "Goran",   "Hanna",  "Imani",  "Jonas",
    "Keiko", "Laszlo", "Mirela", "Nadia",  "Oscar", "Priya", "Quentin", "Rosa",   "Stefan", "Tamar",
    "Ugo",   "Vera",   "Wim",    "Xenia",  "Yusuf", "Zofia", "Anton",   "Bianca", "Cyril",  "Daria",
    "Emil",  "Fiona",  "Gustav", "Helena", "Igor",  "Joana", "Kofi",    "Livia",  "Marek",  "Noor"};
constexpr std::array<std::string_view, 40> kLast = {
    "Archer",  "Brandt", "Castell", "Dorn",    "Ekholm", "Farrow",    "Greco",   "Hollis",
    "Ivers",   "Jansen", "Keller",  "Lund",    "Moreau", "Novak",     "Okafor",  "Pereira",
    "Quist",   "Rahal",  "Silva",   "Thorne",  "Ulrich", "Vance",     "Weiss",   "Xanth",
    "Yardley", "Zeman",  "Abbott",  "Bellamy", "Corso",  "Dufour",    "Eriksen", "Fabre",
    "Gallo",   "Hartog", "Ilves",   "Juhasz",  "Kraft",  "Lindqvist", "Maurer",  "Nyman"};
constexpr std::array<std::string_view, 24> kPlace = {
    "Blue Harbour", "North Gate",  "Old Mill",    "Silver Lake",  "Green Valley", "Red Bridge",
    "High Meadow",  "West End",    "Stone Quay",  "Bright Field", "Long Pier",    "Quiet Bay",
    "Iron Hill",    "Amber Coast", "Copper Lane", "Linden Park",  "Maple Square", "River Bend",
    "Salt Marsh",   "Upper Town",  "Clear Brook", "Fox Hollow",   "Glass House",  "White Oak"};
constexpr std::array<std::string_view, 20> kTrade = {
    "Bakery",   "Dental", "Logistics", "Architects", "Law",     "Motors",    "Foods",
    "Textiles", "Clinic", "Printing",  "Energy",     "Gardens", "Insurance", "Pharmacy",
    "Robotics", "School", "Shipping",  "Timber",     "Travel",  "Vineyards"};

// A step through all pairs that meets each once: coprime with their number.
std::uint64_t walked(std::uint64_t seed, std::uint64_t number, std::uint64_t step,
                     std::uint64_t pairs) {
  return (hash_of(seed, "names") + number * step) % pairs;
}

}  // namespace

PersonName person_name(std::uint64_t seed, std::uint32_t number) {
  constexpr std::uint64_t kPairs = kFirst.size() * kLast.size();
  const std::uint64_t at = walked(seed, number, 647, kPairs);
  PersonName name{std::string(kFirst[at % kFirst.size()]), std::string(kLast[at / kFirst.size()])};
  if (number >= kPairs) name.last += std::to_string(number / kPairs + 1);
  return name;
}

std::string company_name(std::uint64_t seed, std::uint32_t number) {
  constexpr std::uint64_t kPairs = kPlace.size() * kTrade.size();
  const std::uint64_t at = walked(seed, number, 101, kPairs);
  std::string name =
      std::string(kPlace[at % kPlace.size()]).append(" ").append(kTrade[at / kPlace.size()]);
  if (number >= kPairs) name += " " + std::to_string(number / kPairs + 1);
  return name;
}

std::string slug(const std::string& name) {
  std::string slug;
  for (const char c : lower(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) slug += c;
  }
  return slug;
}

}  // namespace aobo::sim

// OwnCounts: how often, over how many, and for the first time: counted by the judge itself from
// what the records are (the truth) and whom the plugin named, in the order in which it answered.
// Plain lists and no windows that slide: another way than the plugin's.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "simulator/judge/verdict.h"

namespace aobo::sim {

class OwnCounts {
 public:
  // Puts into given.expected what the counts and firsts must be, this answer included.
  void expect(const Truth& truth, Given& given);

 private:
  struct Entry {
    TimeNs time;
    std::string value;
  };
  struct Key {
    std::string_view field;  // "person.customers"
    std::string key, value;  // different values count
  };
  struct Deed;
  static Deed deed_of(const Truth& truth);
  void count_in(const Truth& truth, Given& given);
  void first_times(const Truth& truth, const Deed& deed, const std::string& behind, Given& given);
  void leave_uncertain(const Truth& truth, Given& given);
  static std::uint64_t number_of(std::span<const Entry> entries, TimeNs time, TimeNs span);
  void count(const Key& key, bool counts, TimeNs time, Given& given);
  std::string behind_principal(const Truth& truth);
  void another(std::string_view field, const std::string& app, const std::string& what,
               Given& given);
  void first_way(const Truth& truth, bool vault, Given& given);
  void first(std::string_view field, const std::string& who, const std::string& what, Given& given);

  std::map<std::string, std::vector<Entry>, std::less<>> entries_;
  // The numbers said to be reached, by window as well.
  std::map<std::string, std::vector<std::pair<TimeNs, std::uint64_t>>, std::less<>> reached_;
  std::set<std::string, std::less<>> seen_;
  // Of whom or what a damaged record was answered: whether it counted nobody knows.
  std::set<std::string, std::less<>> uncertain_;
  std::set<std::string, std::less<>> seen_apps_;  // those that signed in as themselves, by tenant
};

}  // namespace aobo::sim

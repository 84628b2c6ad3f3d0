// OwnActivities: which records tell one deed. That is known here from the truth; whether a reader
// can tell it, from what the records show (the truth's says): an id that both bear, or the same
// deed, actor, target and moment. Another way than the plugin's: pairs of records, compared one by
// one.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "simulator/judge/verdict.h"

namespace aobo::sim {

// In place of the id of an activity that a record must not have, because it is another's.
inline constexpr std::string_view kIdOfItsOwn = "an id of its own";

class OwnActivities {
 public:
  // Puts into given.expected what the fields of the activity must be. `run`: in which run of the
  // plugin it was answered; after days an activity need not be known any more.
  void expect(const Truth& truth, unsigned run, Given& given);

 private:
  struct Seen {
    Truth truth;
    std::string id;
    unsigned run;
  };
  struct Known {
    std::string deed;  // the true one
    std::uint64_t records = 0;
    std::set<std::string> families;
  };
  std::map<std::string, std::vector<Seen>> by_deed_;
  std::map<std::string, Known> by_id_;
};

// Whether the records name two people, each by an id: then nobody can tell that they are of one
// deed.
bool show_two_people(const Truth& left, const Truth& right);

// Whether a reader must see that the two, which tell one deed, do so.
bool must_join(const Truth& left, const Truth& right);

}  // namespace aobo::sim

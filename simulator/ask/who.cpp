// who: the matrix of people and customers.
#include <algorithm>

#include "simulator/ask/answers.h"
#include "simulator/ask/shown_names.h"

namespace aobo::sim {
namespace {

struct Presence {
  TimeNs first = 0, last = 0;
  std::uint64_t records = 0, outside = 0;
  std::set<std::string> actions, ways, sure;  // actions: activities
};

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

AnswerTable who_table(const std::vector<AskedEvent>& events, const Zone& zone) {
  std::map<ShownPlaces::Key, Presence> matrix;
  ShownPlaces places;
  for (const AskedEvent& event : events) {
    if (!event.is_partner || event.is_derived()) continue;
    Presence& there = matrix[places.add(event)];
    if (there.records++ == 0) there.first = there.last = event.time;
    there.first = std::min(there.first, event.time);
    there.last = std::max(there.last, event.time);
    if (!event.is_entry()) there.actions.insert(event.activity_key());
    there.outside += event.outside() ? 1U : 0U;
    if (!event.path.empty()) there.ways.insert(event.path);
    if (!event.confidence.empty()) there.sure.insert(event.confidence);
  }
  using Kind = AnswerTable::Kind;
  AnswerTable table({{"PERSON", "person", Kind::kWho},
                     {"CUSTOMER", "customer"},
                     {"FIRST", "first", Kind::kMoment},
                     {"LAST", "last", Kind::kMoment},
                     {"RECORDS", "records", Kind::kNumber},
                     {"ACTIONS", "actions", Kind::kNumber},
                     {"OUTSIDE", "outside", Kind::kNumber},
                     {"VIA", "via"},
                     {"SURE", "confidence"}});
  std::map<ShownPlaces::Key, const Presence*> by_name;
  for (const auto& [key, there] : matrix)
    by_name[{places.person(key), places.customer(key)}] = &there;
  for (const auto& [names, found] : by_name) {
    const Presence& there = *found;
    table.add({names.first, names.second, zone.stamped(there.first), zone.stamped(there.last),
               std::to_string(there.records), std::to_string(there.actions.size()),
               std::to_string(there.outside), joined(there.ways), joined(there.sure)},
              there.outside > 0 ? Meaning::kWrong : Meaning::kPlain);
  }
  return table;
}

}  // namespace aobo::sim

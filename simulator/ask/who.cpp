// who: the matrix of people and customers.
#include <algorithm>

#include "simulator/ask/answers.h"
#include "simulator/ask/shown_names.h"

namespace aobo::sim {
namespace {

struct Presence {
  TimeNs first = 0, last = 0;
  std::uint64_t records = 0, outside = 0;
  std::set<std::string> ways, sure;
  std::string id, upn;  // an object id, or app:ID of a program; empty where nobody is named
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
  ActivityOwners owners;
  for (const AskedEvent& event : events) {
    if (!event.is_partner || event.is_derived()) continue;
    const ShownPlaces::Key key = places.add(event);
    owners.add(event, key);
    Presence& there = matrix[key];
    if (there.records++ == 0) there.first = there.last = event.time;
    there.first = std::min(there.first, event.time);
    there.last = std::max(there.last, event.time);
    there.outside += event.outside() ? 1U : 0U;
    if (event.named()) {
      there.id = event.user_id;
      there.upn = event.upn;
    } else if (key.first.starts_with("app:")) {
      there.id = key.first;
    }
    if (!event.path.empty()) there.ways.insert(event.path);
    if (!event.confidence.empty()) there.sure.insert(event.confidence);
  }
  using Kind = AnswerTable::Kind;
  AnswerTable table({{"PERSON", "person", Kind::kWho},
                     {"CUSTOMER", "customer", Kind::kWords},
                     {"FIRST", "first", Kind::kMoment},
                     {"LAST", "last", Kind::kMoment},
                     {"RECORDS", "records", Kind::kSpareNumber},
                     {"ENTRIES", "entries", Kind::kNumber},
                     {"ACTIONS", "actions", Kind::kNumber},
                     {"OUTSIDE", "outside", Kind::kNumber},
                     {"VIA", "via", Kind::kWords},
                     {"SURE", "confidence", Kind::kWords},
                     {"", "person_id", Kind::kForPrograms},
                     {"", "upn", Kind::kForPrograms},
                     {"", "customer_id", Kind::kForPrograms}});
  std::map<ShownPlaces::Key, ShownPlaces::Key> by_name;
  for (const auto& [key, there] : matrix) by_name[{places.person(key), places.customer(key)}] = key;
  const auto counts = owners.counts();
  for (const auto& [names, key] : by_name) {
    const Presence& there = matrix[key];
    const auto found = counts.find(key);
    const auto [entries, actions] = found == counts.end() ? ActivityOwners::Count{} : found->second;
    table.add({names.first, names.second, zone.stamped(there.first), zone.stamped(there.last),
               std::to_string(there.records), std::to_string(entries), std::to_string(actions),
               std::to_string(there.outside), joined(there.ways), joined(there.sure), there.id,
               there.upn, key.second},
              there.outside > 0 ? Meaning::kWrong : Meaning::kPlain);
  }
  return table;
}

}  // namespace aobo::sim

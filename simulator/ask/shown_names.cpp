#include "simulator/ask/shown_names.h"

#include <algorithm>

#include "simulator/report/ids.h"

namespace aobo::sim {

namespace {

bool is_program(const AskedEvent& event) {
  return !event.named() && event.path == "automation" && !event.app_id.empty();
}

}  // namespace

void ShownNames::add(const std::string& id, const std::string& name) {
  std::string& known = names_[id];
  if (!name.empty()) known = name;
}

std::string ShownNames::of(const std::string& id) const {
  const auto found = names_.find(id);
  if (found == names_.end() || found->second.empty()) return id;
  const auto same = std::count_if(names_.begin(), names_.end(),
                                  [&](const auto& other) { return other.second == found->second; });
  return same > 1 && found->second != id ? found->second + " (" + id + ")" : found->second;
}

std::string person_key(const AskedEvent& event) {
  if (is_program(event)) return "app:" + event.app_id;
  return event.named() && !event.user_id.empty() ? event.user_id : event.who();
}

ShownPlaces::Key ShownPlaces::add(const AskedEvent& event) {
  const Key key{person_key(event), event.customer_id};
  // A program has a name in some logs and an id of its own in each customer in others.
  const bool by_id = is_program(event) && holds_id(event.actor);
  people_.add(key.first, by_id ? event.app : event.who());
  customers_.add(key.second, event.customer);
  return key;
}

void ActivityOwners::add(const AskedEvent& event, const ShownPlaces::Key& key) {
  const auto [at, added] = activities_.try_emplace(event.activity_key());
  Activity& activity = at->second;
  if (added || (event.named() && !activity.named)) activity.owner = key;
  activity.named = activity.named || event.named();
  activity.entry = activity.entry || event.is_entry();
}

const ShownPlaces::Key& ActivityOwners::of(const AskedEvent& event) const {
  return activities_.at(event.activity_key()).owner;
}

std::map<ShownPlaces::Key, ActivityOwners::Count> ActivityOwners::counts() const {
  std::map<ShownPlaces::Key, Count> all;
  for (const auto& [id, activity] : activities_) {
    Count& count = all[activity.owner];
    ++(activity.entry ? count.entries : count.actions);
  }
  return all;
}

}  // namespace aobo::sim

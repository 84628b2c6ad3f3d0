#include "simulator/ask/shown_names.h"

#include <algorithm>

namespace aobo::sim {

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
  return event.named() && !event.user_id.empty() ? event.user_id : event.who();
}

ShownPlaces::Key ShownPlaces::add(const AskedEvent& event) {
  const Key key{person_key(event), event.customer_id};
  people_.add(key.first, event.who());
  customers_.add(key.second, event.customer);
  return key;
}

}  // namespace aobo::sim

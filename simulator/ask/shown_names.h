// ShownNames: names that people read, of things that are told apart by their ids. Where two have
// one name, the id stands behind it.
#pragma once

#include <map>
#include <set>
#include <string>

#include "simulator/ask/event.h"

namespace aobo::sim {

class ShownNames {
 public:
  // The last name of an id counts; an empty one does not.
  void add(const std::string& id, const std::string& name);
  std::string of(const std::string& id) const;

 private:
  std::map<std::string, std::string> names_;
};

// By what people are told apart: the object id of a named one; of others what is shown.
std::string person_key(const AskedEvent& event);

// Who and which customer, by key and by what is shown.
class ShownPlaces {
 public:
  using Key = std::pair<std::string, std::string>;  // person, customer
  Key add(const AskedEvent& event);
  std::string person(const Key& key) const { return people_.of(key.first); }
  std::string customer(const Key& key) const { return customers_.of(key.second); }

 private:
  ShownNames people_, customers_;
};

}  // namespace aobo::sim

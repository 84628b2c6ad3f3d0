// ShownNames: names that people read, of things that are told apart by their ids. Where two have
// one name, the id stands behind it.
#pragma once

#include <cstdint>
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

// By what people are told apart: the object id of a named one, app:ID of a program; of others what
// is shown.
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

// In whose row an activity counts, which is once: its records may name a person or not. A name
// counts more than none.
class ActivityOwners {
 public:
  // Of each record, no derived event.
  void add(const AskedEvent& event, const ShownPlaces::Key& key);
  const ShownPlaces::Key& of(const AskedEvent& event) const;
  // How many of those in a row are entries, with a sign-in, check-out or window among the records,
  // and how many are actions, which all others are.
  struct Count {
    std::uint64_t entries = 0, actions = 0;
  };
  std::map<ShownPlaces::Key, Count> counts() const;

 private:
  struct Activity {
    ShownPlaces::Key owner;
    bool named = false, entry = false;
  };
  std::map<std::string, Activity> activities_;
};

}  // namespace aobo::sim

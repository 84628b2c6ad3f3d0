// Roles: whether somebody who is acted on holds a privileged role of the customer's directory, as
// far as the records that are left and the exports tell. What hangs on a damaged record, or on two
// records of one moment, may be said and may be left unsaid.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/truth/oracle.h"

namespace aobo::sim {

class Roles {
 public:
  explicit Roles(const World& world) : world_(world) {}

  // What may be said of the record, before it is learned.
  void say(const Sighting& sighting, Family family, Says& says) const;
  void learn(const Sighting& sighting, Family family, const Says& says);

 private:
  // Of one who was told: the role and whether it may only be taken up, and when it came or went.
  struct Change {
    std::string role;
    bool eligible = false, given = false;
    TimeNs time = 0;
  };
  struct Known {
    std::vector<Change> changes;
    bool unsure = false;  // a damaged record may have told more
    bool passed = false;  // the name was made, deleted or given to another
  };
  using Whom = std::pair<std::string, std::string>;  // tenant, target
  // What an answer is of. Of changes within one second nobody knows the order: whether those that
  // gave the role came last.
  struct Asked {
    const Action& action;
    const Known& known;
    TimeNs time = 0;
    bool by_id = false, user = false, given_last = false;
  };

  static bool last_word(const Asked& asked, const Change& of, bool& held);
  bool holds(const Asked& asked) const;
  std::vector<std::string> answers(const Asked& asked) const;
  const Customer* exported_at(const Action& action) const;

  const World& world_;
  std::map<Whom, Known> known_;
  std::set<std::string> groups_;  // tenants where a group was told to have got a role, or may have
};

}  // namespace aobo::sim

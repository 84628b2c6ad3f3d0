// Tickets: under which tickets somebody may have worked, by the check-outs and access windows that
// were written. Which of them is told hangs on what was read by then, so that any may be, and none.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "simulator/truth/oracle.h"

namespace aobo::sim {

class Tickets {
 public:
  // `damaged`: its record, which may show another ticket than was written.
  void learn(const Action& action, bool damaged);
  // What may be said of the record; one that brings its own ticket says that itself.
  void say(const Sighting& sighting, const Knowable& answer, Says& says) const;

 private:
  struct Leave {
    PersonIx person;
    TimeNs from, to;
    std::string ticket;
    bool damaged;
  };
  std::map<CustomerIx, std::vector<Leave>> leaves_;
};

}  // namespace aobo::sim

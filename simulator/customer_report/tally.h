// ActivityTally: what was done, counted by activities: a change of a directory stands in Entra's
// log and in the unified one, a sign-in in up to three, and each is one deed all the same.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "simulator/ask/event.h"

namespace aobo::sim {

// By whom, as far as is known.
enum class Doer : std::uint8_t { kNamed, kUnnamed, kProgram };
Doer doer_of(const AskedEvent& event);

struct DeedCounts {
  std::uint64_t actions = 0, entries = 0;  // entries: sign-ins that came in
  // Of the entries those of which a record tells with how much, and those with strong sign-in.
  std::uint64_t sign_ins = 0, strong = 0;
  std::uint64_t blocked = 0, no_ticket = 0;
  // Of the entries those by clients that know no strong sign-in, and those by command line.
  std::uint64_t legacy = 0, command_line = 0;
};

class ActivityTally {
 public:
  void add(const AskedEvent& event);
  // By whom the activity was done, by all its records: a name counts more than none.
  Doer doer(const std::string& activity) const;
  // Of those that were done so, as `all` has it.
  DeedCounts counts(Doer doer, const ActivityTally& all) const;
  DeedCounts counts() const;

 private:
  struct Deed {
    bool named = false, program = false;
    bool entry = false, sign_in = false, came_in = false, blocked = false, ticket = false;
    bool shows_mfa = false, strong = false, legacy = false, command_line = false;
  };
  static void count(const Deed& deed, DeedCounts& into);
  std::map<std::string, Deed> deeds_;  // in order: no log content can make it slow
};

}  // namespace aobo::sim

// ActivityTally: what was done, counted by activities: a change of a directory stands in Entra's
// log and in the unified one, a sign-in in up to three, and each is one deed all the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

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

// Each activity counts once, and in one row: its records may name one person, another, or nobody. A
// name counts more than none, and of several names the first does, as "aobo-sim who" has it.
class ActivityTally {
 public:
  // `row`: of whoever the record is told to be of; rows are numbered from 0.
  void add(const AskedEvent& event, std::size_t row);
  DeedCounts counts() const;
  DeedCounts counts(Doer doer) const;
  // By row, of all `rows`.
  std::vector<DeedCounts> by_row(std::size_t rows) const;
  // Of how many activities the records name several.
  std::uint64_t of_several() const { return of_several_; }

 private:
  struct Deed {
    Doer doer = Doer::kUnnamed;
    std::size_t row = 0;
    bool several = false;
    bool entry = false, sign_in = false, came_in = false, blocked = false, ticket = false;
    bool shows_mfa = false, strong = false, legacy = false, command_line = false;
  };
  void own(Deed& deed, bool added, Doer doer, std::size_t row);
  static void count(const Deed& deed, DeedCounts& into);
  std::map<std::string, Deed> deeds_;  // in order: no log content can make it slow
  std::uint64_t of_several_ = 0;
};

}  // namespace aobo::sim

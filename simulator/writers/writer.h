// Writers: an action becomes the records that Microsoft would write of it, a file per family. A
// writer prints what its family shows and notes, beside the text, what that tells of who acted
// (truth/clues.h). Writers know no parser.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/random/stream.h"
#include "simulator/scenario/action.h"
#include "simulator/truth/clues.h"
#include "simulator/truth/says.h"
#include "simulator/writers/envelope.h"

namespace aobo::sim {

// Which of an action's records it is.
enum class Part : std::uint8_t {
  kMain,      // in the tenant where it was done
  kHomeCopy,  // the partner tenant's copy of a cross-tenant sign-in
  kLogon,     // the unified audit log's record of a sign-in
  kUnified,   // the unified audit log's copy of a directory change
  kStart,     // Azure's record of the beginning, before that of the end
  kDeed,      // Partner Center's own record of what the customer's log shows as an application's
};
std::string_view name(Part part);

// One record to be written: whose log it goes to, and when it happens by the clock of the world.
struct PlannedRecord {
  Family family;
  Place log;
  Part part;
  TimeNs time;
};

// The records of an action, in the order in which they happen. What the log's style cannot hold is
// left out.
std::vector<PlannedRecord> planned_records(const World& world, const Action& action);

struct Job {
  const World& world;
  const Action& action;
  const PlannedRecord& planned;
  const Style& style;
  TimeNs clock;  // the time by the clock of the log, which may be wrong
  Stream& draw;  // the record's own numbers

  const Customer& customer() const { return world.customers[action.at.index]; }
  const Person& person() const { return world.people[action.who.index]; }
  bool by_person() const { return action.who.kind == WhoKind::kPerson; }
  // A partner's person in somebody else's tenant.
  bool abroad() const { return by_person() && !action.at.home; }
};

struct Written {
  std::string text;
  TimeNs shown = 0;  // the time of the event as the text shows it
  std::string id;    // the record's own id; empty where its family has none
  Clues clues;
  Says says;  // what a reader finds in it, field by field
};

Written write_record(const Job& job);

namespace written {
#define AOBO_DECLARE(family, name, writer, ...) Written writer(const Job& job);
AOBO_SIM_FAMILIES(AOBO_DECLARE)
#undef AOBO_DECLARE
}  // namespace written

}  // namespace aobo::sim

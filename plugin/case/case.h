// Case: one record with all that is found of it. It goes through the stages: each reads what lies
// before it and adds its own part. It owns its record, or shares it, and holds what was known when
// it was judged, so that it may wait for the host while the directory is reloaded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "plugin/case/activity.h"
#include "plugin/case/attribution.h"
#include "plugin/case/observed.h"
#include "plugin/case/standing.h"
#include "plugin/case/verdict.h"
#include "plugin/event/packed_record.h"

namespace aobo {

struct Policy;

// What is known beforehand: who is who, and what was agreed. Swapped whole.
struct Knowledge {
  std::shared_ptr<const Directory> directory;
  std::shared_ptr<const Policy> policy;
  // What it was loaded to take the place of, and what differs from that, in words.
  std::weak_ptr<const Knowledge> before = {};
  std::string difference = {};
  std::string extended = {};  // of that the relationships that have been set to extend themselves
};

// Whose a record under a name is that is by its form somebody else's: a technician's or a guest's.
enum class Namesake : std::uint8_t {
  kNone,    // no user of the tenant's own had that name then, or the record shows another's id
  kMaybe,   // one had, and the record shows no id
  kTheirs,  // the record shows its id
};

// Where it took place, by which shared account and by which application, and whether it may be a
// namesake's.
struct Location {
  std::optional<Guid> tenant;
  const SharedAccount* shared = nullptr;
  std::optional<Guid> app;        // the application's id, the record's own or what evidence tells
  std::optional<Guid> app_owner;  // the tenant that owns it
  Namesake namesake = Namesake::kNone;
};

struct Case : Location {
  // ---- what was read
  std::shared_ptr<const PackedRecord> packed;
  std::uint64_t number = 0;  // the how-manieth record, from 1, over all runs on one state
  std::string_view origin;   // the input, which outlives the case
  std::uint64_t offset = 0;  // in it
  bool placed = false;       // the origin says all of its place, the offset too: of a message
  TimeNs lag = 0;            // behind the latest record that went out before; 0 in its place

  std::shared_ptr<const Knowledge> knowledge;

  // ---- identity: its Location, and who
  Attribution attribution;
  // ---- activity: what it is a record of, beside which others
  ActivityPart activity;
  // ---- policy: by what right, and whether that was agreed
  Standing standing;
  PolicyVerdict verdict;
  // ---- behaviour
  Observed observed;

  void set_location(const Location& found) { static_cast<Location&>(*this) = found; }

  const Record& record() const { return packed->record(); }
  const Directory& directory() const { return *knowledge->directory; }
  const Policy& policy() const { return *knowledge->policy; }
  // How the event is called by those that rest on it: its id, or where it stands.
  std::string reference() const;
};

}  // namespace aobo

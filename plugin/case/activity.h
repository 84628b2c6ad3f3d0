// ActivityPart: which activity a record tells of, and what it is among the activity's records.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugin/base/fingerprint.h"
#include "plugin/event/family.h"

namespace aobo {

// What a record may tell of an activity that the records before it did not.
enum class ActivityFact : std::uint8_t {
  kResult,       // how it ended
  kPartner,      // that a partner acted
  kHouse,        // which partner
  kPerson,       // who, by name or by an id that no directory knows
  kViolation,    // that it breaks what was agreed, or that a right is missing
  kRole,         // which role
  kTarget,       // to what or to whom
  kApplication,  // by which application
  kSignIn,       // how somebody signed in: factors, kind of client, way across tenants
  kConflict,     // that the names that it bears contradict each other
  kCount
};
std::string_view name(ActivityFact fact);  // "result"

struct ActivityPart {
  Fingerprint id;            // of the activity's first record
  std::uint32_t record = 1;  // the how-manieth of its records
  std::vector<const Family*>
      families;                    // that have told of it so far, in the order in which they did
  std::vector<ActivityFact> news;  // what it tells first
};

}  // namespace aobo

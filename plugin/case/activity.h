// ActivityPart: which activity a record tells of, and what it is among the activity's records.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "plugin/base/fingerprint.h"
#include "plugin/base/time.h"
#include "plugin/event/family.h"

namespace aobo {

// What a record may tell of an activity that the records before it did not tell, or told otherwise.
enum class ActivityFact : std::uint8_t {
  kResult,       // how it ended
  kPartner,      // that a partner acted
  kHouse,        // which partner
  kPerson,       // who, by name or by an id that no directory knows
  kViolation,    // that it breaks what was agreed, or that a right is missing
  kRole,         // which role
  kTarget,       // to what or to whom
  kApplication,  // by which application
  kChanges,      // what was changed, from what to what
  kSignIn,       // that somebody signed in, as the log of sign-ins tells it
  kFactors,      // whether one factor was asked for or several
  kClient,       // by which kind of client
  kRisk,         // that Microsoft rates it a risk
  kCountry,      // from which country
  kConflict,     // that the names that it bears contradict each other
  kProtocol,     // by which protocol, where it is one in particular
  kUserAgent,    // by which program somebody signed in, in that program's own words
  kAgent,        // that an agent acts for somebody
  kKey,          // with which of its keys an application came
  kRequest,      // what was asked for, as Azure's records hold it
  kCount
};
std::string_view name(ActivityFact fact);  // "result"

struct ActivityPart {
  Fingerprint id;            // of the activity's first record
  std::uint32_t record = 1;  // the how-manieth of its records
  // When it was begun, where a record tells that and shares an id with this one.
  std::optional<TimeNs> begun;
  // That have told of it so far, in the order in which they did.
  std::vector<const Family*> families;
  std::vector<ActivityFact> news;  // what it tells first
};

}  // namespace aobo

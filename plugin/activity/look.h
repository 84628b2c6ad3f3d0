// Look: what of a record tells which activity it is a record of. Of texts only fingerprints, so
// that what is remembered is of one size whatever a log holds.
#pragma once

#include <cstdint>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/fingerprint.h"
#include "plugin/case/case.h"

namespace aobo {

// How an activity ended, as far as records must agree on it.
enum class Ended : std::uint8_t { kOpen, kWell, kBadly };

// Which log tells, and in which form; a log tells an activity's end once.
struct Copy {
  Fingerprint log_and_form;
  TimeNs time = 0;
  bool start = false;    // that it was begun or accepted: told before the end, and maybe twice
  bool unclear = false;  // whether it tells that or the end is not shown
};

template <class Archive>
void serialize(Archive& archive, Copy& copy) {
  archive(copy.log_and_form, copy.time, copy.start, copy.unclear);
}

struct LookKey {
  Fingerprint print;
  // Rests on an id that Microsoft gives to one activity. Else on what was done by whom to what,
  // and then the moment must be the same.
  bool by_id = false;
};

struct Look {
  Copy copy;
  Ended ended = Ended::kOpen;
  // Nothing where the record has none.
  Fingerprint tenant, log, correlation, target_id, target_name;
  Fingerprint person;         // whom the record itself names by an id
  Fingerprint actor;          // the actor's id in the tenant, whoever that is
  Fingerprint actor_name;     // and name, as that tenant calls them
  std::vector<LookKey> keys;  // the surest first; empty: nothing else can tell of its activity
};

Look look_of(const Case& the_case, const FingerprintKey& key);

// The name of the activity whose first record this is. The same in every run.
Fingerprint activity_id(const Case& the_case);

}  // namespace aobo

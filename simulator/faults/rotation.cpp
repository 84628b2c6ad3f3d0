// rotation: one record in sixty of a log of lines is where a file ends; the rest of it begins the
// next file.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  if (draft.framing != Framing::kLines || draft.damage != Damage::kNone) return false;
  if (!hits(setting.seed, "file ends at " + draft.name, 1, 60)) return false;
  draft.damage = Damage::kSplit;
  draft.damage_at = hash_of(setting.seed, "where the file ends in " + draft.name);
  return true;
}

}  // namespace

const Fault rotation{"rotation", "a file ends inside a record", nullptr, nullptr, strike, nullptr};

}  // namespace aobo::sim::fault

// bad-bytes: in one JSON record of sixty stands a byte that no UTF-8 has.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  // A line of text or a row of a table can still be read; a JSON record cannot.
  if (draft.framing == Framing::kText || draft.framing == Framing::kCsv) return false;
  if (draft.damage != Damage::kNone || !hits(setting.seed, "bad byte in " + draft.name, 1, 60))
    return false;
  draft.damage = Damage::kBadBytes;
  draft.damage_at = hash_of(setting.seed, "where the bad byte is in " + draft.name);
  return true;
}

}  // namespace

const Fault bad_bytes{
    "bad-bytes", "a byte that no UTF-8 has stands in a record", nullptr, nullptr, strike, nullptr};

}  // namespace aobo::sim::fault

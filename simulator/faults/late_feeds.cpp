// late-feeds: the reader has the customers' logs first. The partner's own logs come to a second
// run, the vault's to a third; what was learned is kept between the runs.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting&, Draft& draft) {
  if (!draft.log->partner()) return false;
  draft.run = draft.log->family == Family::kVault ? 3 : 2;
  return true;
}

}  // namespace

const Fault late_feeds{
    "late-feeds", "the partner's own logs are read in a second run, the vault's in a third",
    nullptr,      nullptr,
    strike,       nullptr,
    nullptr,      3};

}  // namespace aobo::sim::fault

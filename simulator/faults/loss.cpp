// loss: one record in thirty never arrives.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  draft.lost = hits(setting.seed, "loss of " + draft.name, 1, 30);
  return draft.lost;
}

}  // namespace

const Fault loss{"loss", "one record in thirty never arrives", nullptr, nullptr, strike, nullptr};

}  // namespace aobo::sim::fault

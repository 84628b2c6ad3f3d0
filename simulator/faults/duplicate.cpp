// duplicate: one record in twenty is delivered twice, the second time some minutes later.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  if (!hits(setting.seed, "duplicate " + draft.name, 1, 20)) return false;
  Stream draw(setting.seed, "second delivery of " + draft.name);
  draft.repeats.push_back(draft.arrival + draw.between(1, 9) * kMinuteNs);
  return true;
}

}  // namespace

const Fault duplicate{"duplicate", "one record in twenty comes twice", nullptr, nullptr, strike,
                      nullptr};

}  // namespace aobo::sim::fault

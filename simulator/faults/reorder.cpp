// reorder: in every other log records come up to five minutes out of their order.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  if (!hits(setting.seed, "reordered log " + draft.log->text, 1, 2)) return false;
  Stream draw(setting.seed, "place of " + draft.name);
  draft.arrival += draw.between(0, 300) * kSecondNs;
  return true;
}

}  // namespace

const Fault reorder{"reorder", "in every other log records come up to five minutes out of order",
                    nullptr,   nullptr,
                    strike,    nullptr};

}  // namespace aobo::sim::fault

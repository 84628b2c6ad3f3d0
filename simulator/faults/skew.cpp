// skew: one log in four has a clock that is up to three minutes wrong.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

TimeNs skewed(const FaultSetting& setting, const LogName& log) {
  if (!hits(setting.seed, "wrong clock of " + log.text, 1, 4)) return 0;
  Stream draw(setting.seed, "how wrong the clock is of " + log.text);
  return draw.between(-180, 180) * kSecondNs;
}

}  // namespace

const Fault skew{"skew",  "one log in four has a clock that is up to three minutes wrong",
                 skewed,  nullptr,
                 nullptr, nullptr};

}  // namespace aobo::sim::fault

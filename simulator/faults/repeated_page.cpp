// repeated-page: one hour in ten of a log is fetched twice.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  const std::string hour = std::to_string(draft.time / kHourNs);
  if (!hits(setting.seed, "page of " + draft.log->text + " at " + hour, 1, 10)) return false;
  draft.repeats.push_back(draft.arrival + 8 * kMinuteNs);
  return true;
}

}  // namespace

const Fault repeated_page{
    "repeated-page", "an hour of a log is fetched twice", nullptr, nullptr, strike, nullptr};

}  // namespace aobo::sim::fault

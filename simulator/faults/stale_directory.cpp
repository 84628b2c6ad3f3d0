// stale-directory: the directory was exported when a quarter of the time had passed; who came later
// stands in no export.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

TimeNs exported(const FaultSetting& setting) {
  return setting.options.start + setting.options.days * kDayNs / 4;
}

}  // namespace

const Fault stale_directory{
    "stale-directory", "the directory's exports are from the first quarter of the time",
    nullptr,           nullptr,
    nullptr,           exported};

}  // namespace aobo::sim::fault

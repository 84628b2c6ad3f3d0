// gap: in one customer log of four auditing is off for six hours.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  if (draft.log->partner() || !hits(setting.seed, "gap in " + draft.log->text, 1, 4)) return false;
  Stream draw(setting.seed, "when the gap is in " + draft.log->text);
  const TimeNs from =
      setting.options.start +
      draw.between(0, static_cast<std::int64_t>(setting.options.days) * 24 - 6) * kHourNs;
  draft.lost = from <= draft.time && draft.time < from + 6 * kHourNs;
  return draft.lost;
}

}  // namespace

const Fault gap{"gap",   "in one customer log of four nothing is written for six hours",
                nullptr, nullptr,
                strike,  nullptr};

}  // namespace aobo::sim::fault

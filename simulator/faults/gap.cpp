// gap: in one customer log of four auditing is off for six hours; where the world goes on for more
// than a week, until when a log's habit is known, for two days behind that.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

constexpr std::int64_t kWeek = 7;

bool strike(const FaultSetting& setting, Draft& draft) {
  if (draft.log->partner() || !hits(setting.seed, "gap in " + draft.log->text, 1, 4)) return false;
  Stream draw(setting.seed, "when the gap is in " + draft.log->text);
  const auto days = static_cast<std::int64_t>(setting.options.days);
  const bool long_one = days > kWeek;
  const std::int64_t hours = long_one ? 48 : 6, first = long_one ? kWeek * 24 - 24 : 0;
  const TimeNs from = setting.options.start + draw.between(first, days * 24 - hours) * kHourNs;
  draft.lost = from <= draft.time && draft.time < from + hours * kHourNs;
  return draft.lost;
}

}  // namespace

const Fault gap{
    "gap",
    "in one customer log of four nothing is written for six hours, after a week for two days",
    nullptr,
    nullptr,
    strike,
    nullptr};

}  // namespace aobo::sim::fault

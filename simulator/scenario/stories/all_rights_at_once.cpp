// all-rights-at-once: All rights that hold are weighed before one is missed.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const PersonIx who = t.technician(0);
  for (CustomerIx i = 0; i < t.world().customers.size(); ++i) {
    const Relationship* dap = t.world().tie(0, i, Tie::kDap, t.world().options.start);
    if (dap == nullptr || dap->valid.to >= t.world().options.end()) continue;
    const TimeNs time = dap->valid.to - 3 * kHourNs;  // both stand then
    const bool both = t.world().tie(0, i, Tie::kGdap, time) != nullptr;
    if (!both || !t.world().in_group(who, dap->group, time)) continue;
    const std::string session = t.sign_in(time, who, Way::kGdap, i);
    t.by(time + 2 * kMinuteNs, who, Way::kGdap, i, "consent").to("app:Mail merge").in(session);
    return;
  }
}

}  // namespace

const Story all_rights_at_once{
    "all-rights-at-once",
    "A technician with DAP beside GDAP does what DAP alone allows; it is allowed.", "", nullptr,
    tell};

}  // namespace aobo::sim::story

// all-rights-at-once: All rights that hold are weighed before one is missed.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(0);
  for (CustomerIx i = 0; i < story.world().customers.size(); ++i) {
    const Relationship* dap = story.world().tie(0, i, Tie::kDap, story.world().options.start);
    if (dap == nullptr || dap->valid.to >= story.world().options.end()) continue;
    const TimeNs time = dap->valid.to - 3 * kHourNs;  // both stand then
    const bool both = story.world().tie(0, i, Tie::kGdap, time) != nullptr;
    if (!both || !story.world().in_group(who, dap->group, time)) continue;
    const std::string session = story.sign_in(time, who, Way::kGdap, i);
    story.by(time + 2 * kMinuteNs, who, Way::kGdap, i, "consent").to("app:Mail merge").in(session);
    return;
  }
}

}  // namespace

const Story all_rights_at_once{
    "all-rights-at-once",
    "A technician with DAP beside GDAP does what DAP alone allows; it is allowed.", "", nullptr,
    tell};

}  // namespace aobo::sim::story

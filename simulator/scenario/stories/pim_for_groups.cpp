// pim-for-groups: An activation makes a member, a denied one does not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const PersonIx who = t.technician(3), denied = t.technician(2);
  const TimeNs time = t.at(1, 8, 30);
  for (const auto& [person, what] :
       {std::pair{who, "activate-membership"}, {denied, "deny-membership"}}) {
    t.by(time, person, Way::kHome, kNoIndex, what)
        .to("person:" + t.world().people[person].upn)
        .with("group", "Azure On-Call");
  }
}

}  // namespace

const Story pim_for_groups{
    "pim-for-groups",
    "A technician activates a membership of the on-call group; another one's request is denied.",
    "", nullptr, tell};

}  // namespace aobo::sim::story

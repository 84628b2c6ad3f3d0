// pim-for-groups: An activation makes a member, a denied one does not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(3), denied = story.technician(2);
  const TimeNs time = story.at(1, 8, 30);
  for (const auto& [person, what] :
       {std::pair{who, "activate-membership"}, {denied, "deny-membership"}}) {
    story.by(time, person, Way::kHome, kNoIndex, what)
        .to("person:" + story.world().people[person].upn)
        .with("group", "Azure On-Call");
  }
}

}  // namespace

const Story pim_for_groups{
    "pim-for-groups",
    "A technician activates a membership of the on-call group; another one's request is denied.",
    "", nullptr, tell};

}  // namespace aobo::sim::story

// joins-the-group: Before: one member, a name. After: two, and no name.
#include <algorithm>

#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void prepare(World& world) {
  const auto staff = world.staff(0);
  PersonIx second = kNoIndex;
  for (const PersonIx person : staff) {
    const Span& employed = world.people[person].employed;
    if (employed.from <= world.options.start && employed.to >= world.options.end()) second = person;
  }
  const std::uint32_t day = std::min(2U, world.options.days - 1);
  auto& members = world.groups[*world.group_named(0, "Azure On-Call")].members;
  if (second != kNoIndex && second != members.front().person) {
    members.push_back({second, {world.options.start + day * kDayNs + 12 * kHourNs, kForeverNs}});
  }
}

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer([&](const Customer&, CustomerIx one) {
    const Relationship* tie = story.world().tie(0, one, Tie::kLighthouse, story.at(0, 0, 0));
    return tie != nullptr && story.world().groups[tie->group].name == "Azure On-Call";
  });
  if (customer == kNoIndex) return;
  const PersonIx first =
      story.world().groups[*story.world().group_named(0, "Azure On-Call")].members.front().person;
  const PersonIx second =
      story.world().groups[*story.world().group_named(0, "Azure On-Call")].members.back().person;
  story.by(story.at(0, 9, 0), first, Way::kLighthouse, customer, "start-vm").to("db-1");
  story.by(story.at(3, 15, 0), second, Way::kLighthouse, customer, "start-vm").to("db-1");
}

}  // namespace

const Story joins_the_group{
    "joins-the-group",
    "A technician joins the on-call group; from then on its right means one of two.", "", prepare,
    tell};

}  // namespace aobo::sim::story

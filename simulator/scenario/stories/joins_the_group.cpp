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

void tell(StoryBuilder& t) {
  const CustomerIx customer = t.customer([&](const Customer&, CustomerIx i) {
    const Relationship* tie = t.world().tie(0, i, Tie::kLighthouse, t.at(0, 0, 0));
    return tie != nullptr && t.world().groups[tie->group].name == "Azure On-Call";
  });
  if (customer == kNoIndex) return;
  const PersonIx first =
      t.world().groups[*t.world().group_named(0, "Azure On-Call")].members.front().person;
  const PersonIx second =
      t.world().groups[*t.world().group_named(0, "Azure On-Call")].members.back().person;
  t.by(t.at(0, 9, 0), first, Way::kLighthouse, customer, "start-vm").to("db-1");
  t.by(t.at(3, 15, 0), second, Way::kLighthouse, customer, "start-vm").to("db-1");
}

}  // namespace

const Story joins_the_group{
    "joins-the-group",
    "A technician joins the on-call group; from then on its right means one of two.", "", prepare,
    tell};

}  // namespace aobo::sim::story

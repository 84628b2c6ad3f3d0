// nested-group: A group inside AdminAgents is how partners are told to hold Azure.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

// Fewer people have other parts to play.
constexpr std::size_t kEnough = 9;

void prepare(World& world) {
  if (world.staff(0).size() < kEnough) return;
  const GroupIx outer = *world.group_named(0, "AdminAgents");
  Group inner;
  inner.name = "Azure Partners";
  inner.id = world.id("group Azure Partners of 0");
  inner.partner = 0;
  const PersonIx who = chosen(world, "nested");
  inner.members.push_back({who, world.people[who].employed});
  world.groups.push_back(inner);
  world.groups[outer].nested.push_back(static_cast<GroupIx>(world.groups.size() - 1));
}

void tell(StoryBuilder& story) {
  if (story.world().staff(0).size() < kEnough) return;
  const CustomerIx customer = story.customer_with(Tie::kAobo, 1);
  if (customer == kNoIndex) return;
  const PersonIx who = story.person("nested");
  const std::string session = story.sign_in(story.at(1, 14, 0), who, Way::kAobo, customer);
  story.by(story.at(1, 14, 4), who, Way::kAobo, customer, "start-vm").to("web-2").in(session);
}

}  // namespace

const Story nested_group{"nested-group",
                         "A technician acts by the right of a group inside AdminAgents; the right "
                         "is that of all of them.",
                         "", prepare, tell};

}  // namespace aobo::sim::story

// inherited-name: Names are reused; who held one then is what counts.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void prepare(World& world) {
  const PersonIx before = chosen(world, "predecessor"), after = chosen(world, "joiner");
  leaves(world, before, world.options.start + 2 * kDayNs);
  joins(world, after, world.options.start + 3 * kDayNs);
  world.people[after].upn = world.people[before].upn;
}

void tell(StoryBuilder& story) {
  const PersonIx before = story.person("predecessor"), after = story.person("joiner");
  const CustomerIx customer = story.customer_with(Tie::kDap);
  if (customer == kNoIndex) return;
  const std::string session = story.sign_in(story.at(0, 10, 0), before, Way::kDap, customer);
  story.by(story.at(0, 10, 5), before, Way::kDap, customer, "reset-password")
      .to("user:1")
      .in(session);
  const std::string later = story.sign_in(story.at(4, 10, 0), after, Way::kDap, customer);
  story.by(story.at(4, 10, 5), after, Way::kDap, customer, "reset-password").to("user:1").in(later);
  story.by(story.at(4, 10, 9), after, Way::kDap, customer, "change-licence").to("user:1").in(later);
}

}  // namespace

const Story inherited_name{
    "inherited-name",
    "A successor gets the UPN of somebody who left; old and new deeds must not be mixed up.", "",
    prepare, tell};

}  // namespace aobo::sim::story

// two-names-in-a-token: A conflict of two sure signs is no name, and an alarm in itself.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void prepare(World& world) {
  for (const PersonIx person : world.staff(0)) world.people[person].puid_listed = true;
}

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kAobo);
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(0), other = story.technician(1);
  story.by(story.at(2, 13, 0), who, Way::kAobo, customer, "start-vm")
      .to("db-2")
      .with("email-of", story.world().people[other].upn)
      .wrong("person");
}

}  // namespace

const Story two_names_in_a_token{
    "two-names-in-a-token", "A token on a subscription bears one person's PUID and another's name.",
    "conflict", prepare, tell};

}  // namespace aobo::sim::story

// two-in-one-sign-in: Which of two copies comes first must not decide who it was.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 1);
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(2), other = story.technician(3);
  story.by(story.at(1, 16, 0), who, Way::kGdap, customer, "sign-in")
      .in("two in one")
      .with("email-of", story.world().people[other].upn)
      .wrong("person");
}

}  // namespace

const Story two_in_one_sign_in{
    "two-in-one-sign-in",
    "The customer's copy of a sign-in bears another technician's id than the partner's copy of it.",
    "conflict", nullptr, tell};

}  // namespace aobo::sim::story

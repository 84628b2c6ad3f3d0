// distributor-acts: A third party's third party: the partner is known, its people are not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer =
      story.customer([&](const Customer&, CustomerIx i) { return story.tied(1, i, Tie::kDap); });
  if (customer == kNoIndex) return;
  const PersonIx who = story.world().staff(1).front();
  const TimeNs time = story.at(1, 12, 12);
  const std::string session = story.sign_in(time, who, Way::kDap, customer);
  story.by(time + 2 * kMinuteNs, who, Way::kDap, customer, "reset-password")
      .to("user:2")
      .in(session)
      .wrong("customer");
  story.by(time + 8 * kMinuteNs, who, Way::kGdap, customer, "set-mailbox")
      .to("user:2")
      .in(session)
      .wrong("customer");
}

}  // namespace

const Story distributor_acts{
    "distributor-acts", "The distributor acts in the tenant of a customer to whom it only resells.",
    "distributor", nullptr, tell};

}  // namespace aobo::sim::story

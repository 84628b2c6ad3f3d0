// coincidence: Two deeds at one customer within minutes are not one deed.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 2);
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(4);
  const TimeNs time = story.at(2, 10, 30);
  story.by(time, who, Way::kGdap, customer, "add-user").to("user:3").with("via", "partner-center");
  story
      .act(time + 3 * kMinuteNs, {WhoKind::kApp, 2}, Way::kAutomation, {false, customer},
           "add-user")
      .to("user:4")
      .with("called", "Microsoft Partner Center");
}

}  // namespace

const Story coincidence{"coincidence",
                        "Partner Center creates a user, and the customer's own staff application "
                        "another one minutes later, under Partner Center's name.",
                        "", nullptr, tell};

}  // namespace aobo::sim::story

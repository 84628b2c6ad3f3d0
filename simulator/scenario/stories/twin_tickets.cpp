// twin-tickets: The customer's log shows an application twice; which deed is whose, the target
// tells, or nothing does.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 1);
  const TimeNs time = story.at(1, 10, 30);
  story.by(time, story.technician(0), Way::kGdap, customer, "change-licence")
      .to("user:3")
      .with("via", "partner-center");
  story.by(time + 40 * kSecondNs, story.technician(1), Way::kGdap, customer, "change-licence")
      .to("user:4")
      .with("via", "partner-center");
  story.by(time + 3 * kMinuteNs, story.technician(0), Way::kGdap, customer, "update-user")
      .to("user:5")
      .with("via", "partner-center");
  story.by(time + 4 * kMinuteNs, story.technician(1), Way::kGdap, customer, "update-user")
      .to("user:5")
      .with("via", "partner-center");
}

}  // namespace

const Story twin_tickets{"twin-tickets",
                         "Two technicians do the same thing at the same customer through Partner "
                         "Center within a minute.",
                         "", nullptr, tell};

}  // namespace aobo::sim::story

// twin-tickets: The customer's log shows an application twice; which deed is whose, the target
// tells, or nothing does.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx customer = t.customer_with(Tie::kGdap, 1);
  const TimeNs time = t.at(1, 10, 30);
  t.by(time, t.technician(0), Way::kGdap, customer, "change-licence")
      .to("user:3")
      .with("via", "partner-center");
  t.by(time + 40 * kSecondNs, t.technician(1), Way::kGdap, customer, "change-licence")
      .to("user:4")
      .with("via", "partner-center");
  t.by(time + 3 * kMinuteNs, t.technician(0), Way::kGdap, customer, "update-user")
      .to("user:5")
      .with("via", "partner-center");
  t.by(time + 4 * kMinuteNs, t.technician(1), Way::kGdap, customer, "update-user")
      .to("user:5")
      .with("via", "partner-center");
}

}  // namespace

const Story twin_tickets{"twin-tickets",
                         "Two technicians do the same thing at the same customer through Partner "
                         "Center within a minute.",
                         "", nullptr, tell};

}  // namespace aobo::sim::story

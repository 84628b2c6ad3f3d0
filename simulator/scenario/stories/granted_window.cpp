// granted-window: A ticket system gives leave to work, and the work is done within it. Nothing is
// wrong.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx customer = t.customer_with(Tie::kGdap);
  if (customer == kNoIndex) return;
  const PersonIx who = t.technician(2);
  const TimeNs time = t.at(2, 13, 0);
  t.by(time, who, Way::kHome, customer, "access-window")
      .with("hours", "2")
      .with("ticket", "CHG-3001");
  const std::string session = t.sign_in(time + 5 * kMinuteNs, who, Way::kGdap, customer,
                                        t.world().people[who].home_address);
  t.by(time + 8 * kMinuteNs, who, Way::kGdap, customer, "update-user").to("user:3").in(session);
}

}  // namespace

const Story granted_window{
    "granted-window", "A technician is given leave to work for two hours, and works within them.",
    "", nullptr, tell};

}  // namespace aobo::sim::story

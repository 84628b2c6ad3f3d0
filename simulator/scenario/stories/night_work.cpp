// night-work: Half past two, UTC; nobody is on call.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const PersonIx who = t.technician(3);
  const CustomerIx customer = t.customer_with(Tie::kGdap, 1);
  const TimeNs time = t.at(2, 2, 30);
  const std::string session =
      t.sign_in(time, who, Way::kGdap, customer, t.world().people[who].home_address);
  t.by(time + 4 * kMinuteNs, who, Way::kGdap, customer, "update-user")
      .to("user:2")
      .in(session)
      .wrong("time");
  t.by(time + 7 * kMinuteNs, who, Way::kGdap, customer, "change-licence")
      .to("user:2")
      .in(session)
      .wrong("time");
}

}  // namespace

const Story night_work{"night-work",
                       "A technician works in the middle of the night, outside the agreed hours.",
                       "out-of-scope", nullptr, tell};

}  // namespace aobo::sim::story

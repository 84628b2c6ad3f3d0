// night-work: Half past two, UTC; nobody is on call.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(3);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 1);
  const TimeNs time = story.at(2, 2, 30);
  const std::string session =
      story.sign_in(time, who, Way::kGdap, customer, story.world().people[who].home_address);
  story.by(time + 4 * kMinuteNs, who, Way::kGdap, customer, "update-user")
      .to("user:2")
      .in(session)
      .wrong("time");
  story.by(time + 7 * kMinuteNs, who, Way::kGdap, customer, "change-licence")
      .to("user:2")
      .in(session)
      .wrong("time");
}

}  // namespace

const Story night_work{"night-work",
                       "A technician works in the middle of the night, outside the agreed hours.",
                       "out-of-scope", nullptr, tell};

}  // namespace aobo::sim::story

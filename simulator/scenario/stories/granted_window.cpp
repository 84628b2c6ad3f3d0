// granted-window: A ticket system gives leave to work, and the work is done within it. Nothing is
// wrong.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap);
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(2);
  const TimeNs time = story.at(2, 13, 0);
  story.by(time, who, Way::kHome, customer, "access-window")
      .with("hours", "2")
      .with("ticket", "CHG-3001");
  const std::string session = story.sign_in(time + 5 * kMinuteNs, who, Way::kGdap, customer,
                                            story.world().people[who].home_address);
  story.by(time + 8 * kMinuteNs, who, Way::kGdap, customer, "update-user").to("user:3").in(session);
}

}  // namespace

const Story granted_window{
    "granted-window", "A technician is given leave to work for two hours, and works within them.",
    "", nullptr, tell};

}  // namespace aobo::sim::story

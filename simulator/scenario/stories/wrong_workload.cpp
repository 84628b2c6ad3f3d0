// wrong-workload: The right is there; the agreement is not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(3);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 4);
  const TimeNs time = story.at(1, 11, 28);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "create-device-script")
      .to("user:1")
      .in(session)
      .wrong("workload");
  story.by(time + 9 * kMinuteNs, who, Way::kGdap, customer, "graph-list-users")
      .in(session)
      .wrong("workload");
}

}  // namespace

const Story wrong_workload{"wrong-workload", "A technician for mail works in Intune.",
                           "out-of-scope", nullptr, tell};

}  // namespace aobo::sim::story

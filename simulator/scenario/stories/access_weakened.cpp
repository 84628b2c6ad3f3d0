// access-weakened: The policy still stands and still looks strict.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(0);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 3);
  const TimeNs time = story.at(2, 11, 11);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "update-ca")
      .to("Require MFA for admins")
      .in(session)
      .with("set.ConditionalAccessPolicy",
            "{\"excludeGuestsOrExternalUsers\":{\"guestOrExternalUserTypes\":\"serviceProvider\"}}")
      .wrong("operation");
  story.by(time + 4 * kMinuteNs, who, Way::kGdap, customer, "delete-ca")
      .to("Block legacy")
      .in(session)
      .wrong("operation");
}

}  // namespace

const Story access_weakened{
    "access-weakened",
    "Conditional Access is changed so that service providers are excluded from it.",
    "access-weakened", nullptr, tell};

}  // namespace aobo::sim::story

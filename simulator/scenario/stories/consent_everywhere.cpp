// consent-everywhere: Each consent alone looks like onboarding a tool; the same one in ten tenants
// within an hour does not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(2);
  for (std::uint32_t i = 0; i < 10; ++i) {
    const CustomerIx customer = story.customer_with(Tie::kGdap, i);
    const TimeNs time = story.at(1, 15, 5 * i);
    const std::string session = story.sign_in(time, who, Way::kGdap, customer);
    story.by(time + kMinuteNs, who, Way::kGdap, customer, "consent")
        .to("app:Handy Sync")
        .in(session)
        .with("set.ConsentContext.IsAdminConsent", "True")
        .wrong("operation");
  }
}

}  // namespace

const Story consent_everywhere{
    "consent-everywhere",
    "One application is granted consent in many customers by the same technician.",
    "consent-everywhere", nullptr, tell};

}  // namespace aobo::sim::story

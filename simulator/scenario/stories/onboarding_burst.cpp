// onboarding-burst: Anyone can onboard.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(4);
  for (std::uint32_t i = 0; i < 6; ++i) {
    const CustomerIx customer = story.customer_with(Tie::kGdap, i);
    story.by(story.at(2, 18, 2 * i), who, Way::kHome, customer, "add-customer").wrong("operation");
    story.by(story.at(2, 18, 2 * i) + 40 * kSecondNs, who, Way::kGdap, customer, "add-user")
        .to("user:" + std::to_string(800 + i))
        .with("via", "partner-center")
        .wrong("operation");
  }
}

}  // namespace

const Story onboarding_burst{"onboarding-burst",
                             "Customers are added and users created in a burst, by somebody who is "
                             "not in the onboarding team.",
                             "onboarding-burst", nullptr, tell};

}  // namespace aobo::sim::story

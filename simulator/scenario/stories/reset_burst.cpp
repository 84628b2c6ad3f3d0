// reset-burst: The customer's log shows an application; Partner Center names the person.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(3);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 2);
  for (std::uint32_t i = 0; i < 8; ++i) {
    story.by(story.at(1, 19, i), who, Way::kGdap, customer, "reset-password")
        .to("user:" + std::to_string(i))
        .with("via", "partner-center")
        .wrong("operation");
  }
}

}  // namespace

const Story reset_burst{
    "reset-burst",
    "Passwords of many users of one customer are reset through Partner Center within minutes.",
    "reset-burst", nullptr, tell};

}  // namespace aobo::sim::story

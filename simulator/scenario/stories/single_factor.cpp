// single-factor: MFA is demanded of partners; the claim is not always there.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(4);
  for (std::uint32_t i = 0; i < 3; ++i) {
    story.by(story.at(1, 9, 15 + i), who, Way::kGdap, story.customer_with(Tie::kGdap, i), "sign-in")
        .in("single-factor/" + std::to_string(i))
        .with("mfa", "single")
        .wrong("operation");
  }
}

}  // namespace

const Story single_factor{"single-factor", "A technician enters customers with a password alone.",
                          "single-factor", nullptr, tell};

}  // namespace aobo::sim::story

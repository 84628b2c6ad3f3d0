// stolen-token: The session is real and so is the name in every log: only the address and the pace
// tell. The token itself is used first, then what it renews.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

constexpr const char* kThief = "192.0.2.66";

void tell(StoryBuilder& story) {
  const PersonIx victim = story.technician(1);
  const CustomerIx first = story.customer_with(Tie::kGdap);
  const std::string stolen = story.sign_in(story.at(1, 9, 5), victim, Way::kGdap, first);
  story.by(story.at(1, 9, 40), victim, Way::kGdap, first, "graph-list-users")
      .in(stolen)
      .from(kThief)
      .wrong("person");
  for (std::uint32_t i = 0; i < 8; ++i) {
    const TimeNs time = story.at(1, 13, 2 * i);
    const CustomerIx customer = story.customer_with(Tie::kGdap, i);
    const std::string session = story.sign_in(time, victim, Way::kGdap, customer, kThief);
    story.by(time + 20 * kSecondNs, victim, Way::kGdap, customer, "graph-list-users")
        .in(session)
        .from(kThief)
        .wrong("person");
    story.by(time + 45 * kSecondNs, victim, Way::kGdap, customer, "reset-password")
        .to("user:2")
        .in(session)
        .from(kThief)
        .wrong("person");
  }
}

}  // namespace

const Story stolen_token{"stolen-token",
                         "A technician's token is stolen and used in many customers within "
                         "minutes, from one foreign address.",
                         "stolen-token", nullptr, tell};

}  // namespace aobo::sim::story

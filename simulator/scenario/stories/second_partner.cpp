// second-partner: Not an error and not ours: user_<hex> of somebody whom no directory holds.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer =
      story.customer([&](const Customer&, CustomerIx i) { return story.tied(3, i, Tie::kGdap); });
  if (customer == kNoIndex) return;
  const PersonIx who = story.world().staff(3).front();
  const TimeNs time = story.at(1, 14, 30);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "update-user")
      .to("user:3")
      .in(session)
      .labelled("second-partner");
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "set-mailbox")
      .to("user:3")
      .in(session)
      .labelled("second-partner");
  story.by(time + 5 * kMinuteNs, who, Way::kGdap, customer, "update-device-policy")
      .to("Wi-Fi")
      .in(session)
      .labelled("second-partner");
}

}  // namespace

const Story second_partner{
    "second-partner",
    "A second partner's technician works at a customer; nobody here knows the person.",
    "second-partner", nullptr, tell};

}  // namespace aobo::sim::story

// shared-by-two: The honest answer is both names and no one.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer();
  if (customer == kNoIndex) return;
  const PersonIx one = story.technician(0), other = story.technician(1);
  const TimeNs time = story.at(1, 10, 0);
  story.by(time, one, Way::kHome, customer, "check-out").with("ticket", "INC-2001");
  story.by(time + 10 * kMinuteNs, other, Way::kHome, customer, "check-out")
      .with("ticket", "INC-2002");
  const std::string session =
      story.sign_in(time + 20 * kMinuteNs, other, Way::kShared, customer, "192.0.2.80");
  story.by(time + 22 * kMinuteNs, other, Way::kShared, customer, "reset-password")
      .to("user:1")
      .in(session)
      .from("192.0.2.80")
      .wrong("person");
  story.by(time + 25 * kMinuteNs, other, Way::kShared, customer, "new-transport-rule")
      .to("Forward all")
      .in(session)
      .from("192.0.2.80")
      .wrong("person");
  story.by(time + 50 * kMinuteNs, one, Way::kHome, customer, "check-in").with("ticket", "INC-2001");
  story.by(time + 55 * kMinuteNs, other, Way::kHome, customer, "check-in")
      .with("ticket", "INC-2002");
}

}  // namespace

const Story shared_by_two{
    "shared-by-two",
    "Two people have a shared account's password out at once; what is done with it is nobody's.",
    "shared-by-two", nullptr, tell};

}  // namespace aobo::sim::story

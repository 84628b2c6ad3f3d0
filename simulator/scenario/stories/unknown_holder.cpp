// unknown-holder: Two have the password, and of one no directory knows: no name.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer(2);
  if (customer == kNoIndex) return;
  const PersonIx known = story.technician(1), unknown = story.world().staff(3).front();
  const TimeNs time = story.at(1, 13, 0);
  story.by(time, known, Way::kHome, customer, "check-out").with("ticket", "INC-2201");
  story.by(time + 4 * kMinuteNs, unknown, Way::kHome, customer, "check-out")
      .with("ticket", "INC-2202");
  story.by(time + 9 * kMinuteNs, unknown, Way::kShared, customer, "set-mailbox")
      .to("user:1")
      .from("192.0.2.82")
      .wrong("person");
  story.by(time + 40 * kMinuteNs, unknown, Way::kHome, customer, "check-in")
      .with("ticket", "INC-2202");
  story.by(time + 50 * kMinuteNs, known, Way::kHome, customer, "check-in")
      .with("ticket", "INC-2201");
}

}  // namespace

const Story unknown_holder{"unknown-holder",
                           "A shared account is lent to a technician and to somebody whom no "
                           "directory knows; the second one uses it.",
                           "unknown-holder", nullptr, tell};

}  // namespace aobo::sim::story

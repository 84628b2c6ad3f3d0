// shared-by-two: The honest answer is both names and no one.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx customer = t.shared_customer();
  if (customer == kNoIndex) return;
  const PersonIx one = t.technician(0), other = t.technician(1);
  const TimeNs time = t.at(1, 10, 0);
  t.by(time, one, Way::kHome, customer, "check-out").with("ticket", "INC-2001");
  t.by(time + 10 * kMinuteNs, other, Way::kHome, customer, "check-out").with("ticket", "INC-2002");
  const std::string session =
      t.sign_in(time + 20 * kMinuteNs, other, Way::kShared, customer, "192.0.2.80");
  t.by(time + 22 * kMinuteNs, other, Way::kShared, customer, "reset-password")
      .to("user:1")
      .in(session)
      .from("192.0.2.80")
      .wrong("person");
  t.by(time + 25 * kMinuteNs, other, Way::kShared, customer, "new-transport-rule")
      .to("Forward all")
      .in(session)
      .from("192.0.2.80")
      .wrong("person");
  t.by(time + 50 * kMinuteNs, one, Way::kHome, customer, "check-in").with("ticket", "INC-2001");
  t.by(time + 55 * kMinuteNs, other, Way::kHome, customer, "check-in").with("ticket", "INC-2002");
}

}  // namespace

const Story shared_by_two{
    "shared-by-two",
    "Two people have a shared account's password out at once; what is done with it is nobody's.",
    "shared-by-two", nullptr, tell};

}  // namespace aobo::sim::story

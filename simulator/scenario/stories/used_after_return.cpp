// used-after-return: A loan that is over names nobody, also where the vault is read last.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer(1);
  if (customer == kNoIndex) return;
  const PersonIx borrower = story.technician(0), user = story.technician(2);
  const TimeNs time = story.at(0, 10, 0);
  story.by(time, borrower, Way::kHome, customer, "check-out").with("ticket", "INC-2101");
  story.by(time + kHourNs, borrower, Way::kHome, customer, "check-in").with("ticket", "INC-2101");
  const std::string session =
      story.sign_in(time + 2 * kHourNs, user, Way::kShared, customer, "192.0.2.81");
  story.by(time + 2 * kHourNs + 3 * kMinuteNs, user, Way::kShared, customer, "reset-password")
      .to("user:1")
      .in(session)
      .from("192.0.2.81")
      .wrong("person")
      .expects("checkout_missing");
  story.by(time + 2 * kHourNs + 6 * kMinuteNs, user, Way::kShared, customer, "graph-list-users")
      .in(session)
      .from("192.0.2.81")
      .wrong("person");
}

}  // namespace

const Story used_after_return{"used-after-return",
                              "A shared account is used an hour after its password was given back; "
                              "whoever had it is not who did it.",
                              "used-after-return", nullptr, tell};

}  // namespace aobo::sim::story

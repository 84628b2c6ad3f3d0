// used-after-return: A loan that is over names nobody, also where the vault is read last.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx customer = t.shared_customer(1);
  if (customer == kNoIndex) return;
  const PersonIx borrower = t.technician(0), user = t.technician(2);
  const TimeNs time = t.at(0, 10, 0);
  t.by(time, borrower, Way::kHome, customer, "check-out").with("ticket", "INC-2101");
  t.by(time + kHourNs, borrower, Way::kHome, customer, "check-in").with("ticket", "INC-2101");
  const std::string session =
      t.sign_in(time + 2 * kHourNs, user, Way::kShared, customer, "192.0.2.81");
  t.by(time + 2 * kHourNs + 3 * kMinuteNs, user, Way::kShared, customer, "reset-password")
      .to("user:1")
      .in(session)
      .from("192.0.2.81")
      .wrong("person")
      .expects("checkout_missing");
  t.by(time + 2 * kHourNs + 6 * kMinuteNs, user, Way::kShared, customer, "graph-list-users")
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

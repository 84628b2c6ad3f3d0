// wrong-customer: The right is there; the agreement is not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const PersonIx who = t.technician(2);
  const CustomerIx customer = t.customer_with(Tie::kGdap, 3);
  const TimeNs time = t.at(1, 11, 21);
  const std::string session = t.sign_in(time, who, Way::kGdap, customer);
  t.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "reset-password")
      .to("user:1")
      .in(session)
      .wrong("customer");
  t.by(time + 9 * kMinuteNs, who, Way::kGdap, customer, "graph-list-users")
      .in(session)
      .wrong("customer");
}

}  // namespace

const Story wrong_customer{"wrong-customer",
                           "A technician works at a customer that is not in the own scope.",
                           "out-of-scope", nullptr, tell};

}  // namespace aobo::sim::story

// wrong-customer: The right is there; the agreement is not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(2);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 3);
  const TimeNs time = story.at(1, 11, 21);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "reset-password")
      .to("user:1")
      .in(session)
      .wrong("customer");
  story.by(time + 9 * kMinuteNs, who, Way::kGdap, customer, "graph-list-users")
      .in(session)
      .wrong("customer");
}

}  // namespace

const Story wrong_customer{"wrong-customer",
                           "A technician works at a customer that is not in the own scope.",
                           "out-of-scope", nullptr, tell};

}  // namespace aobo::sim::story

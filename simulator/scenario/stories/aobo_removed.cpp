// aobo-removed: One person, one evening; each removal alone is what the documentation advises.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx first = t.customer_with(Tie::kAobo, 0);
  for (std::uint32_t i = 0; i < 6; ++i) {
    const CustomerIx customer = t.customer_with(Tie::kAobo, i);
    if (customer == kNoIndex || (i > 0 && customer == first)) return;  // there are no more
    const TimeNs time = t.at(3, 23, 4 * i);
    auto told = t.own_user(time, 0, customer, "delete-role-assignment")
                    .to("AdminAgents")
                    .wrong("operation");
    told.expects("aobo_removed");
    if (!t.tied(0, customer, Tie::kLighthouse)) told.expects("credit_at_risk");
  }
}

}  // namespace

const Story aobo_removed{"aobo-removed",
                         "The foreign principal is removed from the subscriptions of many "
                         "customers, and credit with it.",
                         "aobo-removed", nullptr, tell};

}  // namespace aobo::sim::story

// distributor-acts: A third party's third party: the partner is known, its people are not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx customer =
      t.customer([&](const Customer&, CustomerIx i) { return t.tied(1, i, Tie::kDap); });
  if (customer == kNoIndex) return;
  const PersonIx who = t.world().staff(1).front();
  const TimeNs time = t.at(1, 12, 12);
  const std::string session = t.sign_in(time, who, Way::kDap, customer);
  t.by(time + 2 * kMinuteNs, who, Way::kDap, customer, "reset-password")
      .to("user:2")
      .in(session)
      .wrong("customer");
  t.by(time + 8 * kMinuteNs, who, Way::kGdap, customer, "set-mailbox")
      .to("user:2")
      .in(session)
      .wrong("customer");
}

}  // namespace

const Story distributor_acts{
    "distributor-acts", "The distributor acts in the tenant of a customer to whom it only resells.",
    "distributor", nullptr, tell};

}  // namespace aobo::sim::story

// unknown-delegation: Written by the customer's own administrator, or by whoever had that account.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kLighthouse);
  if (customer == kNoIndex) return;
  const TimeNs time = story.at(2, 12, 0);
  story.own_user(time, 0, customer, "write-delegation").to("managed services").wrong("operation");
  const PersonIx who = story.technician(1);
  const std::string session = story.sign_in(time + 20 * kMinuteNs, who, Way::kHome, kNoIndex);
  story.by(time + 25 * kMinuteNs, who, Way::kLighthouse, customer, "run-command")
      .to("web-1")
      .in(session)
      .wrong("operation");
  story.by(time + 27 * kMinuteNs, who, Way::kLighthouse, customer, "list-keys")
      .to("store")
      .in(session)
      .wrong("operation");
}

}  // namespace

const Story unknown_delegation{
    "unknown-delegation", "A Lighthouse delegation appears on a subscription, and is used at once.",
    "unknown-delegation", nullptr, tell};

}  // namespace aobo::sim::story

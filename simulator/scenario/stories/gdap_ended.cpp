// gdap-ended: The token outlives the relationship for a while, or the relationship was ended by the
// customer unseen.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer([&](const Customer&, CustomerIx customer_ix) {
    for (const Relationship& r : story.world().relationships) {
      const bool ours = r.customer == customer_ix && r.partner == 0 && r.tie == Tie::kGdap;
      if (ours && r.valid.to < story.world().options.end() - 2 * kHourNs) return true;
    }
    return false;
  });
  if (customer == kNoIndex) return;
  TimeNs ended = 0;
  for (const Relationship& r : story.world().relationships) {
    if (r.customer == customer && r.partner == 0 && r.tie == Tie::kGdap) ended = r.valid.to;
  }
  const PersonIx who = story.technician(1);
  const std::string session = story.sign_in(ended - 10 * kMinuteNs, who, Way::kGdap, customer);
  story.by(ended + 5 * kMinuteNs, who, Way::kGdap, customer, "update-user")
      .to("user:1")
      .in(session)
      .wrong("relationship")
      .expects("relationship_overrun");
  story.by(ended + 40 * kMinuteNs, who, Way::kGdap, customer, "set-mailbox")
      .to("user:1")
      .in(session)
      .wrong("relationship");
}

}  // namespace

const Story gdap_ended{"gdap-ended", "A technician goes on after the GDAP relationship has ended.",
                       "gdap-ended", nullptr, tell};

}  // namespace aobo::sim::story

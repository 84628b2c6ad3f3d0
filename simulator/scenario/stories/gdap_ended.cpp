// gdap-ended: The token outlives the relationship for a while, or the relationship was ended by the
// customer unseen.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx customer = t.customer([&](const Customer&, CustomerIx i) {
    for (const Relationship& r : t.world().relationships) {
      const bool ours = r.customer == i && r.partner == 0 && r.tie == Tie::kGdap;
      if (ours && r.valid.to < t.world().options.end() - 2 * kHourNs) return true;
    }
    return false;
  });
  if (customer == kNoIndex) return;
  TimeNs ended = 0;
  for (const Relationship& r : t.world().relationships) {
    if (r.customer == customer && r.partner == 0 && r.tie == Tie::kGdap) ended = r.valid.to;
  }
  const PersonIx who = t.technician(1);
  const std::string session = t.sign_in(ended - 10 * kMinuteNs, who, Way::kGdap, customer);
  t.by(ended + 5 * kMinuteNs, who, Way::kGdap, customer, "update-user")
      .to("user:1")
      .in(session)
      .wrong("relationship")
      .expects("relationship_overrun");
  t.by(ended + 40 * kMinuteNs, who, Way::kGdap, customer, "set-mailbox")
      .to("user:1")
      .in(session)
      .wrong("relationship");
}

}  // namespace

const Story gdap_ended{"gdap-ended", "A technician goes on after the GDAP relationship has ended.",
                       "gdap-ended", nullptr, tell};

}  // namespace aobo::sim::story

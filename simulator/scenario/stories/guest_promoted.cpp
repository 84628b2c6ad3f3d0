// guest-promoted: A guest with Global Administrator outlives every relationship.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer([&](const Customer& c, CustomerIx) {
    return !c.guests.empty() && story.stays(c.guests.front());
  });
  if (customer == kNoIndex) return;
  const PersonIx who = story.world().customers[customer].guests.front();
  const TimeNs time = story.at(1, 8, 44);
  const std::string session = story.sign_in(time, who, Way::kGuest, customer);
  story.by(time + 2 * kMinuteNs, who, Way::kGuest, customer, "add-role-member")
      .to("user:700")
      .in(session)
      .with("role", "62e90394-69f5-4237-9190-012177145e10")
      .with("role-name", "Global Administrator")
      .wrong("operation");
  story.by(time + 4 * kMinuteNs, who, Way::kGuest, customer, "read-file")
      .to("plan.docx")
      .in(session)
      .wrong("workload");
}

}  // namespace

const Story guest_promoted{"guest-promoted",
                           "A guest from the partner gives an own guest account a role.",
                           "guest-promoted", nullptr, tell};

}  // namespace aobo::sim::story

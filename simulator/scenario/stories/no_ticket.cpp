// no-ticket: The vault shows a check-out without a ticket.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer();
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(1);
  const TimeNs time = story.at(3, 14, 0);
  story.by(time, who, Way::kHome, customer, "check-out").wrong("ticket");
  const std::string session = story.sign_in(time + 2 * kMinuteNs, who, Way::kShared, customer);
  story.by(time + 4 * kMinuteNs, who, Way::kShared, customer, "disable-strong-auth")
      .to("user:6")
      .in(session)
      .wrong("ticket");
  story.by(time + 30 * kMinuteNs, who, Way::kHome, customer, "check-in");
}

}  // namespace

const Story no_ticket{"no-ticket", "Work that needs a ticket is done without one.", "out-of-scope",
                      nullptr, tell};

}  // namespace aobo::sim::story

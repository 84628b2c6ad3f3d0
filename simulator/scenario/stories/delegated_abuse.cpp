// delegated-abuse: The pattern that Microsoft described of NOBELIUM in 2021: the right is real, the
// deed is not the partner's business.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(0);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 2);
  const TimeNs time = story.at(2, 2, 10);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer, "192.0.2.70");
  story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "add-credential")
      .to("app:Mailbox archiver")
      .in(session)
      .wrong("operation");
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "update-app-secrets")
      .to("app:Mailbox archiver")
      .in(session)
      .wrong("operation");
  story.by(time + 5 * kMinuteNs, who, Way::kGdap, customer, "add-app-role")
      .to("app:Mailbox archiver")
      .in(session)
      .with("set.AppRole.Value", "Mail.Read")
      .wrong("operation");
  for (std::uint32_t i = 0; i < 5; ++i) {
    story
        .act(time + (20 + i) * kMinuteNs, {WhoKind::kApp, 2}, Way::kAutomation, {false, customer},
             "read-mail")
        .to("user:" + std::to_string(i))
        .wrong("operation");
  }
}

}  // namespace

const Story delegated_abuse{"delegated-abuse",
                            "Delegated rights are used to put a credential on a customer's "
                            "application, which then reads mail.",
                            "delegated-abuse", nullptr, tell};

}  // namespace aobo::sim::story

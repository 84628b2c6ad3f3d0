// mail-forwarded: One cmdlet, and the mail goes elsewhere.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(0);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 8);
  const TimeNs time = story.at(3, 9, 9);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + kMinuteNs, who, Way::kGdap, customer, "set-mailbox")
      .to("user:0")
      .in(session)
      .with("set.ForwardingSmtpAddress", "smtp:drop@mail.example")
      .wrong("operation");
  story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "add-mailbox-permission")
      .to("user:0")
      .in(session)
      .with("set.AccessRights", "FullAccess")
      .wrong("operation");
  story.by(time + 6 * kMinuteNs, who, Way::kGdap, customer, "read-mail")
      .to("user:0")
      .in(session)
      .wrong("operation");
}

}  // namespace

const Story mail_forwarded{
    "mail-forwarded",
    "A technician lets a mailbox forward to an address outside and takes full access to it.",
    "mail-forwarded", nullptr, tell};

}  // namespace aobo::sim::story

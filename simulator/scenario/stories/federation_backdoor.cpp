// federation-backdoor: From then on anyone can be signed in as anyone.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(0);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 6);
  const TimeNs time = story.at(2, 3, 33);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer, "192.0.2.73");
  story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "set-federation")
      .to("mail.example")
      .in(session)
      .with("set.IssuerUri", "http://any.sts.example/")
      .wrong("operation");
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "set-domain-authentication")
      .to("mail.example")
      .in(session)
      .wrong("operation");
}

}  // namespace

const Story federation_backdoor{
    "federation-backdoor", "A domain is federated with an identity provider of the intruder's own.",
    "federation-backdoor", nullptr, tell};

}  // namespace aobo::sim::story

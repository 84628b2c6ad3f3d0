// leaver: The account was never disabled; the directory knows the day.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void prepare(World& world) {
  leaves(world, chosen(world, "leaver"), world.options.start + kDayNs + 17 * kHourNs);
}

void tell(StoryBuilder& story) {
  const PersonIx who = story.person("leaver");
  const CustomerIx customer = story.customer_with(Tie::kGdap, 1);
  story.sign_in(story.at(0, 9, 30), who, Way::kGdap, customer);
  for (std::uint32_t i = 0; i < 2; ++i) {
    const TimeNs time = story.at(2 + i, 19, 12);
    const std::string session = story.sign_in(time, who, Way::kGdap, customer);
    story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "reset-password")
        .to("user:4")
        .in(session)
        .wrong("person");
    story.by(time + 6 * kMinuteNs, who, Way::kGdap, customer, "set-mailbox")
        .to("user:4")
        .in(session)
        .with("set.ForwardingSmtpAddress", "smtp:old@mail.example")
        .wrong("person");
  }
}

}  // namespace

const Story leaver{
    "leaver", "Somebody who has left the partner still acts with rights that nobody took away.",
    "leaver", prepare, tell};

}  // namespace aobo::sim::story

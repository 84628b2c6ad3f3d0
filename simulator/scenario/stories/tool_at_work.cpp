// tool-at-work: The customer's log shows an application; the tool's own log shows the person.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

constexpr std::uint32_t kTool = 0;  // of the world's applications: one of the partner's

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 1);
  if (customer == kNoIndex) return;
  const auto resets = [&](TimeNs time, const std::string& target, PersonIx person = kNoIndex) {
    auto deed = story.act(time, {WhoKind::kApp, kTool}, Way::kAutomation, {false, customer},
                          "reset-password");
    deed.to(target);
    if (person != kNoIndex) deed.with("for", story.world().people[person].upn);
  };
  const auto works_for = [&](TimeNs time, Who who, const std::string& target) {
    const Way way = who.kind == WhoKind::kApp ? Way::kAutomation : Way::kGdap;
    story.act(time, who, way, {false, customer}, "tool-reset-password").to(target);
  };
  const TimeNs time = story.at(1, 13, 20);
  // For one; for two at the same time; by itself; on somebody else.
  works_for(time, {WhoKind::kPerson, story.technician(1)}, "user:3");
  resets(time + 20 * kSecondNs, "user:3", story.technician(1));
  works_for(time + kHourNs, {WhoKind::kPerson, story.technician(1)}, "user:4");
  works_for(time + kHourNs + kMinuteNs, {WhoKind::kPerson, story.technician(2)}, "user:4");
  resets(time + kHourNs + 2 * kMinuteNs, "user:4", story.technician(2));
  works_for(time + 2 * kHourNs, {WhoKind::kApp, kTool}, "user:5");
  resets(time + 2 * kHourNs + 20 * kSecondNs, "user:5");
  works_for(time + 3 * kHourNs, {WhoKind::kPerson, story.technician(2)}, "user:6");
  resets(time + 3 * kHourNs + 20 * kSecondNs, "user:7", story.technician(1));
}

}  // namespace

const Story tool_at_work{"tool-at-work",
                         "A tool of the partner's resets passwords for technicians and by itself; "
                         "its own log tells for whom.",
                         "", nullptr, tell};

}  // namespace aobo::sim::story

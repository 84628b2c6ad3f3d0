// support-visit: A look-alike that every rule about partners must leave alone.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer([](const Customer&, CustomerIx) { return true; }, 3);
  const TimeNs time = story.at(1, 9, 0);
  story
      .act(time, {WhoKind::kMicrosoft, 6}, Way::kMicrosoft, {false, customer}, "add-partner-access")
      .to("CrossTenantAccessPolicy");
  story
      .act(time + 5 * kSecondNs, {WhoKind::kMicrosoft, 6}, Way::kMicrosoft, {false, customer},
           "add-allowed-roles")
      .to("constraints");
  story
      .act(time + 9 * kSecondNs, {WhoKind::kMicrosoft, 8}, Way::kMicrosoft, {false, customer},
           "add-role-member")
      .to("support group")
      .with("role", "fe930be7-5e62-47db-91af-98c3a49a38b1")
      .with("role-name", "User Administrator");
  story.act(time + kMinuteNs, {WhoKind::kMicrosoft, 9}, Way::kMicrosoft, {false, customer},
            "sign-in");
  story
      .act(time + kHourNs, {WhoKind::kMicrosoft, 6}, Way::kMicrosoft, {false, customer},
           "delete-allowed-roles")
      .to("constraints");
  story
      .act(time + kHourNs + 4 * kSecondNs, {WhoKind::kMicrosoft, 6}, Way::kMicrosoft,
           {false, customer}, "delete-partner-access")
      .to("CrossTenantAccessPolicy");
}

}  // namespace

const Story support_visit{
    "support-visit",
    "Microsoft Support enters a customer's tenant: the same machinery as GDAP, and no partner.", "",
    nullptr, tell};

}  // namespace aobo::sim::story

// rights-spread: Each right alone looks like a favour.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"add-eligible-role-member",
     "user:11",
     {{"role", "62e90394-69f5-4237-9190-012177145e10"}, {"role-name", "Global Administrator"}}},
    {"add-role-member-timebound",
     "user:12",
     {{"role", "e8611ab8-c189-46e8-94e1-60213ab1f814"},
      {"role-name", "Privileged Role Administrator"}}},
    {"add-role-outside-pim",
     "user:13",
     {{"role", "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"},
      {"role-name", "Privileged Authentication Administrator"}}},
    {"update-role-setting", "Global Administrator", {}},
    {"disable-pim-alert", "Roles are being assigned outside of PIM", {}},
    {"elevate-access", "company", {}},
    {"invite-guest", "user:14", {}},
    {"update-user", "user:15", {{"set.UserType", "Member"}}},
    {"add-role-member",
     "user:16",
     {{"role", "729827e3-9c14-49f7-bb1b-9608f156bbb8"}, {"role-name", "Helpdesk Administrator"}}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 1);
  if (customer != kNoIndex)
    story.tour(story.at(2, 9, 3), story.technician(2), Way::kGdap, customer, kSteps);
}

}  // namespace

const Story rights_spread{"rights-spread",
                          "A technician spreads directory rights that nobody asked for: roles past "
                          "their term, outside PIM, elevated access.",
                          "rights-spread", nullptr, tell};

}  // namespace aobo::sim::story

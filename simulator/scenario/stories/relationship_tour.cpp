// relationship-tour: What ties a partner to a customer is changed from every side.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kCustomersSteps[] = {
    {"promote-company", "Adatum", {}},
    {"set-partnership", "Adatum", {}},
    {"demote-partner", "Adatum", {}},
};
const Step kAzureSteps[] = {
    {"write-delegation-definition", "managed services", {}},
    {"delete-delegation", "managed services", {}},
    {"delete-delegation-definition", "managed services", {}},
    {"write-role-assignment", "AdminAgents", {}},
};
const Step kPartnersSteps[] = {
    {"approve-gdap", "relationship", {}},
    {"assign-gdap-access", "assignment", {}},
    {"change-gdap-access", "assignment", {}},
    {"remove-gdap-access", "assignment", {}},
    {"create-reseller-tie", "reseller", {}},
    {"remove-reseller-tie", "reseller", {}},
    {"register-partner-app", "Ordering", {}},
    {"add-partner-app-credential", "Ordering", {}},
    {"add-agent", "user:3", {}},
    {"fraud-event", "subscription", {}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 2);
  story.tour_of_user(story.at(2, 6, 5), 0, customer, kCustomersSteps);
  if (const CustomerIx azure = story.customer_with(Tie::kAobo, 4); azure != kNoIndex)
    story.tour_of_user(story.at(2, 6, 15), 0, azure, kAzureSteps);
  story.tour(story.at(2, 6, 30), story.technician(0), Way::kHome, customer, kPartnersSteps);
}

}  // namespace

const Story relationship_tour{"relationship-tour",
                              "What ties a partner to a customer is changed: by the customer, in "
                              "the subscription, in Partner Center.",
                              "relationship-changed", nullptr, tell};

}  // namespace aobo::sim::story

// access-policy-tour: Every change has a reason in its name.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"add-ca", "Allow from anywhere", {}},
    {"add-named-location", "Trusted: everywhere", {}},
    {"update-named-location", "Office", {}},
    {"delete-named-location", "Blocked countries", {}},
    {"update-security-defaults", "Security defaults", {}},
    {"update-auth-methods", "SMS allowed", {}},
    {"set-company-information",
     "company",
     {{"set.TrustedCAsForPasswordlessAuth", "[{\"authority\":\"drop\"}]"}}},
    {"add-domain", "drop.example", {}},
    {"verify-domain", "drop.example", {}},
    {"set-federation", "drop.example", {}},
    {"set-domain-authentication", "drop.example", {}},
    {"update-partner-access", "Inbound trust", {}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 4);
  if (customer != kNoIndex)
    story.tour(story.at(2, 12, 3), story.technician(0), Way::kGdap, customer, kSteps);
}

}  // namespace

const Story access_policy_tour{
    "access-policy-tour",
    "Named locations, security defaults and authentication methods are loosened one after another.",
    "access-policy-loosened", nullptr, tell};

}  // namespace aobo::sim::story

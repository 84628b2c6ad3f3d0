// application-foothold: An application needs no second factor.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"update-app-secrets", "app:Mailbox archiver", {}},
    {"update-app",
     "app:Mailbox archiver",
     {{"set.FederatedIdentityCredentials", "[{\"issuer\":\"https://login.drop.example\"}]"}}},
    {"add-app-owner", "app:Mailbox archiver", {}},
    {"add-principal-owner", "app:Mailbox archiver", {}},
    {"add-app-role",
     "app:Mailbox archiver",
     {{"set.AppRole.Value", "RoleManagement.ReadWrite.Directory"}}},
    {"add-permission-grant",
     "app:Mailbox archiver",
     {{"set.DelegatedPermissionGrant.Scope", "Mail.ReadWrite offline_access"}}},
    {"add-service-principal", "app:Mailbox archiver", {}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 2);
  if (customer != kNoIndex)
    story.tour(story.at(2, 10, 3), story.technician(1), Way::kGdap, customer, kSteps);
}

}  // namespace

const Story application_foothold{
    "application-foothold",
    "An application of the customer's is given owners, secrets and rights to keep a way in.",
    "application-foothold", nullptr, tell};

}  // namespace aobo::sim::story

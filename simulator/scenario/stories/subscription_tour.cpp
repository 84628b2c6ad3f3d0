// subscription-tour: Owner by inheritance may do all of it.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"elevate-access-azure", "subscription", {}},
    {"write-role-assignment", "Owner", {}},
    {"write-delegation-definition", "managed services", {}},
    {"delete-lock", "keep", {}},
    {"delete-policy-assignment", "audit", {}},
    {"suppress-alerts", "quiet", {}},
    {"delete-event-hub", "audit-export", {}},
    {"run-command", "dc-1", {}},
    {"write-vm-extension", "dc-1", {}},
    {"connect-serial-console", "dc-1", {}},
    {"list-keys", "store", {}},
    {"write-key-access", "vault", {}},
    {"write-key-vault", "vault", {}},
    {"write-secret", "vault", {}},
    {"write-nsg-rule", "any-any", {}},
    {"delete-firewall-policy", "edge", {}},
    {"write-runbook", "nightly", {}},
    {"write-webhook", "nightly", {}},
    {"write-logic-app", "mailer", {}},
    {"delete-snapshot", "disk-1", {}},
    {"delete-restore-points", "daily", {}},
    {"delete-backup-vault", "backups", {}},
    {"delete-storage", "store", {}},
    {"delete-resource-group", "production", {}},
    {"cancel-azure-subscription", "subscription", {}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kAobo, 3);
  // The first technician is an admin agent, whose group holds the subscription.
  if (customer != kNoIndex)
    story.tour(story.at(2, 15, 3), story.technician(0), Way::kAobo, customer, kSteps);
}

}  // namespace

const Story subscription_tour{
    "subscription-tour", "A subscription is looted and its traces and safeguards removed, by AOBO.",
    "subscription-looted", nullptr, tell};

}  // namespace aobo::sim::story

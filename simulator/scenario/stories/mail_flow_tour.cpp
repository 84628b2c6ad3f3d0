// mail-flow-tour: Nobody reads the list of rules.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"set-inbox-rule", "user:31", {{"set.ForwardTo", "drop@mail.example"}}},
    {"new-inbox-rule", "user:31", {{"set.DeleteMessage", "True"}, {"set.Name", "."}}},
    {"update-inbox-rules", "user:31", {}},
    {"set-mailbox", "user:31", {{"set.GrantSendOnBehalfTo", "user 32"}}},
    {"new-remote-domain", "drop.example", {{"set.AutoForwardEnabled", "True"}}},
    {"set-remote-domain", "Default", {{"set.AutoForwardEnabled", "True"}}},
    {"add-recipient-permission", "user:31", {{"set.AccessRights", "SendAs"}}},
    {"add-folder-permission", "user:31", {{"set.AccessRights", "Owner"}}},
    {"new-transport-rule", "Copy all", {{"set.BlindCopyTo", "drop@mail.example"}}},
    {"set-transport-rule", "Spam", {{"set.SetSCL", "-1"}}},
    {"remove-transport-rule", "Block macros", {}},
    {"disable-transport-rule", "Disclaimer", {}},
    {"new-role-assignment", "Impersonation", {{"set.Role", "ApplicationImpersonation"}}},
    {"add-role-group-member", "Organization Management", {}},
    {"new-role-group", "Helpers", {}},
    {"remove-antiphish-rule", "Standard", {}},
    {"disable-antiphish-rule", "Standard", {}},
    {"remove-safe-links-rule", "Standard", {}},
    {"disable-safe-links-rule", "Standard", {}},
    {"remove-safe-attachment-rule", "Standard", {}},
    {"disable-safe-attachment-rule", "Standard", {}},
    {"remove-malware-rule", "Default", {}},
    {"disable-malware-rule", "Default", {}},
    {"set-dkim", "customer.example", {{"set.Enabled", "False"}}},
    {"remove-dlp-policy", "Bank accounts", {}},
    {"add-federated-domain", "drop.example", {}},
    {"new-accepted-domain", "drop.example", {}},
    {"bypass-mailbox-audit", "user:31", {{"set.AuditBypassEnabled", "True"}}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 5);
  if (customer != kNoIndex)
    story.tour(story.at(2, 13, 3), story.technician(1), Way::kGdap, customer, kSteps);
}

}  // namespace

const Story mail_flow_tour{"mail-flow-tour",
                           "Mail is diverted and its protection taken away, rule by rule.",
                           "mail-flow-diverted", nullptr, tell};

}  // namespace aobo::sim::story

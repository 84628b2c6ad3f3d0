#include "simulator/scenario/operation.h"

#include <array>

#include "plugin/base/check.h"

namespace aobo::sim {
namespace {

using enum Family;

constexpr std::array<std::string_view, static_cast<std::size_t>(kCount)> kFamilyNames = {
    "entra.signin", "entra.audit", "m365.audit", "azure.activity",
    "intune.audit", "graph.activity", "partner.audit", "vault.checkout"};

// Activity names: reference-audit-activities of the Entra documentation; unified operations and record types: the schema
// of the Management Activity API; Partner Center: its enumeration of operation types (LOGS §1b, §1d, §1e).
constexpr Operation kOperations[] = {
    {"sign-in", kSignIn, "Sign-in activity", "", 0, "", ""},

    {"reset-password", kEntraAudit, "Reset user password", "UserManagement", 8, "user", "reset_customer_user_password"},
    {"add-user", kEntraAudit, "Add user", "UserManagement", 8, "user", "create_customer_user"},
    {"delete-user", kEntraAudit, "Delete user", "UserManagement", 8, "user", "delete_customer_user"},
    {"update-user", kEntraAudit, "Update user", "UserManagement", 8, "user", "update_customer_user"},
    {"change-licence", kEntraAudit, "Change user license", "UserManagement", 8, "user", "update_customer_user_licenses"},
    {"disable-strong-auth", kEntraAudit, "Disable Strong Authentication", "UserManagement", 8, "user", ""},
    {"invite-guest", kEntraAudit, "Invite external user", "UserManagement", 8, "user", ""},
    {"add-role-member", kEntraAudit, "Add member to role", "RoleManagement", 8, "role", "add_user_member"},
    {"remove-role-member", kEntraAudit, "Remove member from role", "RoleManagement", 8, "role", "remove_user_member"},
    {"add-group-member", kEntraAudit, "Add member to group", "GroupManagement", 8, "group", ""},
    {"remove-group-member", kEntraAudit, "Remove member from group", "GroupManagement", 8, "group", ""},
    {"add-credential", kEntraAudit, "Add service principal credentials", "ApplicationManagement", 8, "app", ""},
    {"update-app-secrets", kEntraAudit, "Update application \u2013 Certificates and secrets management ",
     "ApplicationManagement", 8, "app", ""},
    {"add-service-principal", kEntraAudit, "Add service principal", "ApplicationManagement", 8, "app", ""},
    {"consent", kEntraAudit, "Consent to application", "ApplicationManagement", 8, "app", ""},
    {"add-app-role", kEntraAudit, "Add app role assignment to service principal", "ApplicationManagement", 8, "app", ""},
    {"set-federation", kEntraAudit, "Set federation settings on domain", "DirectoryManagement", 8, "domain", ""},
    {"set-domain-authentication", kEntraAudit, "Set domain authentication", "DirectoryManagement", 8, "domain", ""},
    {"update-ca", kEntraAudit, "Update conditional access policy", "Policy", 8, "policy", ""},
    {"delete-ca", kEntraAudit, "Delete conditional access policy", "Policy", 8, "policy", ""},
    {"add-partner", kEntraAudit, "Add partner to company", "DirectoryManagement", 8, "company", ""},
    {"remove-partner", kEntraAudit, "Remove partner from company", "DirectoryManagement", 8, "company", ""},
    {"add-partner-access", kEntraAudit, "Add a partner to cross-tenant access setting", "CrossTenantAccessSettings", 372,
     "policy", ""},
    {"delete-partner-access", kEntraAudit, "Delete partner specific cross-tenant access setting",
     "CrossTenantAccessSettings", 372, "policy", ""},
    {"add-allowed-roles", kEntraAudit, "Adding allowed assignable roles", "DelegatedAdminServiceProviderConstraints", 8,
     "policy", ""},
    {"delete-allowed-roles", kEntraAudit, "Deleting allowed assignable roles", "DelegatedAdminServiceProviderConstraints",
     8, "policy", ""},
    {"promote-company", kEntraAudit, "Promote company to partner", "DirectoryManagement", 8, "company", ""},
    {"set-partnership", kEntraAudit, "Set Partnership", "DirectoryManagement", 8, "company", ""},
    {"demote-partner", kEntraAudit, "Demote partner", "DirectoryManagement", 8, "company", ""},
    {"update-partner-access", kEntraAudit, "Update a partner cross-tenant access setting", "CrossTenantAccessSettings", 8, "policy", ""},
    {"add-eligible-role-member", kEntraAudit, "Add eligible member to role in PIM completed (permanent)", "RoleManagement", 8, "role", ""},
    {"add-role-member-timebound", kEntraAudit, "Add member to role in PIM completed (timebound)", "RoleManagement", 8, "role", ""},
    {"add-role-outside-pim", kEntraAudit, "Add member to role outside of PIM (permanent)", "RoleManagement", 8, "role", ""},
    {"update-role-setting", kEntraAudit, "Update role setting in PIM", "RoleManagement", 8, "policy", ""},
    {"disable-pim-alert", kEntraAudit, "Disable PIM Alert", "RoleManagement", 8, "policy", ""},
    {"elevate-access", kEntraAudit, "User has elevated their access to User Access Administrator for their Azure Resources", "AzureRBACRoleManagementElevateAccess", 8, "company", ""},
    {"add-app-owner", kEntraAudit, "Add owner to application", "ApplicationManagement", 8, "app", ""},
    {"add-principal-owner", kEntraAudit, "Add owner to service principal", "ApplicationManagement", 8, "app", ""},
    {"add-permission-grant", kEntraAudit, "Add delegated permission grant", "ApplicationManagement", 8, "app", ""},
    {"update-app", kEntraAudit, "Update application", "ApplicationManagement", 8, "app", ""},
    {"create-pass", kEntraAudit, "Create Temporary Access Pass method for user", "UserManagement", 8, "user", ""},
    {"register-security-info", kEntraAudit, "Admin registered security info", "UserManagement", 8, "user", ""},
    {"delete-security-info", kEntraAudit, "User deleted security info", "UserManagement", 8, "user", ""},
    {"change-password", kEntraAudit, "Change user password", "UserManagement", 8, "user", ""},
    {"add-domain", kEntraAudit, "Add unverified domain", "DirectoryManagement", 8, "domain", ""},
    {"verify-domain", kEntraAudit, "Verify domain", "DirectoryManagement", 8, "domain", ""},
    {"set-company-information", kEntraAudit, "Set Company Information", "DirectoryManagement", 8, "company", ""},
    {"update-auth-methods", kEntraAudit, "Authentication Methods Policy Update", "Policy", 8, "policy", ""},
    {"read-bitlocker", kEntraAudit, "Read BitLocker key", "KeyManagement", 8, "device", ""},
    {"read-laps", kEntraAudit, "Recover device local administrator password", "Device", 8, "device", ""},
    {"register-device", kEntraAudit, "Register device", "Device", 8, "device", ""},
    {"add-ca", kEntraAudit, "Add conditional access policy", "Policy", 8, "policy", ""},
    {"add-named-location", kEntraAudit, "Add named location", "Policy", 8, "policy", ""},
    {"update-named-location", kEntraAudit, "Update named location", "Policy", 8, "policy", ""},
    {"delete-named-location", kEntraAudit, "Delete named location", "Policy", 8, "policy", ""},
    {"update-security-defaults", kEntraAudit, "Update security defaults", "Policy", 8, "policy", ""},
    {"dismiss-risk", kEntraAudit, "Dismiss user risk", "UserManagement", 8, "user", ""},

    {"set-mailbox", kM365, "Set-Mailbox", "Exchange", 1, "mailbox", ""},
    {"add-mailbox-permission", kM365, "Add-MailboxPermission", "Exchange", 1, "mailbox", ""},
    {"new-inbox-rule", kM365, "New-InboxRule", "Exchange", 1, "mailbox", ""},
    {"new-transport-rule", kM365, "New-TransportRule", "Exchange", 1, "rule", ""},
    {"set-audit-config", kM365, "Set-AdminAuditLogConfig", "Exchange", 1, "settings", ""},
    {"read-mail", kM365, "MailItemsAccessed", "Exchange", 50, "mailbox", ""},
    {"send-mail", kM365, "Send", "Exchange", 2, "mailbox", ""},
    {"read-file", kM365, "FileAccessed", "SharePoint", 6, "file", ""},
    {"download-file", kM365, "FileDownloaded", "OneDrive", 6, "file", ""},
    {"delete-file", kM365, "FileDeleted", "SharePoint", 6, "file", ""},
    {"add-site-admin", kM365, "SiteCollectionAdminAdded", "SharePoint", 14, "site", ""},
    {"start-search", kM365, "SearchCreated", "SecurityComplianceCenter", 24, "search", ""},
    {"change-teams-setting", kM365, "TeamsTenantSettingChanged", "MicrosoftTeams", 25, "settings", ""},
    {"add-federated-domain", kM365, "Add-FederatedDomain", "Exchange", 1, "domain", ""},
    {"new-accepted-domain", kM365, "New-AcceptedDomain", "Exchange", 1, "domain", ""},
    {"set-inbox-rule", kM365, "Set-InboxRule", "Exchange", 1, "mailbox", ""},
    {"update-inbox-rules", kM365, "UpdateInboxRules", "Exchange", 2, "mailbox", ""},
    {"new-remote-domain", kM365, "New-RemoteDomain", "Exchange", 1, "domain", ""},
    {"set-remote-domain", kM365, "Set-RemoteDomain", "Exchange", 1, "domain", ""},
    {"add-recipient-permission", kM365, "Add-RecipientPermission", "Exchange", 1, "mailbox", ""},
    {"add-folder-permission", kM365, "Add-MailboxFolderPermission", "Exchange", 1, "mailbox", ""},
    {"set-transport-rule", kM365, "Set-TransportRule", "Exchange", 1, "rule", ""},
    {"remove-transport-rule", kM365, "Remove-TransportRule", "Exchange", 1, "rule", ""},
    {"disable-transport-rule", kM365, "Disable-TransportRule", "Exchange", 1, "rule", ""},
    {"new-role-assignment", kM365, "New-ManagementRoleAssignment", "Exchange", 1, "settings", ""},
    {"add-role-group-member", kM365, "Add-RoleGroupMember", "Exchange", 1, "settings", ""},
    {"new-role-group", kM365, "New-RoleGroup", "Exchange", 1, "settings", ""},
    {"remove-antiphish-rule", kM365, "Remove-AntiPhishRule", "Exchange", 1, "rule", ""},
    {"disable-antiphish-rule", kM365, "Disable-AntiPhishRule", "Exchange", 1, "rule", ""},
    {"remove-safe-links-rule", kM365, "Remove-SafeLinksRule", "Exchange", 1, "rule", ""},
    {"disable-safe-links-rule", kM365, "Disable-SafeLinksRule", "Exchange", 1, "rule", ""},
    {"remove-safe-attachment-rule", kM365, "Remove-SafeAttachmentRule", "Exchange", 1, "rule", ""},
    {"disable-safe-attachment-rule", kM365, "Disable-SafeAttachmentRule", "Exchange", 1, "rule", ""},
    {"remove-malware-rule", kM365, "Remove-MalwareFilterRule", "Exchange", 1, "rule", ""},
    {"disable-malware-rule", kM365, "Disable-MalwareFilterRule", "Exchange", 1, "rule", ""},
    {"set-dkim", kM365, "Set-DkimSigningConfig", "Exchange", 1, "domain", ""},
    {"remove-dlp-policy", kM365, "Remove-DlpPolicy", "Exchange", 1, "policy", ""},
    {"bypass-mailbox-audit", kM365, "Set-MailboxAuditBypassAssociation", "Exchange", 1, "mailbox", ""},
    {"search-action", kM365, "New-ComplianceSearchAction", "SecurityComplianceCenter", 18, "search", ""},
    {"export-search", kM365, "SearchExported", "SecurityComplianceCenter", 24, "search", ""},
    {"change-sharing-policy", kM365, "SharingPolicyChanged", "SharePoint", 4, "site", ""},
    {"create-anonymous-link", kM365, "AnonymousLinkCreated", "SharePoint", 14, "file", ""},
    {"set-teams-federation", kM365, "Set-CsTenantFederationConfiguration", "MicrosoftTeams", 25, "settings", ""},

    {"start-vm", kAzure, "Microsoft.Compute/virtualMachines/start/action", "Microsoft.Compute/virtualMachines", 0, "machine", ""},
    {"write-vm", kAzure, "Microsoft.Compute/virtualMachines/write", "Microsoft.Compute/virtualMachines", 0, "machine", ""},
    {"run-command", kAzure, "Microsoft.Compute/virtualMachines/runCommand/action", "Microsoft.Compute/virtualMachines", 0,
     "machine", ""},
    {"deploy", kAzure, "Microsoft.Resources/deployments/write", "Microsoft.Resources/deployments", 0, "deployment", ""},
    {"list-keys", kAzure, "Microsoft.Storage/storageAccounts/listKeys/action", "Microsoft.Storage/storageAccounts", 0,
     "storage", ""},
    {"delete-diagnostics", kAzure, "Microsoft.Insights/diagnosticSettings/delete", "Microsoft.Insights/diagnosticSettings",
     0, "setting", ""},
    {"write-role-assignment", kAzure, "Microsoft.Authorization/roleAssignments/write",
     "Microsoft.Authorization/roleAssignments", 0, "assignment", ""},
    {"delete-role-assignment", kAzure, "Microsoft.Authorization/roleAssignments/delete",
     "Microsoft.Authorization/roleAssignments", 0, "assignment", ""},
    {"write-delegation", kAzure, "Microsoft.ManagedServices/registrationAssignments/write",
     "Microsoft.ManagedServices/registrationAssignments", 0, "delegation", ""},
    {"raise-quota", kAzure, "Microsoft.Quota/quotas/write", "Microsoft.Quota/quotas", 0, "quota", ""},
    {"elevate-access-azure", kAzure, "Microsoft.Authorization/elevateAccess/action", "Microsoft.Authorization/elevateAccess", 0, "subscription", ""},
    {"write-delegation-definition", kAzure, "Microsoft.ManagedServices/registrationDefinitions/write", "Microsoft.ManagedServices/registrationDefinitions", 0, "delegation", ""},
    {"delete-delegation-definition", kAzure, "Microsoft.ManagedServices/registrationDefinitions/delete", "Microsoft.ManagedServices/registrationDefinitions", 0, "delegation", ""},
    {"delete-delegation", kAzure, "Microsoft.ManagedServices/registrationAssignments/delete", "Microsoft.ManagedServices/registrationAssignments", 0, "delegation", ""},
    {"delete-lock", kAzure, "Microsoft.Authorization/locks/delete", "Microsoft.Authorization/locks", 0, "lock", ""},
    {"delete-policy-assignment", kAzure, "Microsoft.Authorization/policyAssignments/delete", "Microsoft.Authorization/policyAssignments", 0, "policy", ""},
    {"suppress-alerts", kAzure, "Microsoft.Security/alertsSuppressionRules/write", "Microsoft.Security/alertsSuppressionRules", 0, "rule", ""},
    {"delete-event-hub", kAzure, "Microsoft.EventHub/namespaces/eventhubs/delete", "Microsoft.EventHub/namespaces/eventhubs", 0, "hub", ""},
    {"write-vm-extension", kAzure, "Microsoft.Compute/virtualMachines/extensions/write", "Microsoft.Compute/virtualMachines/extensions", 0, "machine", ""},
    {"connect-serial-console", kAzure, "Microsoft.SerialConsole/serialPorts/connect/action", "Microsoft.SerialConsole/serialPorts", 0, "machine", ""},
    {"delete-resource-group", kAzure, "Microsoft.Resources/subscriptions/resourceGroups/delete", "Microsoft.Resources/subscriptions/resourceGroups", 0, "group", ""},
    {"delete-storage", kAzure, "Microsoft.Storage/storageAccounts/delete", "Microsoft.Storage/storageAccounts", 0, "storage", ""},
    {"delete-snapshot", kAzure, "Microsoft.Compute/snapshots/delete", "Microsoft.Compute/snapshots", 0, "snapshot", ""},
    {"delete-restore-points", kAzure, "Microsoft.Compute/restorePointCollections/delete", "Microsoft.Compute/restorePointCollections", 0, "snapshot", ""},
    {"delete-backup-vault", kAzure, "Microsoft.RecoveryServices/vaults/delete", "Microsoft.RecoveryServices/vaults", 0, "vault", ""},
    {"cancel-azure-subscription", kAzure, "Microsoft.Subscription/cancel/action", "Microsoft.Subscription/subscriptions", 0, "subscription", ""},
    {"write-nsg-rule", kAzure, "Microsoft.Network/networkSecurityGroups/securityRules/write", "Microsoft.Network/networkSecurityGroups", 0, "network", ""},
    {"delete-firewall-policy", kAzure, "Microsoft.Network/firewallPolicies/delete", "Microsoft.Network/firewallPolicies", 0, "network", ""},
    {"write-runbook", kAzure, "Microsoft.Automation/automationAccounts/runbooks/write", "Microsoft.Automation/automationAccounts", 0, "automation", ""},
    {"write-webhook", kAzure, "Microsoft.Automation/automationAccounts/webhooks/write", "Microsoft.Automation/automationAccounts", 0, "automation", ""},
    {"write-logic-app", kAzure, "Microsoft.Logic/workflows/write", "Microsoft.Logic/workflows", 0, "automation", ""},
    {"write-key-access", kAzure, "Microsoft.KeyVault/vaults/accessPolicies/write", "Microsoft.KeyVault/vaults", 0, "vault", ""},
    {"write-secret", kAzure, "Microsoft.KeyVault/vaults/secrets/write", "Microsoft.KeyVault/vaults", 0, "vault", ""},

    {"update-device-policy", kIntune, "Update DeviceConfiguration", "DeviceConfiguration", 0, "policy", ""},
    {"create-device-script", kIntune, "Create DeviceManagementScript", "DeviceIntent", 0, "script", ""},
    {"delete-app-assignment", kIntune, "Delete MobileAppAssignment", "MobileApp", 0, "app", ""},
    {"wipe-device", kIntune, "wipe ManagedDevice", "ManagedDevices", 0, "device", ""},
    {"delete-device-policy", kIntune, "Delete DeviceConfiguration", "DeviceConfiguration", 0, "policy", ""},
    {"delete-compliance-policy", kIntune, "Delete DeviceCompliancePolicy", "DeviceConfiguration", 0, "policy", ""},
    {"create-app", kIntune, "Create MobileApp", "MobileApp", 0, "app", ""},

    {"graph-read-mail", kGraph, "GET /v1.0/users/{user}/messages?$top=50", "", 0, "user", ""},
    {"graph-list-users", kGraph, "GET /v1.0/users?$select=id,displayName", "", 0, "", ""},
    {"graph-read-policies", kGraph, "GET /beta/identity/conditionalAccess/policies", "", 0, "", ""},
    {"graph-patch-user", kGraph, "PATCH /v1.0/users/{user}", "", 0, "user", ""},

    {"place-order", kPartnerCenter, "create_order", "order", 0, "order", "create_order"},
    {"change-subscription", kPartnerCenter, "update_subscription", "subscription", 0, "subscription", "update_subscription"},
    {"add-customer", kPartnerCenter, "add_customer", "customer", 0, "customer", "add_customer"},
    {"end-gdap", kPartnerCenter, "granular_admin_relationship_terminated", "granular_admin_relationship", 0, "relationship",
     "granular_admin_relationship_terminated"},
    {"activate-gdap", kPartnerCenter, "granular_admin_relationship_activated", "granular_admin_relationship", 0,
     "relationship", "granular_admin_relationship_activated"},
    {"approve-dap", kPartnerCenter, "dap_admin_relationship_approved", "dap_admin_relationship", 0, "relationship",
     "dap_admin_relationship_approved"},
    {"end-dap", kPartnerCenter, "dap_admin_relationship_terminated", "dap_admin_relationship", 0, "relationship",
     "dap_admin_relationship_terminated"},
    {"approve-gdap", kPartnerCenter, "granular_admin_relationship_approved", "granular_admin_relationship", 0, "relationship", "granular_admin_relationship_approved"},
    {"assign-gdap-access", kPartnerCenter, "granular_admin_access_assignment_created", "granular_admin_access_assignment", 0, "assignment", "granular_admin_access_assignment_created"},
    {"change-gdap-access", kPartnerCenter, "granular_admin_access_assignment_updated", "granular_admin_access_assignment", 0, "assignment", "granular_admin_access_assignment_updated"},
    {"remove-gdap-access", kPartnerCenter, "granular_admin_access_assignment_deleted", "granular_admin_access_assignment", 0, "assignment", "granular_admin_access_assignment_deleted"},
    {"create-reseller-tie", kPartnerCenter, "create_partner_relationship", "partner_relationship", 0, "relationship", "create_partner_relationship"},
    {"remove-reseller-tie", kPartnerCenter, "remove_partner_customer_relationship", "partner_relationship", 0, "relationship", "remove_partner_customer_relationship"},
    {"register-partner-app", kPartnerCenter, "register_application", "application", 0, "app", "register_application"},
    {"add-partner-app-credential", kPartnerCenter, "add_application_credential", "application", 0, "app", "add_application_credential"},
    {"add-agent", kPartnerCenter, "add_user_member", "user_role", 0, "user", "add_user_member"},
    {"fraud-event", kPartnerCenter, "azure_fraud_event_detected", "azure_fraud_event", 0, "subscription", "azure_fraud_event_detected"},

    {"check-out", kVault, "check-out", "", 0, "account", ""},
    {"check-in", kVault, "check-in", "", 0, "account", ""},
};

}  // namespace

std::string_view name(Family family) { return kFamilyNames[static_cast<std::size_t>(family)]; }

std::span<const Operation> operations() { return kOperations; }

const Operation* find_operation(std::string_view id) {
  for (const Operation& row : kOperations) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

const Operation& operation(std::string_view id) {
  const Operation* found = find_operation(id);
  AOBO_CHECK(found != nullptr);
  return *found;
}

}  // namespace aobo::sim

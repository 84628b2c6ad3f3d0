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

    {"update-device-policy", kIntune, "Update DeviceConfiguration", "DeviceConfiguration", 0, "policy", ""},
    {"create-device-script", kIntune, "Create DeviceManagementScript", "DeviceIntent", 0, "script", ""},
    {"delete-app-assignment", kIntune, "Delete MobileAppAssignment", "MobileApp", 0, "app", ""},
    {"wipe-device", kIntune, "wipe ManagedDevice", "ManagedDevices", 0, "device", ""},

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

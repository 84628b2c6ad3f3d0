#include "plugin/policy/operation_sets.h"

#include <algorithm>

#include "plugin/base/nearest.h"
#include "plugin/base/text.h"
#include "plugin/policy/operation_calls.h"

namespace aobo {
namespace {

using Names = std::string_view;

// Spellings: the Entra page "reference-audit-activities", the Office 365 Management Activity API
// schema, Partner Center's page "auditing-resources" and Azure's resource provider operations.
constexpr Names kLicence[] = {"change user license",           "set license properties",
                              "update_customer_user_licenses", "create_order",
                              "update_subscription",           "update_order",
                              "activate_subscription",         "transition_subscription"};
constexpr Names kOnboarding[] = {"add_customer",
                                 "create_customer",
                                 "create_customer_user",
                                 "add user",
                                 "invite external user",
                                 "create_partner_relationship",
                                 "granular_admin_relationship_approved",
                                 "granular_admin_relationship_activated"};
constexpr Names kUsers[] = {"add user",
                            "update user",
                            "delete user",
                            "restore user",
                            "hard delete user",
                            "create_customer_user",
                            "update_customer_user",
                            "delete_customer_user",
                            "restore_customer_user",
                            "disable account",
                            "enable account"};
constexpr Names kPassword[] = {"reset user password",
                               "change user password",
                               "reset password (by admin)",
                               "reset_customer_user_password",
                               "set force change user password",
                               "update passwordprofile",
                               "update stsrefreshtokenvalidfrom timestamp",
                               "create temporary access pass method for user"};
constexpr Names kRoles[] = {"add member to role*",
                            "add eligible member to role*",
                            "remove member from role*",
                            "remove eligible member from role*",
                            "add role assignment to role definition",
                            "update role setting in pim*",
                            "add scoped member to role",
                            "add_user_member",
                            "remove_user_member",
                            "microsoft.authorization/roleassignments/*",
                            "microsoft.authorization/elevateaccess/action",
                            "user has elevated their access*",
                            "new-managementroleassignment",
                            "add-rolegroupmember",
                            "sitecollectionadminadded"};
constexpr Names kGroups[] = {"add member to group", "remove member from group",
                             "add group",           "update group",
                             "delete group",        "add owner to group"};
constexpr Names kMailAccess[] = {"mailitemsaccessed",
                                 "send",
                                 "sendas",
                                 "sendonbehalf",
                                 "add-mailboxpermission",
                                 "add-recipientpermission",
                                 "add-mailboxfolderpermission",
                                 "set-mailbox",
                                 "new-inboxrule",
                                 "set-inboxrule",
                                 "updateinboxrules",
                                 "get *messages*",
                                 "get *mailfolders*"};
constexpr Names kMailFlow[] = {"new-transportrule",     "set-transportrule", "remove-transportrule",
                               "disable-transportrule", "new-remotedomain",  "set-remotedomain",
                               "new-*connector",        "set-*connector",    "new-accepteddomain"};
constexpr Names kApplications[] = {"add service principal*",   "consent to application",
                                   "add app role assignment*", "add delegated permission grant",
                                   "update application*",      "add application*",
                                   "add owner to application", "add owner to service principal",
                                   "register_application",     "add_application_credential"};
constexpr Names kAccessPolicy[] = {
    "* conditional access policy",   "* named location",
    "update security defaults",      "authentication methods policy update",
    "disable strong authentication", "update policy",
    "admin * security info",         "user * security info"};
constexpr Names kFederation[] = {"set federation settings on domain",
                                 "set domain authentication",
                                 "add unverified domain",
                                 "verify domain",
                                 "add verified domain",
                                 "add-federateddomain",
                                 "set-msoldomainfederationsettings"};
constexpr Names kRelationship[] = {"add partner to company",
                                   "remove partner from company",
                                   "demote partner",
                                   "promote company to partner",
                                   "set partnership",
                                   "* cross-tenant access setting",
                                   "add* allowed assignable roles",
                                   "delet* allowed assignable roles",
                                   "granular_admin_*",
                                   "dap_admin_relationship_*",
                                   "microsoft.managedservices/*",
                                   "remove_partner_customer_relationship",
                                   "create_partner_relationship"};
constexpr Names kAudit[] = {"set-adminauditlogconfig", "set-mailboxauditbypassassociation",
                            "microsoft.insights/diagnosticsettings/*"};
constexpr Names kFiles[] = {"file*", "sharingset", "sharingpolicychanged", "anonymouslinkcreated",
                            "companylinkcreated"};
constexpr Names kSearch[] = {"searchcreated", "searchexported", "new-compliancesearch*",
                             "start-compliancesearch"};
constexpr Names kDevices[] = {"*deviceconfiguration*", "*devicemanagementscript*", "*mobileapp*",
                              "*manageddevice*", "*devicecompliance*"};
constexpr Names kMachines[] = {"microsoft.compute/*", "microsoft.serialconsole/*"};
constexpr Names kSecrets[] = {"microsoft.keyvault/*", "*/listkeys/action", "read bitlocker key",
                              "recover device local administrator password"};
constexpr Names kAzureChange[] = {"microsoft.*/write", "microsoft.*/delete", "microsoft.*/action"};
constexpr Names kReading[] = {"get *",
                              "get-*",
                              "get_*",
                              "fileaccessed",
                              "fileaccessedextended",
                              "filepreviewed",
                              "pageviewed",
                              "pageviewedextended",
                              "pageprefetched",
                              "clientviewsignaled",
                              "listviewed",
                              "listitemviewed",
                              "searchqueryperformed",
                              "mailitemsaccessed",
                              "messagebind",
                              "folderbind",
                              "viewreport",
                              "viewdashboard",
                              "viewdataset"};

constexpr OperationSetRow kSets[] = {
    {"licence", "licences, orders and subscriptions", kLicence},
    {"onboarding", "new customers, their first users, guests", kOnboarding},
    {"user-change", "users made, changed, deleted", kUsers},
    {"password", "passwords reset, sessions ended, temporary passes", kPassword},
    {"role-change",
     "roles given and taken, in Entra, Azure, Exchange, SharePoint and Partner Center", kRoles},
    {"group-change", "groups and their members", kGroups},
    {"mail-access", "mail read or sent, mailboxes opened or forwarded", kMailAccess},
    {"mail-flow", "transport rules, connectors, domains of mail", kMailFlow},
    {"application", "applications, their secrets, their rights, consent", kApplications},
    {"access-policy", "Conditional Access, MFA, authentication methods", kAccessPolicy},
    {"federation", "domains and whom they trust", kFederation},
    {"relationship", "DAP, GDAP, Lighthouse, cross-tenant access", kRelationship},
    {"audit", "what is logged, and whether", kAudit},
    {"file-access", "files read, changed, shared", kFiles},
    {"search", "eDiscovery", kSearch},
    {"device", "Intune", kDevices},
    {"machine", "virtual machines", kMachines},
    {"secret", "keys, secrets, recovery passwords", kSecrets},
    {"azure-change", "anything written, deleted or done in Azure", kAzureChange},
    {"reading", "reading only", kReading},
};

}  // namespace

std::span<const OperationSetRow> known_operation_sets() { return kSets; }

bool operation_matches(std::string_view pattern, std::string_view operation) {
  return matches_pattern(operation, pattern);
}

OperationSets::OperationSets() {
  for (const OperationSetRow& row : kSets)
    sets_[std::string(row.name)] = {row.operations.begin(), row.operations.end()};
  for (const OperationCalls& row : known_operation_calls()) {
    std::vector<std::string>& set = sets_[std::string(row.set)];
    set.insert(set.end(), row.graph.begin(), row.graph.end());
    set.insert(set.end(), row.endpoints.begin(), row.endpoints.end());
  }
}

void OperationSets::add(const std::string& set, std::string operation) {
  sets_[set].push_back(std::move(operation));
}

bool OperationSets::contains(const std::string& set, std::string_view operation) const {
  const auto found = sets_.find(set);
  if (found == sets_.end()) return false;
  return std::ranges::any_of(found->second, [&](const std::string& pattern) {
    return operation_matches(pattern, operation);
  });
}

bool OperationSets::knows(std::string_view operation) const {
  return std::ranges::any_of(sets_,
                             [&](const auto& set) { return contains(set.first, operation); });
}

std::string OperationSets::slip_of(std::string_view text) const {
  if (sets_.contains(std::string(text)) || text.find('*') != std::string_view::npos) return {};
  const std::string written = lower(trimmed(text));
  constexpr std::size_t kShort = 6;
  std::size_t least = written.size() < kShort ? 2 : 3;
  std::string nearest;
  const auto look = [&](std::string_view name) {
    const std::size_t far = distance(written, name);
    if (far >= least) return;
    least = far;
    nearest = name;
  };
  for (const auto& [name, operations] : sets_) look(name);
  for (const auto& [name, operations] : sets_) {
    for (const std::string& operation : operations) {
      if (operation == written) return {};
      const bool pattern = operation.find('*') != std::string::npos;
      if (!pattern && !written.empty() && operation[0] == written[0]) look(operation);
    }
  }
  return nearest;
}

std::vector<std::string> OperationSets::names() const {
  std::vector<std::string> names;
  for (const auto& [name, operations] : sets_) names.push_back(name);
  return names;
}

}  // namespace aobo

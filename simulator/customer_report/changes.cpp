#include "simulator/customer_report/changes.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "plugin/base/text.h"
#include "simulator/customer_report/deed.h"

namespace aobo::sim {
namespace {

struct ChangeRow {
  std::string_view operation;  // * stands for any characters
  Change kind;
  // One of these parameters must have been given, with this value where "=" stands behind it, with
  // this in its value where "~" does; without any the operation alone says it.
  std::initializer_list<std::string_view> parameters = {};
};
// Spellings as in docs/rules.md's sources: the Entra audit reference, the Office 365 Management
// Activity API schema, Partner Center's page on auditing and Azure's resource provider operations.
const ChangeRow kChangeRows[] = {
    {"add member to role*", Change::kRole},
    {"remove member from role*", Change::kRole},
    {"add scoped member to role*", Change::kRole},
    {"add eligible member to role*", Change::kRole},
    {"remove eligible member from role*", Change::kRole},
    {"new-managementroleassignment", Change::kRole},
    {"*-rolegroupmember", Change::kRole},
    {"sitecollectionadmin*", Change::kSite},
    {"*_admin_relationship_*", Change::kPartnerRights},
    {"granular_admin_access_assignment_*", Change::kPartnerRights},
    {"create_partner_relationship", Change::kPartnerRights},
    {"remove_partner_customer_relationship", Change::kPartnerRights},
    {"*-inboxrule", Change::kForwarding, {"forwardto", "redirectto", "forwardasattachmentto"}},
    // What a client changed; of Exchange's own words for what a rule does, "delegate" sends on too.
    {"updateinboxrules",
     Change::kForwarding,
     {"ruleactions~\"actiontype\":\"forward", "ruleactions~\"actiontype\":\"redirect",
      "ruleactions~\"actiontype\":\"delegate"}},
    {"set-mailbox",
     Change::kForwarding,
     {"forwardingsmtpaddress", "forwardingaddress", "delivertomailboxandforward"}},
    {"set-mailbox", Change::kAudit, {"auditenabled=false"}},
    {"set-mailbox", Change::kMailbox, {"grantsendonbehalfto"}},
    {"*-transportrule",
     Change::kForwarding,
     {"redirectmessageto", "copyto", "blindcopyto", "addtorecipients",
      "routemessageoutboundconnector"}},
    {"*-remotedomain", Change::kForwarding, {"autoforwardenabled=true"}},
    {"* conditional access policy", Change::kAccessPolicy},
    {"* named location", Change::kAccessPolicy},
    {"* cross-tenant access setting*", Change::kAccessPolicy},
    {"update security defaults", Change::kAccessPolicy},
    {"disable strong authentication", Change::kStrongSignIn},
    {"authentication methods policy update", Change::kStrongSignIn},
    {"create temporary access pass*", Change::kStrongSignIn},
    {"*security info", Change::kStrongSignIn},
    {"set-adminauditlogconfig", Change::kAudit},
    {"set-mailboxauditbypassassociation", Change::kAudit},
    {"microsoft.insights/diagnosticsettings/*", Change::kAudit},
    {"disable-antiphish*", Change::kProtection},
    {"remove-antiphish*", Change::kProtection},
    {"disable-malwarefilter*", Change::kProtection},
    {"remove-malwarefilter*", Change::kProtection},
    {"disable-safe*", Change::kProtection},
    {"remove-safe*", Change::kProtection},
    {"remove-dlp*", Change::kProtection},
    {"dismiss user risk", Change::kProtection},
    {"disable pim alert", Change::kProtection},
    {"delete devicecompliancepolicy", Change::kProtection},
    {"microsoft.security/alertssuppressionrules/*", Change::kProtection},
    {"microsoft.authorization/locks/delete", Change::kProtection},
    {"microsoft.authorization/policyassignments/delete", Change::kProtection},
    {"microsoft.network/firewallpolicies/delete", Change::kProtection},
    {"*-transportrule", Change::kProtection, {"setscl=-1"}},
    {"microsoft.recoveryservices/vaults/delete", Change::kDeletion},
    {"microsoft.recoveryservices/*/protecteditems/delete", Change::kDeletion},
    {"microsoft.dataprotection/backupvaults/delete", Change::kDeletion},
    {"microsoft.dataprotection/backupvaults/backupinstances/delete", Change::kDeletion},
    {"microsoft.resources/subscriptions/resourcegroups/delete", Change::kDeletion},
    {"microsoft.storage/storageaccounts/delete", Change::kDeletion},
    {"microsoft.storage/storageaccounts/blobservices/containers/delete", Change::kDeletion},
    {"microsoft.storage/storageaccounts/fileservices/shares/delete", Change::kDeletion},
    {"microsoft.sql/servers/delete", Change::kDeletion},
    {"microsoft.sql/servers/databases/delete", Change::kDeletion},
    {"microsoft.sql/managedinstances/delete", Change::kDeletion},
    {"microsoft.sql/managedinstances/databases/delete", Change::kDeletion},
    {"microsoft.dbfor*/*servers/delete", Change::kDeletion},
    {"microsoft.documentdb/databaseaccounts/delete", Change::kDeletion},
    {"microsoft.keyvault/vaults/delete", Change::kDeletion},
    {"microsoft.keyvault/locations/deletedvaults/purge/action", Change::kDeletion},
    {"microsoft.web/sites/delete", Change::kDeletion},
    {"microsoft.containerservice/managedclusters/delete", Change::kDeletion},
    {"microsoft.compute/virtualmachines/delete", Change::kDeletion},
    {"microsoft.compute/virtualmachinescalesets/delete", Change::kDeletion},
    {"microsoft.compute/disks/delete", Change::kDeletion},
    {"microsoft.compute/snapshots/delete", Change::kDeletion},
    {"microsoft.compute/restorepointcollections/delete", Change::kDeletion},
    {"microsoft.subscription/cancel/action", Change::kDeletion},
    {"wipe manageddevice", Change::kDeletion},
    {"set federation settings on domain", Change::kFederation},
    {"set domain authentication", Change::kFederation},
    {"add-federateddomain", Change::kFederation},
    {"update application*certificates and secrets management", Change::kSecret},
    {"add service principal credentials", Change::kSecret},
    {"consent to application", Change::kProgramRights},
    {"add app role assignment to service principal", Change::kProgramRights},
    {"add delegated permission grant", Change::kProgramRights},
    {"add owner to application", Change::kProgramRights},
    {"add owner to service principal", Change::kProgramRights},
    {"microsoft.authorization/roleassignments/*", Change::kAzureRights},
    {"microsoft.authorization/roledefinitions/*", Change::kAzureRights},
    {"microsoft.authorization/elevateaccess/*", Change::kAzureRights},
    {"user has elevated their access to user access administrator*", Change::kAzureRights},
    {"microsoft.managedservices/*", Change::kAzureRights},
    {"microsoft.keyvault/vaults/accesspolicies/*", Change::kAzureRights},
    {"*-mailboxpermission", Change::kMailbox},
    {"*-recipientpermission", Change::kMailbox},
    {"*-mailboxfolderpermission", Change::kMailbox},
    {"create_order", Change::kLicence},
    {"update_order", Change::kLicence},
    {"update_subscription", Change::kLicence},
    {"update_customer_user_licenses", Change::kLicence},
    {"change user license", Change::kLicence},
};

// Without the blanks that JSON may have between what it says.
std::string without_blanks(std::string_view text) {
  std::string out = lower(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

bool is_given(const AskedEvent& event, std::string_view parameter) {
  const std::string_view name = parameter.substr(0, parameter.find_first_of("=~"));
  return std::ranges::any_of(event.parameters, [&](const auto& one) {
    if (one.first != name) return false;
    if (name == parameter) return true;
    const std::string_view value = parameter.substr(name.size() + 1);
    return parameter[name.size()] == '='
               ? equal_ignoring_case(one.second, value)
               : without_blanks(one.second).find(value) != std::string::npos;
  });
}

struct DirectionRow {
  std::string_view operation;
  bool given;
};
constexpr DirectionRow kDirections[] = {
    {"add *member to role*", true},
    {"remove *member from role*", false},
    {"new-managementroleassignment", true},
    {"add-rolegroupmember", true},
    {"remove-rolegroupmember", false},
    {"sitecollectionadminadded", true},
    {"sitecollectionadminremoved", false},
    {"microsoft.authorization/roleassignments/write", true},
    {"microsoft.authorization/roleassignments/delete", false},
};

}  // namespace

std::optional<bool> given_or_taken(const AskedEvent& event) {
  for (const DirectionRow& row : kDirections) {
    if (matches_pattern(event.operation, row.operation)) return row.given;
  }
  return std::nullopt;
}

std::optional<Change> change_of(const AskedEvent& event) {
  // Whoever signs in elsewhere is admitted as the program from now on.
  if (!event.federated.empty()) return Change::kSecret;
  if (event.target_privileged == true && depends_on_administrator(event))
    return Change::kAdministrator;
  for (const ChangeRow& row : kChangeRows) {
    if (!matches_pattern(event.operation, row.operation)) continue;
    if (row.parameters.size() == 0 ||
        std::ranges::any_of(row.parameters,
                            [&](std::string_view one) { return is_given(event, one); }))
      return row.kind;
  }
  return std::nullopt;
}

}  // namespace aobo::sim

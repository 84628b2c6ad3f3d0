#include "plugin/base/role_table.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr Guid kReaders[] = {
    {0x88d8e3e38f554a1e, 0x953a9b9898b8876b},  // Directory Readers
    {0xf2ef992c3afb46b9, 0xb7cfa126ee74c451},  // Global Reader
    {0x5d6b6bb7de714623, 0xb4af96380a352509},  // Security Reader
    {0x4a5d8f6541da4de4, 0x8968e035b65339cf},  // Reports Reader
    {0x790c1fb97f7d4f88, 0x86a1ef1f95c05c1b},  // Message Center Reader
    {0x759340316c7e415a, 0x99d748dbd49e875e},  // Usage Summary Reports Reader
};
constexpr Guid kOfNothingListed[] = {
    {0xf023fd81a6374b56, 0x95fd791ac0226033},  // Service Support Administrator
    {0xb0f546612d744c50, 0xafa31ec803f12efe},  // Billing Administrator
    {0x95e7910995c04d8e, 0xaee3d01accf2d47b},  // Guest Inviter
};

constexpr bool kProof = true, kNoProof = false;
constexpr bool kGuarded = true;
constexpr RoleNeed kNeeds[] = {
    // users/password/update
    {{"reset user password", "change user password", "reset password (by admin)",
      "set force change user password"},
     {entra::kPassword, entra::kHelpdesk, entra::kAuthentication, entra::kUser,
      entra::kPrivilegedAuthentication},
     {},
     kProof,
     kGuarded},
    // users/invalidateAllRefreshTokens; written beside a reset and the end of an account too
    {{"update stsrefreshtokenvalidfrom timestamp"},
     {entra::kHelpdesk, entra::kAuthentication, entra::kUser, entra::kPrivilegedAuthentication},
     {entra::kPassword, entra::kDirectoryWriters, entra::kSecurity},
     kProof,
     kGuarded},
    // users/authenticationMethods/create
    {{"create temporary access pass method for user"},
     {entra::kAuthentication, entra::kPrivilegedAuthentication},
     {},
     kProof,
     kGuarded},
    {{"disable strong authentication"},
     {entra::kAuthentication, entra::kPrivilegedAuthentication},
     {entra::kAuthenticationPolicy},
     kProof,
     kGuarded},
    // users/create, users/delete, users/restore, users/disable, users/enable
    {{"add user"}, {entra::kUser}, {entra::kDirectoryWriters}},
    {{"delete user", "hard delete user", "restore user"},
     {entra::kUser, entra::kPrivilegedAuthentication},
     {entra::kAuthentication},
     kProof,
     kGuarded},
    {{"disable account", "enable account"},
     {entra::kUser, entra::kPrivilegedAuthentication},
     {entra::kAuthentication, entra::kDirectoryWriters},
     kProof,
     kGuarded},
    // users/basic/update; and written beside a licence, a password, a method of authentication
    {{"update user"},
     {entra::kUser, entra::kPrivilegedAuthentication},
     {entra::kAuthentication, entra::kAuthenticationPolicy, entra::kDirectoryWriters,
      entra::kIntune, entra::kLicense, entra::kHelpdesk, entra::kPassword},
     kProof,
     kGuarded},
    // users/assignLicense
    {{"change user license", "set license properties"},
     {entra::kLicense, entra::kUser},
     {entra::kDirectoryWriters}},
    // roleAssignments/allProperties/allTasks
    {{"add member to role", "remove member from role", "add eligible member to role",
      "remove eligible member from role", "add scoped member to role",
      "remove scoped member from role", "add role assignment to role definition"},
     {entra::kPrivilegedRole}},
    // Privileged Identity Management writes the same of groups, which others manage.
    {{"add * to role in pim*", "remove * from role in pim*", "update role setting in pim*"},
     {entra::kPrivilegedRole},
     {entra::kUser, entra::kGroups, entra::kDirectoryWriters}},
    {{"add member to role*", "remove member from role*", "add eligible member to role*",
      "remove eligible member from role*"},
     {entra::kPrivilegedRole},
     {},
     kNoProof},
    // Organization Management in Exchange, and in Purview: which of the two it was no name tells.
    {{"new-managementroleassignment", "add-rolegroupmember"},
     {},
     {entra::kExchange, entra::kSecurity, entra::kCompliance}},
    // SharePoint's; and a consequence of a change of a group's owners
    {{"sitecollectionadminadded"},
     {entra::kSharePoint},
     {entra::kTeams, entra::kExchange, entra::kGroups, entra::kUser, entra::kDirectoryWriters}},
    {{"new-transportrule", "set-transportrule", "remove-transportrule", "disable-transportrule",
      "new-remotedomain", "set-remotedomain", "new-*connector", "set-*connector",
      "new-accepteddomain"},
     {entra::kExchange},
     {entra::kSecurity, entra::kCompliance}},
    // conditionalAccessPolicies, namedLocations
    {{"* conditional access policy", "* named location", "update security defaults"},
     {entra::kConditionalAccess, entra::kSecurity}},
    {{"authentication methods policy update"}, {entra::kAuthenticationPolicy}, {entra::kSecurity}},
    // policies of every kind: which one it was no name tells
    {{"update policy"},
     {},
     {entra::kSecurity, entra::kConditionalAccess, entra::kAuthenticationPolicy,
      entra::kApplication, entra::kCloudApplication, entra::kHybridIdentity,
      entra::kPrivilegedRole}},
    // An application's right to Microsoft Graph only this one gives.
    {{"add app role assignment to service principal"},
     {entra::kPrivilegedRole},
     {entra::kApplication, entra::kCloudApplication, entra::kHybridIdentity, entra::kUser,
      entra::kDirectoryWriters}},
    // applications, servicePrincipals; oAuth2PermissionGrants and appRoleAssignedTo are others'
    // too
    {{"add service principal*", "consent to application", "add app role assignment*",
      "add delegated permission grant", "update application*", "add application*",
      "add owner to application", "add owner to service principal"},
     {entra::kCloudApplication, entra::kApplication},
     {entra::kHybridIdentity, entra::kPrivilegedRole, entra::kUser, entra::kDirectoryWriters}},
    {{"*deviceconfiguration*", "*devicemanagementscript*", "*mobileapp*", "*manageddevice*",
      "*devicecompliance*"},
     {entra::kIntune},
     {entra::kSecurity, entra::kCloudDevice}},
    // domains/federation/update
    {{"set federation settings on domain", "set domain authentication",
      "set-msoldomainfederationsettings"},
     {entra::kDomain},
     {entra::kHybridIdentity, entra::kSecurity}},
    {{"add unverified domain", "verify domain", "add verified domain", "add-federateddomain"},
     {entra::kDomain}},
    // groups: of a Microsoft 365 group Exchange, SharePoint and Teams, of a security group
    // Intune, of one that can bear roles the Privileged Role Administrator
    {{"add member to group", "remove member from group", "add group", "update group",
      "add owner to group"},
     {entra::kGroups, entra::kUser},
     {entra::kDirectoryWriters, entra::kExchange, entra::kSharePoint, entra::kTeams, entra::kIntune,
      entra::kPrivilegedRole}},
    {{"delete group"},
     {entra::kGroups, entra::kUser},
     {entra::kExchange, entra::kSharePoint, entra::kTeams, entra::kIntune, entra::kPrivilegedRole}},
    // Partner Center's own names of such deeds.
    {{"reset_customer_user_password"},
     {entra::kPassword, entra::kHelpdesk, entra::kAuthentication, entra::kUser,
      entra::kPrivilegedAuthentication},
     {},
     kNoProof,
     kGuarded},
    {{"update_customer_user_licenses"}, {entra::kLicense, entra::kUser}, {}, kNoProof},
    {{"create_customer_user"}, {entra::kUser}, {}, kNoProof},
    {{"update_customer_user", "delete_customer_user"}, {entra::kUser}, {}, kNoProof, kGuarded},
    // Exchange: roles within it, which are no Entra roles, may do these too.
    {{"set-mailbox*", "add-mailbox*permission", "add-recipientpermission", "*-transportrule",
      "*-remotedomain", "*-accepteddomain", "*-*connector", "*-inboxrule"},
     {entra::kExchange},
     {},
     kNoProof},
    {{"sharingpolicychanged"}, {entra::kSharePoint}, {}, kNoProof},
    {{"teamstenantsettingchanged", "set-cstenantfederationconfiguration"},
     {entra::kTeams},
     {},
     kNoProof},
};

template <typename Roles>
bool contains(const Roles& roles, const Guid& role) {
  return !role.is_zero() && std::ranges::find(roles, role) != std::end(roles);
}

}  // namespace

bool RoleNeed::is_of(std::string_view operation) const {
  return std::ranges::any_of(operations, [&](std::string_view pattern) {
    return !pattern.empty() && matches_pattern(operation, pattern);
  });
}

bool RoleNeed::allows(const Guid& role) const {
  return contains(enough, role) || contains(possible, role);
}

std::span<const RoleNeed> role_needs() { return kNeeds; }

bool only_reads(const Guid& role) { return contains(kReaders, role); }

bool does_nothing_listed(const Guid& role) {
  return only_reads(role) || contains(kOfNothingListed, role);
}

bool is_role_known(const Guid& role) {
  return role == entra::kGlobal || does_nothing_listed(role) ||
         std::ranges::any_of(
             kNeeds, [&](const RoleNeed& need) { return need.proves && need.allows(role); });
}

}  // namespace aobo

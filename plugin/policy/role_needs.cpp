#include "plugin/policy/role_needs.h"

#include <algorithm>
#include <array>
#include <span>

#include "plugin/policy/operation_sets.h"

namespace aobo {
namespace {

constexpr Guid kGlobal{0x62e9039469f54237, 0x9190012177145e10};
constexpr Guid kUser{0xfe930be75e6247db, 0x91af98c3a49a38b1};
constexpr Guid kHelpdesk{0x729827e39c1449f7, 0xbb1b9608f156bbb8};
constexpr Guid kPassword{0x966707d032694727, 0x9be28c3a10f19b9d};
constexpr Guid kAuthentication{0xc4e39bd9110046d3, 0x8c65fb160da0071f};
constexpr Guid kPrivilegedAuthentication{0x7be44c8aadaf4e2a, 0x84d6ab2649e08a13};
constexpr Guid kAuthenticationPolicy{0x0526716b113d4c15, 0xb2c868e3c22b9f80};
constexpr Guid kPrivilegedRole{0xe8611ab8c18946e8, 0x94e160213ab1f814};
constexpr Guid kLicense{0x4d6ac14f345341d0, 0xbef9a3e0c569773a};
constexpr Guid kExchange{0x29232cdf932342fd, 0xade21d097af3e4de};
constexpr Guid kSharePoint{0xf28a1f50f6e74571, 0x818b6a12f2af6b6c};
constexpr Guid kTeams{0x6909124620e84a56, 0xaa4d066075b2a7a8};
constexpr Guid kSecurity{0x194ae4cbb12640b2, 0xbd5b6091b380977d};
constexpr Guid kCompliance{0x17315797102d40b4, 0x93e0432062caca18};
constexpr Guid kConditionalAccess{0xb1be1c3eb65d4f19, 0x8427f6fa0d97feb9};
constexpr Guid kApplication{0x9b895d922cd344c7, 0x9d02a6ac2d5ea5c3};
constexpr Guid kCloudApplication{0x158c047ac9074556, 0xb7ef446551a6b5f7};
constexpr Guid kHybridIdentity{0x8ac3fc646eca42ea, 0x9e6959f4c7b60eb2};
constexpr Guid kIntune{0x3a2c62db5318420d, 0x8d7423affee5d9d5};
constexpr Guid kCloudDevice{0x7698a772787b4ac8, 0x901f60d6b08affd2};
constexpr Guid kDomain{0x8329153b31d04727, 0xb945745eb3bc5f31};
constexpr Guid kGroups{0xfdd7a751b60b444a, 0x984c02652fe8fa1c};
constexpr Guid kDirectoryWriters{0x9360feb5f4184baa, 0x8175e2a00bac4301};

// They read, or do nothing of what is listed.
constexpr Guid kWithout[] = {
    {0x88d8e3e38f554a1e, 0x953a9b9898b8876b},  // Directory Readers
    {0xf2ef992c3afb46b9, 0xb7cfa126ee74c451},  // Global Reader
    {0x5d6b6bb7de714623, 0xb4af96380a352509},  // Security Reader
    {0x4a5d8f6541da4de4, 0x8968e035b65339cf},  // Reports Reader
    {0x790c1fb97f7d4f88, 0x86a1ef1f95c05c1b},  // Message Center Reader
    {0x759340316c7e415a, 0x99d748dbd49e875e},  // Usage Summary Reports Reader
    {0xf023fd81a6374b56, 0x95fd791ac0226033},  // Service Support Administrator
    {0xb0f546612d744c50, 0xafa31ec803f12efe},  // Billing Administrator
    {0x95e7910995c04d8e, 0xaee3d01accf2d47b},  // Guest Inviter
};

// Empty places of the two stand for nothing.
struct RoleNeed {
  std::array<std::string_view, 9> operations;  // in which * stands for anything
  std::array<Guid, 9> roles;  // any one of them suffices, beside the Global Administrator
};

constexpr RoleNeed kNeeds[] = {
    // users/password/update
    {{"reset user password", "change user password", "reset password (by admin)",
      "set force change user password"},
     {kUser, kHelpdesk, kPassword, kAuthentication, kPrivilegedAuthentication}},
    // users/invalidateAllRefreshTokens; written beside a reset and the end of an account too
    {{"update stsrefreshtokenvalidfrom timestamp"},
     {kUser, kHelpdesk, kPassword, kAuthentication, kPrivilegedAuthentication, kDirectoryWriters,
      kSecurity}},
    // users/authenticationMethods/create
    {{"create temporary access pass method for user"},
     {kAuthentication, kPrivilegedAuthentication}},
    {{"disable strong authentication"},
     {kAuthentication, kPrivilegedAuthentication, kAuthenticationPolicy}},
    // users/create, users/delete, users/restore, users/disable, users/enable
    {{"add user"}, {kUser, kDirectoryWriters}},
    {{"delete user", "hard delete user", "restore user"},
     {kUser, kAuthentication, kPrivilegedAuthentication}},
    {{"disable account", "enable account"},
     {kUser, kAuthentication, kPrivilegedAuthentication, kDirectoryWriters}},
    // users/basic/update; and written beside a licence, a password, a method of authentication
    {{"update user"},
     {kUser, kAuthentication, kPrivilegedAuthentication, kAuthenticationPolicy, kDirectoryWriters,
      kIntune, kLicense, kHelpdesk, kPassword}},
    // users/assignLicense
    {{"change user license", "set license properties"}, {kUser, kLicense, kDirectoryWriters}},
    // roleAssignments/allProperties/allTasks
    {{"add member to role", "remove member from role", "add eligible member to role",
      "remove eligible member from role", "add scoped member to role",
      "remove scoped member from role", "add role assignment to role definition"},
     {kPrivilegedRole}},
    // Privileged Identity Management writes the same of groups, which others manage.
    {{"add * to role in pim*", "remove * from role in pim*", "update role setting in pim*"},
     {kPrivilegedRole, kUser, kGroups, kDirectoryWriters}},
    // Organization Management in Exchange, and in Purview
    {{"new-managementroleassignment", "add-rolegroupmember"}, {kExchange, kSecurity, kCompliance}},
    // SharePoint's; and a consequence of a change of a group's owners
    {{"sitecollectionadminadded"},
     {kSharePoint, kTeams, kExchange, kGroups, kUser, kDirectoryWriters}},
    {{"new-transportrule", "set-transportrule", "remove-transportrule", "disable-transportrule",
      "new-remotedomain", "set-remotedomain", "new-*connector", "set-*connector",
      "new-accepteddomain"},
     {kExchange, kSecurity, kCompliance}},
    // conditionalAccessPolicies, namedLocations
    {{"* conditional access policy", "* named location", "update security defaults"},
     {kSecurity, kConditionalAccess}},
    {{"authentication methods policy update"}, {kAuthenticationPolicy, kSecurity}},
    // policies of every kind
    {{"update policy"},
     {kSecurity, kConditionalAccess, kAuthenticationPolicy, kApplication, kCloudApplication,
      kHybridIdentity, kPrivilegedRole}},
    // applications, servicePrincipals; oAuth2PermissionGrants and appRoleAssignedTo are others'
    // too
    {{"add service principal*", "consent to application", "add app role assignment*",
      "add delegated permission grant", "update application*", "add application*",
      "add owner to application", "add owner to service principal"},
     {kApplication, kCloudApplication, kHybridIdentity, kPrivilegedRole, kUser, kDirectoryWriters}},
    {{"*deviceconfiguration*", "*devicemanagementscript*", "*mobileapp*", "*manageddevice*",
      "*devicecompliance*"},
     {kIntune, kSecurity, kCloudDevice}},
    // domains/federation/update
    {{"set federation settings on domain", "set domain authentication",
      "set-msoldomainfederationsettings"},
     {kDomain, kHybridIdentity, kSecurity}},
    {{"add unverified domain", "verify domain", "add verified domain", "add-federateddomain"},
     {kDomain}},
    // groups: of a Microsoft 365 group Exchange, SharePoint and Teams, of a security group
    // Intune,
    // of one that can bear roles the Privileged Role Administrator
    {{"add member to group", "remove member from group", "add group", "update group",
      "add owner to group"},
     {kUser, kGroups, kDirectoryWriters, kExchange, kSharePoint, kTeams, kIntune, kPrivilegedRole}},
    {{"delete group"}, {kUser, kGroups, kExchange, kSharePoint, kTeams, kIntune, kPrivilegedRole}},
};

bool contains(std::span<const Guid> roles, const Guid& role) {
  return std::ranges::find(roles, role) != roles.end();
}

bool is_known(const Guid& role) {
  return role == kGlobal || contains(kWithout, role) ||
         std::ranges::any_of(kNeeds,
                             [&](const RoleNeed& need) { return contains(need.roles, role); });
}

}  // namespace

bool roles_allow(const std::vector<Guid>& roles, std::string_view operation) {
  if (!std::ranges::all_of(roles, is_known) || contains(roles, kGlobal)) return true;
  bool listed = false;
  for (const RoleNeed& need : kNeeds) {
    const bool meant = std::ranges::any_of(need.operations, [&](std::string_view pattern) {
      return !pattern.empty() && operation_matches(pattern, operation);
    });
    if (!meant) continue;
    if (std::ranges::any_of(roles, [&](const Guid& role) { return contains(need.roles, role); }))
      return true;
    listed = true;
  }
  return !listed;
}

}  // namespace aobo

#include "simulator/customer_report/roles.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "plugin/base/text.h"
#include "simulator/customer_report/texts.h"

namespace aobo::sim {
namespace {

enum Role : unsigned {
  kPassword,
  kHelpdesk,
  kLicense,
  kGroups,
  kAuthentication,
  kUser,
  kConditionalAccess,
  kCloudApplication,
  kApplication,
  kIntune,
  kExchange,
  kSharePoint,
  kTeams,
  kDomain,
  kSecurity,
  kPrivilegedAuthentication,
  kPrivilegedRole,
  kRoles
};
static_assert(kRoles == kKnownRoles);  // each has its plain words in every language
constexpr RoleRow kRows[kRoles] = {
    {"966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator", 1},
    {"729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator", 2},
    {"4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator", 1},
    {"fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator", 2},
    {"c4e39bd9-1100-46d3-8c65-fb160da0071f", "Authentication Administrator", 3},
    {"fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator", 4},
    {"b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "Conditional Access Administrator", 4},
    {"158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator", 5},
    {"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator", 6},
    {"3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator", 5},
    {"29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator", 5},
    {"f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator", 5},
    {"69091246-20e8-4a56-aa4d-066075b2a7a8", "Teams Administrator", 5},
    {"8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator", 6},
    {"194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator", 6},
    {"7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator", 8},
    {"e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator", 9},
};

using Mask = std::uint32_t;
template <typename... Each>
constexpr Mask any(Each... roles) {
  return (... | (Mask{1} << roles));
}
struct Need {
  std::string_view operation;  // * stands for any characters
  Mask roles;                  // any one of them suffices
};
constexpr Mask kForUsers = any(kUser);
constexpr Mask kForPasswords =
    any(kPassword, kHelpdesk, kAuthentication, kUser, kPrivilegedAuthentication);
constexpr Mask kForGroups = any(kGroups, kUser);
constexpr Mask kForApplications = any(kCloudApplication, kApplication);
constexpr Mask kForMail = any(kExchange);
constexpr Need kNeeds[] = {
    {"reset user password", kForPasswords},
    {"reset password (by admin)", kForPasswords},
    {"change user password", kForPasswords},
    {"reset_customer_user_password", kForPasswords},
    {"change user license", any(kLicense, kUser)},
    {"set license properties", any(kLicense, kUser)},
    {"update_customer_user_licenses", any(kLicense, kUser)},
    {"add user", kForUsers},
    {"update user", kForUsers},
    {"delete user", kForUsers},
    {"restore user", kForUsers},
    {"disable account", kForUsers},
    {"enable account", kForUsers},
    {"create_customer_user", kForUsers},
    {"update_customer_user", kForUsers},
    {"delete_customer_user", kForUsers},
    {"add group", kForGroups},
    {"update group", kForGroups},
    {"delete group", kForGroups},
    {"add member to group", kForGroups},
    {"remove member from group", kForGroups},
    {"add owner to group", kForGroups},
    {"add member to role*", any(kPrivilegedRole)},
    {"remove member from role*", any(kPrivilegedRole)},
    {"add eligible member to role*", any(kPrivilegedRole)},
    {"remove eligible member from role*", any(kPrivilegedRole)},
    {"* conditional access policy", any(kConditionalAccess, kSecurity)},
    {"* named location", any(kConditionalAccess, kSecurity)},
    {"add service principal*", kForApplications},
    {"add application*", kForApplications},
    {"update application*", kForApplications},
    {"set federation settings on domain", any(kDomain)},
    {"set domain authentication", any(kDomain)},
    {"add unverified domain", any(kDomain)},
    {"verify domain", any(kDomain)},
    {"set-mailbox*", kForMail},
    {"add-mailbox*permission", kForMail},
    {"add-recipientpermission", kForMail},
    {"*-transportrule", kForMail},
    {"*-remotedomain", kForMail},
    {"*-accepteddomain", kForMail},
    {"*-*connector", kForMail},
    {"*-inboxrule", kForMail},
    {"*deviceconfiguration*", any(kIntune)},
    {"*devicemanagementscript*", any(kIntune)},
    {"*devicecompliance*", any(kIntune)},
    {"*mobileapp*", any(kIntune)},
    {"*manageddevice*", any(kIntune)},
    {"sharingpolicychanged", any(kSharePoint)},
    {"sitecollectionadminadded", any(kSharePoint)},
    {"teamstenantsettingchanged", any(kTeams)},
    {"set-cstenantfederationconfiguration", any(kTeams)},
};

Mask need_of(const std::string& operation) {
  for (const Need& need : kNeeds) {
    if (matches_pattern(operation, need.operation)) return need.roles;
  }
  return 0;
}

unsigned power_of(Mask roles) {
  unsigned power = 0;
  for (unsigned role = 0; role < kRoles; ++role) {
    if ((roles >> role & 1) != 0) power += kRows[role].power;
  }
  return power;
}

}  // namespace

std::span<const RoleRow> role_rows() { return kRows; }

const RoleRow* find_role(std::string_view id) {
  const auto found = std::find_if(std::begin(kRows), std::end(kRows),
                                  [&](const RoleRow& row) { return row.id == id; });
  return found == std::end(kRows) ? nullptr : found;
}

RoleUse use_of_role(std::string_view id, const std::set<std::string>& operations) {
  const RoleRow* row = find_role(id);
  const Mask role = row == nullptr ? 0 : Mask{1} << (row - kRows);
  bool unknown = false, known = false;
  for (const std::string& operation : operations) {
    const Mask roles = need_of(operation);
    if ((roles & role) != 0) return RoleUse::kUsed;
    known = known || roles != 0;
    unknown = unknown || roles == 0;
  }
  if (id == kGlobalAdministrator && known) return RoleUse::kUsed;
  return row == nullptr && unknown ? RoleUse::kUnclear : RoleUse::kUnused;
}

std::string role_name(std::string_view id) {
  if (id == kGlobalAdministrator) return "Global Administrator";
  const RoleRow* row = find_role(id);
  return std::string(row == nullptr ? id : row->name);
}

RoleNeeds smallest_roles(const std::set<std::string>& operations) {
  RoleNeeds needs;
  std::set<Mask> wanted;
  for (const std::string& operation : operations) {
    if (const Mask roles = need_of(operation)) {
      wanted.insert(roles);
    } else {
      needs.uncovered.push_back(operation);
    }
  }
  if (wanted.empty()) return needs;
  // There are few roles: all sets of them are tried.
  Mask best = (Mask{1} << kRoles) - 1;
  for (Mask set = 1; set < (Mask{1} << kRoles); ++set) {
    const int few = std::popcount(set), best_few = std::popcount(best);
    if (few > best_few || (few == best_few && power_of(set) >= power_of(best))) continue;
    if (std::all_of(wanted.begin(), wanted.end(), [&](Mask one) { return (one & set) != 0; }))
      best = set;
  }
  for (unsigned role = 0; role < kRoles; ++role) {
    if ((best >> role & 1) != 0) needs.roles.push_back(&kRows[role]);
  }
  return needs;
}

}  // namespace aobo::sim

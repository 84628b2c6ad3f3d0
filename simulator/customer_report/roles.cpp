#include "simulator/customer_report/roles.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "plugin/base/published.h"
#include "plugin/base/role_table.h"
#include "simulator/customer_report/texts.h"

namespace aobo::sim {
namespace {

constexpr RoleRow kRows[] = {
    {entra::kPassword, "Password Administrator", 1},
    {entra::kHelpdesk, "Helpdesk Administrator", 2},
    {entra::kLicense, "License Administrator", 1},
    {entra::kGroups, "Groups Administrator", 2},
    {entra::kAuthentication, "Authentication Administrator", 3},
    {entra::kUser, "User Administrator", 4},
    {entra::kConditionalAccess, "Conditional Access Administrator", 4},
    {entra::kCloudApplication, "Cloud Application Administrator", 5},
    {entra::kApplication, "Application Administrator", 6},
    {entra::kIntune, "Intune Administrator", 5},
    {entra::kExchange, "Exchange Administrator", 5},
    {entra::kSharePoint, "SharePoint Administrator", 5},
    {entra::kTeams, "Teams Administrator", 5},
    {entra::kDomain, "Domain Name Administrator", 6},
    {entra::kSecurity, "Security Administrator", 6},
    {entra::kPrivilegedAuthentication, "Privileged Authentication Administrator", 8},
    {entra::kPrivilegedRole, "Privileged Role Administrator", 9},
    {entra::kAuthenticationPolicy, "Authentication Policy Administrator", 5},
};
constexpr std::size_t kRoles = std::size(kRows);
static_assert(kRoles == kKnownRoles);  // each has its plain words in every language

using Mask = std::uint32_t;

// As bits of kRows.
template <typename Roles>
Mask mask_of(const Roles& ids) {
  Mask roles = 0;
  for (std::size_t role = 0; role < kRoles; ++role) {
    if (std::ranges::find(ids, kRows[role].id) != std::end(ids)) roles |= Mask{1} << role;
  }
  return roles;
}

// The roles any one of which is enough: of several rows the first that knows.
Mask enough_for(const Deed& deed) {
  constexpr Guid kForAdministrators[] = {entra::kPrivilegedAuthentication};
  for (const RoleNeed& need : role_needs()) {
    if (!need.is_of(deed.operation)) continue;
    const bool guarded = need.guards_administrators && deed.on_administrator == true;
    return guarded ? mask_of(kForAdministrators) : mask_of(need.enough);
  }
  return 0;
}

unsigned power_of(Mask roles) {
  unsigned power = 0;
  for (std::size_t role = 0; role < kRoles; ++role) {
    if ((roles >> role & 1) != 0) power += kRows[role].power;
  }
  return power;
}

// Operations of Azure rest on rights in Azure, whose names have a slash, and on no Entra role.
bool is_of_azure(const std::string& operation) { return operation.find('/') != std::string::npos; }

}  // namespace

std::span<const RoleRow> role_rows() { return kRows; }

const RoleRow* find_role(std::string_view id) {
  const auto guid = parse_guid(id);
  const auto found = std::find_if(std::begin(kRows), std::end(kRows),
                                  [&](const RoleRow& row) { return row.id == guid; });
  return found == std::end(kRows) ? nullptr : found;
}

RoleUse use_of_role(std::string_view id, const std::set<std::string>& operations) {
  const auto role = parse_guid(id);
  if (!role || only_reads(*role)) return RoleUse::kUnclear;
  bool unclear = false;
  for (const std::string& operation : operations) {
    if (is_of_azure(operation)) continue;
    if (*role == entra::kGlobal) return RoleUse::kUsed;
    bool proven = false;
    for (const RoleNeed& need : role_needs()) {
      if (!need.is_of(operation)) continue;
      if (need.allows(*role)) return RoleUse::kUsed;
      proven = proven || need.proves;
    }
    unclear = unclear || !proven || !is_role_known(*role);
  }
  return unclear ? RoleUse::kUnclear : RoleUse::kUnused;
}

bool role_only_reads(std::string_view id) {
  const auto role = parse_guid(id);
  return role && only_reads(*role);
}

std::string shown_role(std::string_view id) {
  const std::string_view name = role_name(id);
  return std::string(name.empty() ? id : name);
}

RoleNeeds smallest_roles(const std::set<Deed>& deeds) {
  RoleNeeds needs;
  std::set<Mask> wanted;
  Mask all = 0;
  for (const Deed& deed : deeds) {
    if (const Mask roles = enough_for(deed)) {
      wanted.insert(roles);
      all |= roles;
      if (!deed.on_administrator) needs.unsure.push_back(deed.operation);
    } else {
      needs.uncovered.push_back(deed.operation);
    }
  }
  // Whoever holds the one role may do it to anybody.
  if (std::ranges::any_of(deeds, [](const Deed& deed) { return deed.on_administrator == true; }))
    needs.unsure.clear();
  // There are few roles: all sets of those that are enough for something are tried.
  Mask best = all;
  for (Mask set = all; set != 0; set = (set - 1) & all) {
    const int few = std::popcount(set), best_few = std::popcount(best);
    if (few > best_few || (few == best_few && power_of(set) >= power_of(best))) continue;
    if (std::all_of(wanted.begin(), wanted.end(), [&](Mask one) { return (one & set) != 0; }))
      best = set;
  }
  for (std::size_t role = 0; role < kRoles; ++role) {
    if ((best >> role & 1) != 0) needs.roles.push_back(&kRows[role]);
  }
  return needs;
}

}  // namespace aobo::sim

#include "plugin/identity/home.h"

#include <algorithm>

namespace aobo {
namespace {

// Sources: Microsoft Graph's signIn resource (homeTenantId), Microsoft's description of Entra's
// audit schema (initiatedBy.user.homeTenantId), the claims of Azure's activity log
// (identityprovider), Intune's audit log (actor.remoteTenantId).
bool states_home(ProvingKey key) {
  switch (key) {
    case ProvingKey::kHomeTenantId:
    case ProvingKey::kInitiatedByHomeTenantId:
    case ProvingKey::kIdentityProviderClaim:
    case ProvingKey::kIdentityProvider:
    case ProvingKey::kActorRemoteTenantId:
    case ProvingKey::kActorPartnerTenantId:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<Guid> stated_home(const Case& c) {
  const Actor& actor = c.record().actor;
  return states_home(actor.home_tenant_source) ? actor.home_tenant : std::nullopt;
}

// The home tenants that sign-ins state of the name there, where the record itself states none.
static std::vector<Guid> homes_of_name(const Case& c, const Evidence& evidence) {
  const Actor& actor = c.record().actor;
  if (!c.tenant || actor.upn.empty() || stated_home(c)) return {};
  return evidence.of<StatedHomes>().homes(*c.tenant, actor.upn, c.number);
}

std::optional<Guid> refuting_home(const Case& c, const Evidence& evidence, const Person& person) {
  const Actor& actor = c.record().actor;
  const Guid& own = c.directory().partner_of(person).tenant;
  if (const auto home = stated_home(c)) return *home != own ? home : std::nullopt;
  const bool context = evidence.options().actor_context_id &&
                       actor.home_tenant_source == ProvingKey::kActorContextId && actor.home_tenant;
  if (context && actor.home_tenant == own) return std::nullopt;
  if (context && actor.home_tenant != c.tenant) return actor.home_tenant;
  // Partner Center, vaults and access windows are the partner's own word.
  const Family& family = *c.record().family;
  const bool own_word = family.of_other_tenants || family.sort == Sort::kAccessWindow;
  if (own_word) return std::nullopt;
  const auto homes = homes_of_name(c, evidence);
  // Two who bear one name there cannot be told apart by a record that states no home.
  const auto other = std::ranges::find_if(homes, [&](const Guid& home) { return home != own; });
  return other == homes.end() ? std::nullopt : std::optional(*other);
}

bool is_from_elsewhere(const Case& c, const Evidence& evidence) {
  const auto homes = homes_of_name(c, evidence);
  return std::ranges::any_of(homes, [&](const Guid& home) { return home != c.tenant; });
}

bool is_own_user(const Case& c, const Evidence& evidence) {
  if (const auto home = stated_home(c)) return home == c.tenant;
  if (c.record().actor.home_object_source != ProvingKey::kUserHexUpn) return false;
  const auto homes = homes_of_name(c, evidence);
  return !homes.empty() &&
         std::ranges::all_of(homes, [&](const Guid& home) { return home == c.tenant; });
}

}  // namespace aobo

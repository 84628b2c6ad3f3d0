#include "plugin/identity/home.h"

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

bool is_refuted(const Case& c, const Person& person) {
  const auto home = stated_home(c);
  return home && *home != c.directory().partner_of(person).tenant;
}

bool is_own_user(const Case& c, const Evidence& evidence) {
  if (const auto home = stated_home(c)) return home == c.tenant;
  const Actor& actor = c.record().actor;
  return c.tenant && actor.home_object_source == ProvingKey::kUserHexUpn &&
         evidence.of<OwnUsers>().contains(*c.tenant, actor.upn, c.number);
}

}  // namespace aobo

// ProvingKey: which key of a record tells whose tenant or id it is, or that a partner's technician
// acts. What is concluded hangs on it; the text is for people.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace aobo {

enum class ProvingKey : std::uint8_t {
  kNone,
  kHomeTenantId,
  kUserId,
  kCrossTenantAccessType,
  kInitiatedByHomeTenantId,
  kUserType9,
  kLogonType6,
  kTokenTenantId,
  kTokenObjectId,
  kActorContextId,
  kTenantAndObjectForm,
  kUserHexUpn,
  kIdentityProviderClaim,
  kTenantIdClaim,
  kObjectIdentifierClaim,
  kActorPartnerTenantId,
  kActorRemoteTenantId,
  kActorRemoteUserId,
  kActorObjectId,
  kActorIsDelegatedAdmin,
  kIdentityProvider,
  kExternalUserTenantId,
  kActorHomeTenantId,
  kCount
};

inline constexpr std::array<std::string_view, static_cast<std::size_t>(ProvingKey::kCount)>
    kProvingKeyTexts = {"",
                        "homeTenantId",
                        "userId",
                        "crossTenantAccessType",
                        "initiatedBy.user.homeTenantId",
                        "UserType 9",
                        "LogonType 6",
                        "TokenTenantId",
                        "TokenObjectId",
                        "ActorContextId",
                        "tenant-and-object form",
                        "user_<hex> UPN",
                        "identityprovider claim",
                        "tenantid claim",
                        "objectidentifier claim",
                        "Actor.PartnerTenantId",
                        "actor.remoteTenantId",
                        "actor.remoteUserId",
                        "Actor.ObjectId",
                        "Actor.IsDelegatedAdmin",
                        "identityProvider",
                        "ExternalUserTenantId",
                        "ActorHomeTenantId"};
static_assert(!kProvingKeyTexts.back().empty());

constexpr std::string_view text(ProvingKey key) {
  return kProvingKeyTexts[static_cast<std::size_t>(key)];
}

}  // namespace aobo

#include "simulator/world/variant.h"

#include <fmt/format.h>

#include "plugin/base/check.h"
#include "simulator/random/stream.h"

namespace aobo::sim {
namespace {

constexpr VariantRow kRows[] = {
    {Variant::kTechnicianDomain,
     "technician-domain",
     {"partner", "customer"},
     "whose domain follows user_<hex>@"},
    {Variant::kSignInUpn,
     "signin-upn",
     {"hex", "label", "own"},
     "userPrincipalName of a technician's sign-in in the customer's log: user_<hex>, \"<partner> "
     "technician\", or the own UPN"},
    {Variant::kSignInUserId,
     "signin-user-id",
     {"home", "other"},
     "userId there: the object id at home, or another"},
    {Variant::kSharedRequestId,
     "shared-request-id",
     {"yes", "no"},
     "whether both tenants' copies of a sign-in share its id"},
    {Variant::kSessionAcross,
     "session-across",
     {"yes", "no"},
     "whether both copies share the session id"},
    {Variant::kMask,
     "mask",
     {"XXX", "xxx", "none"},
     "how a cross-tenant sign-in's address ends in the customer's log"},
    {Variant::kExchangeForm,
     "exchange-form",
     {"form", "hex", "label"},
     "UserId of a technician in Exchange: \"tenant: …, object: …\", user_<hex>, or \"<partner> "
     "technician\""},
    {Variant::kTokenObject,
     "token-object",
     {"customer-home", "partner", "customer"},
     "TokenTenantId and TokenObjectId: the customer's with the id at home, the partner's, or the "
     "customer's with a synthetic id",
     true},
    {Variant::kActorContext,
     "actor-context",
     {"partner", "customer"},
     "ActorContextId of a technician's record"},
    {Variant::kStsRequest,
     "sts-request",
     {"signin", "own"},
     "Id of a unified logon record: the sign-in's request id, or its own"},
    {Variant::kAuditHome,
     "audit-home",
     {"null", "filled"},
     "initiatedBy.user.homeTenantId of a technician"},
    {Variant::kAoboPrincipal,
     "aobo-principal",
     {"Group", "ForeignGroup"},
     "principalType of the foreign principal"},
    {Variant::kAoboEmail,
     "aobo-email",
     {"hex", "own", "none"},
     "the e-mail claim of a technician on a subscription"},
    {Variant::kLighthouseToken,
     "lighthouse-token",
     {"managing", "customer"},
     "which tenant's token a Lighthouse operator uses"},
    {Variant::kIntuneObject,
     "intune-object",
     {"home", "other"},
     "Intune's Actor.ObjectId of a partner's person"},
    {Variant::kAppOwner,
     "app-owner",
     {"shown", "none"},
     "appOwnerTenantId of an application's sign-in: whose it is, or nothing"},
    {Variant::kExchangeContext,
     "exchange-context",
     {"shown", "none"},
     "session, AppAccessContext and TokenObjectId of Exchange's records: there, or not"},
    {Variant::kSignInSession,
     "signin-session",
     {"shown", "none"},
     "the session's id in the log of sign-ins: there, or not"},
    {Variant::kAppContext,
     "app-context",
     {"object", "list", "deeper"},
     "AppAccessContext of the unified log: an object, a list of them, or its names as pairs of "
     "ExtendedProperties",
     true},
    {Variant::kUserKey,
     "user-key",
     {"object-id", "puid"},
     "UserKey of SharePoint, OneDrive and Teams: the object id at home, or the PUID's older forms",
     true},
    {Variant::kMailboxHome,
     "mailbox-home",
     {"shown", "none"},
     "ExternalUserTenantId of mailbox records: the technician's home tenant, or nothing",
     true},
    {Variant::kAuditLinkable,
     "audit-linkable",
     {"shown", "none"},
     "initiatedBy.linkableIdentifiers of Entra's audit: session and token, or nothing",
     true},
    {Variant::kVaultPerson,
     "vault-person",
     {"upn", "account", "domain"},
     "how the vault calls people: by the UPN, or by the account that the export of users tells "
     "too, "
     "as name or DOMAIN\\name",
     true},
    {Variant::kChangeActor,
     "change-actor",
     {"upn", "label"},
     "who made a change of the directory, in its copy in the unified log: a technician's UPN, or "
     "\"<partner> technician\" and no id",
     true},
};

constexpr std::size_t index(Variant variant) { return static_cast<std::size_t>(variant); }

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (index(kRows[i].variant) != i) return false;
  }
  return std::size(kRows) == index(Variant::kCount);
}
static_assert(in_order());

}  // namespace

std::span<const VariantRow> variant_rows() { return kRows; }

// Only where it is asked for: where the copy that shows nobody comes first a deed is told twice,
// the second time with the name, and how often rules speak of a deed is measured on worlds that are
// drawn.
constexpr Variant kOnRequest = Variant::kChangeActor;

Variants Variants::drawn(std::uint64_t seed) {
  Variants variants;
  for (const VariantRow& row : kRows) {
    if (row.variant == kOnRequest) continue;
    Stream stream(seed, fmt::format("variant {}", row.name));
    variants.chosen_[index(row.variant)] = static_cast<std::uint8_t>(stream.below(row.count()));
  }
  return variants;
}

Variants Variants::usual(std::uint64_t seed) {
  Variants variants = drawn(seed);
  for (const VariantRow& row : kRows) {
    if (row.documented) variants.chosen_[index(row.variant)] = 0;
  }
  return variants;
}

std::optional<Error> Variants::set(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  const std::string_view name = assignment.substr(0, equals);
  std::string names;
  for (const VariantRow& row : kRows) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", row.name);
    if (row.name != name || equals == std::string_view::npos) continue;
    std::string values;
    for (std::size_t i = 0; i < row.count(); ++i) {
      if (row.values[i] == assignment.substr(equals + 1)) {
        chosen_[index(row.variant)] = static_cast<std::uint8_t>(i);
        return std::nullopt;
      }
      values += fmt::format("{}{}", values.empty() ? "" : ", ", row.values[i]);
    }
    return Error{fmt::format("variant {} must be one of {}, found \"{}\"", name, values,
                             assignment.substr(equals + 1))};
  }
  return Error{
      fmt::format("\"{}\" is no variant; write name=value, with a name of {}", assignment, names)};
}

bool Variants::is(Variant variant, std::string_view value) const {
  const VariantRow& row = kRows[index(variant)];
  for (std::size_t i = 0; i < row.count(); ++i) {
    if (row.values[i] == value) return chosen_[index(variant)] == i;
  }
  check_failed("a variant has the value that is asked for", __FILE__, __LINE__);
}

std::string Variants::text() const {
  std::string text;
  for (const VariantRow& row : kRows) {
    text +=
        fmt::format("{}{}={}", text.empty() ? "" : " ", row.name, row.values[(*this)[row.variant]]);
  }
  return text;
}

}  // namespace aobo::sim

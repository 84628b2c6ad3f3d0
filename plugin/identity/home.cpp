#include "plugin/identity/home.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// Sources: Microsoft Graph's signIn resource (homeTenantId), Microsoft's description of Entra's
// audit schema (initiatedBy.user.homeTenantId), the claims of Azure's activity log
// (identityprovider), Intune's audit log (actor.remoteTenantId), the Management Activity API's
// schema of mailboxes (ExternalUserTenantId).
bool states_home(ProvingKey key) {
  switch (key) {
    case ProvingKey::kHomeTenantId:
    case ProvingKey::kInitiatedByHomeTenantId:
    case ProvingKey::kIdentityProviderClaim:
    case ProvingKey::kIdentityProvider:
    case ProvingKey::kActorRemoteTenantId:
    case ProvingKey::kActorPartnerTenantId:
    case ProvingKey::kExternalUserTenantId:
      return true;
    default:
      return false;
  }
}

// The home that the record states, which took place in that tenant.
std::optional<Guid> home_stated_in(const Record& record, const std::optional<Guid>& tenant) {
  if (states_home(record.actor.home_tenant_source)) return record.actor.home_tenant;
  return crosses_no_boundary(record) ? tenant : std::nullopt;
}

}  // namespace

std::optional<Guid> stated_home(const Case& the_case) {
  return home_stated_in(the_case.record(), the_case.tenant);
}

bool is_anothers_name(const Record& record, const std::optional<Guid>& tenant, const Guid& own) {
  const auto home = home_stated_in(record, tenant);
  return home ? *home != own : !record.actor.home_provider.empty();
}

// The home tenants that sign-ins state of the name or the id there, where the record itself states
// none.
static std::vector<Guid> homes_of_name(const Case& the_case, const Evidence& evidence) {
  const Actor& actor = the_case.record().actor;
  if (!the_case.tenant || stated_home(the_case) || !actor.home_provider.empty()) return {};
  auto homes = evidence.of<StatedHomes>().homes(*the_case.tenant, actor, the_case.number);
  // Microsoft calls nobody a technician where they are at home: the namesake there is another.
  if (actor.technician)
    std::erase_if(homes, [&](const auto& stated) { return stated == *the_case.tenant; });
  return homes;
}

// The tenant that is the actor's home or else the one of the action: a token's, where the record
// does not say which of both it is.
static std::optional<Guid> home_or_here(const Case& the_case, const Evidence& evidence) {
  const Actor& actor = the_case.record().actor;
  const ProvingKey source = actor.home_tenant_source;
  const bool known = source == ProvingKey::kTokenTenantId || source == ProvingKey::kTenantIdClaim ||
                     (source == ProvingKey::kActorContextId && evidence.options().actor_context_id);
  return known ? actor.home_tenant : std::nullopt;
}

// What speaks in the record itself against that home tenant: empty where the record is for it;
// nothing where it is silent.
static std::optional<std::string> verdict_on(const Case& the_case, const Evidence& evidence,
                                             const Guid& own) {
  const Actor& actor = the_case.record().actor;
  if (const auto home = stated_home(the_case)) return *home != own ? home->text() : "";
  if (!actor.home_provider.empty()) return std::string(actor.home_provider);
  const auto tenant = home_or_here(the_case, evidence);
  if (tenant == own) return "";
  if (tenant && tenant != the_case.tenant) return tenant->text();
  return std::nullopt;
}

std::string home_in_record(const Case& the_case, const Evidence& evidence, const Person& person) {
  return verdict_on(the_case, evidence, the_case.directory().partner_of(person).tenant)
      .value_or("");
}

std::string refuting_home(const Case& the_case, const Evidence& evidence, const Person& person) {
  const Guid& own = the_case.directory().partner_of(person).tenant;
  if (const auto against = verdict_on(the_case, evidence, own)) return *against;
  // Partner Center, vaults and access windows are the partner's own word.
  if (the_case.record().family->is_own_word()) return {};
  const auto homes = homes_of_name(the_case, evidence);
  // Two who bear one name there cannot be told apart by a record that states no home.
  const auto other = std::ranges::find_if(homes, [&](const auto& stated) { return stated != own; });
  return other == homes.end() ? std::string() : other->text();
}

std::string drop_refuted(const Case& the_case, const Evidence& evidence,
                         RefutingHome refuting_home_of, Finding& finding) {
  std::string home;
  std::erase_if(finding.people, [&](const Person* person) {
    const std::string refuting = refuting_home_of(the_case, evidence, *person);
    if (!refuting.empty()) home = refuting;
    return !refuting.empty();
  });
  return finding.people.empty() ? home : std::string();
}

bool has_other_id_at_home(const Case& the_case, const Person& person) {
  const Actor& actor = the_case.record().actor;
  const Guid& home = the_case.directory().partner_of(person).tenant;
  // Only a token for another tenant states the PUID at home apart.
  if (actor.home_puid && person.puid_listed &&
      !contains(the_case.directory().by_puid(*actor.home_puid, the_case.record().time), &person))
    return true;
  if (the_case.tenant == home) return actor.object && *actor.object != person.object;
  const bool certain = the_case.record().log_tenant == home || !actor.home_object_inferred;
  return actor.home_tenant == home && certain && actor.home_object &&
         *actor.home_object != person.object;
}

void drop_other_ids(const Case& the_case, std::vector<const Person*>& people) {
  std::erase_if(people,
                [&](const Person* person) { return has_other_id_at_home(the_case, *person); });
}

void note_refuted(std::string claim, std::string home, Finding& finding) {
  finding.refuted = true;
  finding.proof = {ProofKind::kOtherHome, {std::move(claim), std::move(home)}};
}

std::string_view denies_technician(const Case& the_case) {
  const Record& record = the_case.record();
  const Actor& actor = record.actor;
  if (actor.home_object_source != ProvingKey::kUserHexUpn) return {};
  if (!actor.home_provider.empty()) return actor.home_provider;
  if (record.family->sort != Sort::kSignIn || states_home(actor.home_tenant_source)) return {};
  const std::string_view cross = record.sign_in.cross_tenant;
  if (starts_with_ignoring_case(cross, "b2b") || crosses_no_boundary(record)) return cross;
  return actor.guest ? std::string_view("guest") : std::string_view();
}

// The one home, where it is not the tenant of the action.
static std::optional<Guid> one_elsewhere(const Case& the_case, const std::vector<Guid>& homes) {
  const bool one = homes.size() == 1 && homes.front() != the_case.tenant;
  return one ? std::optional(homes.front()) : std::nullopt;
}

std::optional<Guid> home_elsewhere(const Case& the_case, const Evidence& evidence) {
  return one_elsewhere(the_case, homes_of_name(the_case, evidence));
}

std::optional<Guid> home_of_token(const Case& the_case, const Evidence& evidence) {
  const Record& record = the_case.record();
  if (is_sign_in(record) || stated_home(the_case) || !record.actor.home_provider.empty())
    return std::nullopt;
  return one_elsewhere(the_case,
                       evidence.of<TokenHomes>().homes(record, the_case.tenant, the_case.number));
}

// Microsoft writes "Adatum technician" of a partner that is called Adatum. The name of a partner
// that is known speaks against others'; it proves nothing.
static std::optional<Guid> labelled_home(const Case& the_case) {
  constexpr std::string_view kLabel = " technician";
  const std::string_view label = the_case.record().actor.text;
  if (!label.ends_with(kLabel)) return std::nullopt;
  const std::string_view name = label.substr(0, label.size() - kLabel.size());
  for (const Partner& partner : the_case.directory().partners()) {
    if (equal_ignoring_case(partner.name, name)) return partner.tenant;
  }
  return std::nullopt;
}

static std::string verdict_on_unnamed(const Case& the_case, const Evidence& evidence,
                                      const Guid& own) {
  if (const auto verdict = verdict_on(the_case, evidence, own)) return *verdict;
  const auto labelled = labelled_home(the_case);
  return labelled && *labelled != own ? labelled->text() : std::string();
}

std::string home_of_unnamed(const Case& the_case, const Evidence& evidence, const Person& person) {
  return verdict_on_unnamed(the_case, evidence, the_case.directory().partner_of(person).tenant);
}

std::optional<Guid> home_of_change(const Case& the_case, const Evidence& evidence) {
  std::vector<Guid> homes;
  for (const Naming& one :
       evidence.of<ChangeActors>().namings(the_case.record(), the_case.tenant, the_case.number)) {
    if (verdict_on_unnamed(the_case, evidence, one.person.tenant).empty())
      add_once(homes, one.person.tenant);
  }
  return one_elsewhere(the_case, homes);
}

bool is_from_elsewhere(const Case& the_case, const Evidence& evidence) {
  const auto homes = homes_of_name(the_case, evidence);
  return std::ranges::any_of(homes, [&](const auto& stated) { return stated != the_case.tenant; });
}

Namesake namesake_of(const Case& the_case, const std::optional<Guid>& tenant,
                     const Evidence& evidence) {
  // Microsoft calls nobody a technician where they are at home; and a stated home tells by itself.
  const Record& record = the_case.record();
  if (!tenant || record.actor.technician || home_stated_in(record, tenant)) return Namesake::kNone;
  return evidence.of<Namesakes>().of(*tenant, record, the_case.number);
}

bool is_own_user(const Case& the_case, const Evidence& evidence) {
  if (const auto home = stated_home(the_case)) return home == the_case.tenant;
  if (crosses_no_boundary(the_case.record())) return true;
  if (the_case.namesake == Namesake::kTheirs) return true;
  if (the_case.record().actor.home_object_source != ProvingKey::kUserHexUpn) return false;
  const auto homes = homes_of_name(the_case, evidence);
  return !homes.empty() &&
         std::ranges::all_of(homes, [&](const auto& stated) { return stated == the_case.tenant; });
}

}  // namespace aobo

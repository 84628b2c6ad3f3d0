#include "plugin/identity/path.h"

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/identity/home.h"
#include "plugin/identity/microsoft.h"

namespace aobo {
namespace {

using Answer = std::optional<PathAnswer>;

bool uses_actor_context(const Case& c) {
  return c.record().actor.home_tenant_source == ProvingKey::kActorContextId;
}

// The actor's home tenant, where it is another than the tenant of the action and may be believed.
std::optional<Guid> foreign_home(const Case& c, const Evidence& evidence) {
  const auto& home = c.record().actor.home_tenant;
  if (!home || home == c.tenant) return std::nullopt;
  if (uses_actor_context(c) && !evidence.options().actor_context_id) return std::nullopt;
  return home;
}

const Partner* home_partner(const Case& c, const Evidence& evidence) {
  const auto home = foreign_home(c, evidence);
  return home ? c.directory().partner(*home) : nullptr;
}

// The application that acts as itself, and whose it is.
struct Acting {
  std::optional<Guid> app, owner;
};
Acting acting(const Case& c) {
  if (!acts_as_application(c.record())) return {};
  return {c.app, c.app_owner};
}

// Proven by ids, and by what the log's own service writes of its servers; never by a name that
// somebody may choose.
Answer microsoft(const Case& c, const Evidence& evidence) {
  const auto home = foreign_home(c, evidence);
  const bool own_tenant =
      home && is_microsoft_tenant(*home) && c.directory().partner(*home) == nullptr;
  const auto [app, owner] = acting(c);
  const bool own_app = (app && is_microsoft_app(*app)) || (owner && is_microsoft_tenant(*owner));
  const bool server = c.record().actor.microsoft && !acts_as_application(c.record()) &&
                      home_partner(c, evidence) == nullptr;
  if (!server && !own_tenant && !own_app) return std::nullopt;
  return PathAnswer{Path::kMicrosoft, false, std::nullopt};
}

Answer shared_account(const Case& c, const Evidence&) {
  if (c.record().family->sort == Sort::kCheckOut)
    return PathAnswer{Path::kSharedAccount, true, std::nullopt};
  if (c.shared == nullptr) return std::nullopt;
  PathAnswer answer{Path::kSharedAccount, true, std::nullopt};
  if (c.shared->partner)
    answer.partner_tenant = c.directory().partners()[*c.shared->partner].tenant;
  return answer;
}

// An application of the partner's own that acts as itself; a person who acts through it is not
// automation.
Answer automation(const Case& c, const Evidence&) {
  const auto [app, owner] = acting(c);
  const AutomationApp* known = app ? c.directory().automation_app(*app) : nullptr;
  if (known != nullptr) {
    PathAnswer answer{Path::kAutomation, true, std::nullopt};
    if (known->partner) answer.partner_tenant = c.directory().partners()[*known->partner].tenant;
    return answer;
  }
  if (owner && owner != c.tenant && c.directory().partner(*owner) != nullptr)
    return PathAnswer{Path::kAutomation, true, owner};
  return std::nullopt;
}

// Whether the group holds a Lighthouse delegation there: one on record names it, or its tenant has
// delegations there and no AOBO. ForeignGroup is what AOBO alone makes, and a token of the
// customer's for somebody of another tenant is none of Lighthouse's.
bool is_lighthouse_group(const Case& c, const Group& group) {
  const Actor& actor = c.record().actor;
  if (!c.tenant || equal_ignoring_case(actor.principal_type, "ForeignGroup")) return false;
  const bool customers_token =
      actor.home_puid || actor.home_tenant_source == ProvingKey::kIdentityProviderClaim;
  bool delegated = false, foreign_principal = false;
  for (const std::size_t index : c.directory().relationships_with(*c.tenant)) {
    const Relationship& r = c.directory().relationships()[index];
    if (r.partner != group.partner || !r.valid.holds(c.record().time)) continue;
    const bool names = std::ranges::any_of(
        r.assignments, [&](const AccessAssignment& one) { return one.group == group.id; });
    if (names && r.type == RelationshipType::kLighthouse) return true;
    delegated = delegated || r.type == RelationshipType::kLighthouse;
    foreign_principal = foreign_principal || r.type == RelationshipType::kAobo;
  }
  return delegated && !foreign_principal && !customers_token;
}

// The foreign principal: the right that was used belongs to a group of another tenant (Partner
// Center documentation, partner-earned-credit-troubleshoot). A user_<hex> caller in Azure acts by
// it too: GDAP itself gives no right on a subscription.
Answer aobo(const Case& c, const Evidence& evidence) {
  if (!c.record().family->azure_rights) return std::nullopt;
  const Actor& actor = c.record().actor;
  if (const Group* group = actor.principal ? c.directory().group(*actor.principal) : nullptr) {
    const Guid& tenant = c.directory().partners()[group->partner].tenant;
    if (tenant == c.tenant)
      return std::nullopt;  // at home a group of one's own is no foreign principal
    return PathAnswer{is_lighthouse_group(c, *group) ? Path::kLighthouse : Path::kAobo, true,
                      tenant};
  }
  const bool foreign_group = equal_ignoring_case(actor.principal_type, "ForeignGroup");
  const bool technician = actor.delegated_source == ProvingKey::kUserHexUpn &&
                          !is_own_user(c, evidence) && denies_technician(c).empty();
  if (!foreign_group && !technician) return std::nullopt;
  return PathAnswer{Path::kAobo, true, foreign_home(c, evidence)};
}

// The token is the managing tenant's own, not the customer's (inferred). Checked before the
// foreign principal: Lighthouse gives its rights to groups as well, but its tokens are never the
// customer's.
Answer lighthouse(const Case& c, const Evidence& evidence) {
  if (!c.record().family->azure_rights ||
      c.record().actor.home_tenant_source != ProvingKey::kTenantIdClaim)
    return std::nullopt;
  const Partner* partner = home_partner(c, evidence);  // of an unknown tenant it would be a guess
  if (partner == nullptr || !evidence.options().lighthouse_token_tenant) return std::nullopt;
  return PathAnswer{Path::kLighthouse, true, partner->tenant};
}

// Without a relationship on record only a form that GDAP alone produces tells.
PathAnswer delegated_path(const Case& c, const std::optional<Guid>& tenant, bool gdap_form) {
  const Path path = tenant && !gdap_form ? relationship_path(c, *tenant) : Path::kUnknown;
  return {gdap_form ? Path::kGdap : path, true, tenant};
}

Answer delegated_admin(const Case& c, const Evidence& evidence) {
  const Actor& actor = c.record().actor;
  if (!actor.delegated_admin) return std::nullopt;
  // Only a name says so, and the record says otherwise.
  if (actor.delegated_source == ProvingKey::kUserHexUpn &&
      (is_own_user(c, evidence) || !denies_technician(c).empty()))
    return std::nullopt;
  std::optional<Guid> tenant = foreign_home(c, evidence);
  if (!tenant && actor.home_object) {
    const auto people = c.directory().by_object(*actor.home_object);
    if (people.size() == 1) tenant = c.directory().partner_of(*people.front()).tenant;
  }
  const bool gdap_form = actor.delegated_source == ProvingKey::kUserHexUpn ||
                         actor.delegated_source == ProvingKey::kTenantAndObjectForm;
  return delegated_path(c, tenant, gdap_form);
}

Answer guest(const Case& c, const Evidence& evidence) {
  const Actor& actor = c.record().actor;
  const bool azure_guest = actor.home_tenant_source == ProvingKey::kIdentityProviderClaim &&
                           foreign_home(c, evidence).has_value();
  if (!actor.guest && !azure_guest) return std::nullopt;
  const Partner* partner = home_partner(c, evidence);
  return PathAnswer{Path::kGuest, partner != nullptr,
                    partner != nullptr ? std::optional(partner->tenant) : std::nullopt};
}

// The partner of the one person who bears the actor's name.
std::optional<Guid> partner_by_name(const Case& c) {
  const auto people = c.directory().by_upn(c.record().actor.upn, c.record().time);
  if (people.size() != 1) return std::nullopt;
  return c.directory().partner_of(*people.front()).tenant;
}

// Somebody of that partner's, where the partner works, for a customer; at home where it is for
// itself.
PathAnswer partners_work(const Case& c, const std::optional<Guid>& tenant, bool is_partner) {
  PathAnswer answer = delegated_path(c, tenant, false);
  answer.is_partner = is_partner;
  if (!is_partner) answer.path = Path::kCustomer;
  return answer;
}

// Partner Center itself: the partner's people at work for a customer, by whatever relationship
// there is.
Answer partner_center(const Case& c, const Evidence&) {
  if (!c.record().family->partner_center) return std::nullopt;
  std::optional<Guid> tenant = partner_by_name(c);
  // Of somebody whom the export does not hold yet, the log itself is the partner's.
  for (const auto& log : {c.record().partner, c.record().log_tenant}) {
    if (!tenant && log && c.directory().partner(*log) != nullptr) tenant = log;
  }
  return partners_work(c, tenant, tenant != c.tenant);
}

// The log of a partner's tool: somebody of the partner's who works with it, or the tool by itself.
Answer tool(const Case& c, const Evidence&) {
  if (!c.record().family->tool) return std::nullopt;
  if (c.record().actor.upn.empty()) return PathAnswer{Path::kAutomation, true, std::nullopt};
  const std::optional<Guid> tenant = partner_by_name(c);
  return partners_work(c, tenant, !tenant || tenant != c.tenant);
}

// Another tenant's token or context, of a partner that we know.
Answer known_partner_tenant(const Case& c, const Evidence& evidence) {
  const Partner* partner = home_partner(c, evidence);
  if (partner == nullptr) return std::nullopt;
  return delegated_path(c, partner->tenant, false);
}

// Nobody from elsewhere: the tenant's own people. Whose an application is, only its owner tells.
Answer own_people(const Case& c, const Evidence& evidence) {
  const Actor& actor = c.record().actor;
  if (acts_as_application(c.record())) {
    const auto owner = acting(c).owner;
    const bool own = (owner && owner == c.tenant) || actor.type == ActorType::kManagedIdentity;
    return own ? Answer(PathAnswer{Path::kCustomer, false, std::nullopt}) : std::nullopt;
  }
  if (foreign_home(c, evidence) && !uses_actor_context(c)) return std::nullopt;
  if (is_from_elsewhere(c, evidence)) return std::nullopt;
  const bool somebody =
      !actor.upn.empty() || (actor.type == ActorType::kUser && !actor.text.empty());
  return somebody ? Answer(PathAnswer{Path::kCustomer, false, std::nullopt}) : std::nullopt;
}

constexpr Answer (*kRules[])(const Case&, const Evidence&) = {
    microsoft, shared_account, automation, lighthouse,           aobo,       delegated_admin,
    guest,     partner_center, tool,       known_partner_tenant, own_people,
};

}  // namespace

Path relationship_path(const Case& c, const Guid& partner_tenant) {
  const Partner* partner = c.directory().partner(partner_tenant);
  if (partner == nullptr || !c.tenant) return Path::kUnknown;
  const auto index = static_cast<std::size_t>(partner - c.directory().partners().data());
  const auto has = [&](RelationshipType type) {
    return c.directory().has_relationship(index, *c.tenant, type, c.record().time);
  };
  if (has(RelationshipType::kGdap)) return Path::kGdap;
  return has(RelationshipType::kDap) ? Path::kDap : Path::kUnknown;
}

PathAnswer find_path(const Case& c, const Evidence& evidence) {
  for (const auto rule : kRules) {
    if (const Answer answer = rule(c, evidence)) return *answer;
  }
  return {};
}

}  // namespace aobo

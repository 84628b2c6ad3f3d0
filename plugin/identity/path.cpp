#include "plugin/identity/path.h"

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/event/guest.h"
#include "plugin/identity/home.h"
#include "plugin/identity/microsoft.h"
#include "plugin/identity/outside_user.h"

namespace aobo {
namespace {

using Answer = std::optional<PathAnswer>;

bool uses_actor_context(const Case& the_case) {
  return the_case.record().actor.home_tenant_source == ProvingKey::kActorContextId;
}

// The actor's home tenant, where it is another than the tenant of the action and may be believed.
std::optional<Guid> foreign_home(const Case& the_case, const Evidence& evidence) {
  const auto& home = the_case.record().actor.home_tenant;
  if (!home || home == the_case.tenant) return std::nullopt;
  if (uses_actor_context(the_case) && !evidence.options().actor_context_id) return std::nullopt;
  return home;
}

const Partner* home_partner(const Case& the_case, const Evidence& evidence) {
  const auto home = foreign_home(the_case, evidence);
  return home ? the_case.directory().partner(*home) : nullptr;
}

// The application that acts as itself, and whose it is.
struct Acting {
  std::optional<Guid> app, owner;
};
Acting acting(const Case& the_case) {
  if (!acts_as_application(the_case.record())) return {};
  return {the_case.app, the_case.app_owner};
}

// Proven by ids, and by what the log's own service writes of its servers; never by a name that
// somebody may choose.
Answer microsoft(const Case& the_case, const Evidence& evidence) {
  const auto home = foreign_home(the_case, evidence);
  const bool own_tenant =
      home && is_microsoft_tenant(*home) && the_case.directory().partner(*home) == nullptr;
  const auto [app, owner] = acting(the_case);
  const bool own_app = (app && is_microsoft_app(*app)) || (owner && is_microsoft_tenant(*owner));
  const bool server = the_case.record().actor.microsoft &&
                      !acts_as_application(the_case.record()) &&
                      home_partner(the_case, evidence) == nullptr;
  if (!server && !own_tenant && !own_app) return std::nullopt;
  return PathAnswer{Path::kMicrosoft, false, std::nullopt};
}

Answer shared_account(const Case& the_case, const Evidence&) {
  if (the_case.record().family->sort == Sort::kCheckOut)
    return PathAnswer{Path::kSharedAccount, true, std::nullopt};
  if (the_case.shared == nullptr) return std::nullopt;
  PathAnswer answer{Path::kSharedAccount, true, std::nullopt};
  if (the_case.shared->partner)
    answer.partner_tenant = the_case.directory().partners()[*the_case.shared->partner].tenant;
  return answer;
}

// An application of the partner's own that acts as itself; a person who acts through it is not
// automation.
Answer automation(const Case& the_case, const Evidence&) {
  const auto [app, owner] = acting(the_case);
  const AutomationApp* known = app ? the_case.directory().automation_app(*app) : nullptr;
  if (known != nullptr) {
    PathAnswer answer{Path::kAutomation, true, std::nullopt};
    if (known->partner)
      answer.partner_tenant = the_case.directory().partners()[*known->partner].tenant;
    return answer;
  }
  if (owner && owner != the_case.tenant && the_case.directory().partner(*owner) != nullptr)
    return PathAnswer{Path::kAutomation, true, owner};
  return std::nullopt;
}

// Whether the group holds a Lighthouse delegation there: one on record names it, or its tenant has
// delegations there and no AOBO. ForeignGroup is what AOBO alone makes, and a token of the
// customer's for somebody of another tenant is none of Lighthouse's.
bool is_lighthouse_group(const Case& the_case, const Guid& group, const Guid& tenant) {
  const Actor& actor = the_case.record().actor;
  if (!the_case.tenant || equal_ignoring_case(actor.principal_type, "ForeignGroup")) return false;
  const bool customers_token =
      actor.home_puid || actor.home_tenant_source == ProvingKey::kIdentityProviderClaim;
  bool delegated = false, foreign_principal = false;
  for (const std::size_t index : the_case.directory().relationships_with(*the_case.tenant)) {
    const Relationship& r = the_case.directory().relationships()[index];
    if (the_case.directory().partners()[r.partner].tenant != tenant ||
        !r.valid.holds(the_case.record().time))
      continue;
    const bool names = std::ranges::any_of(
        r.assignments, [&](const AccessAssignment& one) { return one.group == group; });
    if (names && r.type == RelationshipType::kLighthouse) return true;
    delegated = delegated || r.type == RelationshipType::kLighthouse;
    foreign_principal = foreign_principal || r.type == RelationshipType::kAobo;
  }
  return delegated && !foreign_principal && !customers_token;
}

// Whose the group is whose right was used: by the exports, or by the partner's log that tells of
// its members, where it was made since.
std::optional<Guid> tenant_of_group(const Case& the_case, const Evidence& evidence) {
  const auto& principal = the_case.record().actor.principal;
  if (!principal) return std::nullopt;
  const Directory& directory = the_case.directory();
  if (const Group* group = directory.group(*principal))
    return directory.partners()[group->partner].tenant;
  for (const PersonKey& member : evidence.of<Memberships>().members(*principal))
    if (directory.partner(member.tenant) != nullptr) return member.tenant;
  return std::nullopt;
}

// The foreign principal: the right that was used belongs to a group of another tenant (Partner
// Center documentation, partner-earned-credit-troubleshoot). A user_<hex> caller in Azure acts by
// it too: GDAP itself gives no right on a subscription.
Answer aobo(const Case& the_case, const Evidence& evidence) {
  if (!the_case.record().family->azure_rights) return std::nullopt;
  const Actor& actor = the_case.record().actor;
  if (const auto tenant = tenant_of_group(the_case, evidence)) {
    if (tenant == the_case.tenant)
      return std::nullopt;  // at home a group of one's own is no foreign principal
    const bool lighthouse = is_lighthouse_group(the_case, *actor.principal, *tenant);
    return PathAnswer{lighthouse ? Path::kLighthouse : Path::kAobo, true, tenant};
  }
  const bool foreign_group = equal_ignoring_case(actor.principal_type, "ForeignGroup");
  const bool technician = actor.delegated_source == ProvingKey::kUserHexUpn &&
                          !is_own_user(the_case, evidence) && denies_technician(the_case).empty();
  if (!foreign_group && !technician) return std::nullopt;
  return PathAnswer{Path::kAobo, true, foreign_home(the_case, evidence)};
}

// The token is the managing tenant's own, not the customer's (inferred). Checked before the
// foreign principal: Lighthouse gives its rights to groups as well, but its tokens are never the
// customer's.
Answer lighthouse(const Case& the_case, const Evidence& evidence) {
  if (!the_case.record().family->azure_rights ||
      the_case.record().actor.home_tenant_source != ProvingKey::kTenantIdClaim)
    return std::nullopt;
  const Partner* partner =
      home_partner(the_case, evidence);  // of an unknown tenant it would be a guess
  if (partner == nullptr || !evidence.options().lighthouse_token_tenant) return std::nullopt;
  return PathAnswer{Path::kLighthouse, true, partner->tenant};
}

// Without a relationship on record only a form that GDAP alone produces tells.
PathAnswer delegated_path(const Case& the_case, const std::optional<Guid>& tenant, bool gdap_form) {
  const Path path = tenant && !gdap_form ? relationship_path(the_case, *tenant) : Path::kUnknown;
  return {gdap_form ? Path::kGdap : path, true, tenant};
}

Answer delegated_admin(const Case& the_case, const Evidence& evidence) {
  const Actor& actor = the_case.record().actor;
  if (!actor.delegated_admin) return std::nullopt;
  // Only a name says so, and the record says otherwise.
  if (actor.delegated_source == ProvingKey::kUserHexUpn &&
      (is_own_user(the_case, evidence) || !denies_technician(the_case).empty()))
    return std::nullopt;
  std::optional<Guid> tenant = foreign_home(the_case, evidence);
  if (!tenant && actor.home_object) {
    const auto people = the_case.directory().by_object(*actor.home_object);
    if (people.size() == 1) tenant = the_case.directory().partner_of(*people.front()).tenant;
  }
  if (!tenant) tenant = home_elsewhere(the_case, evidence);
  const bool gdap_form = actor.delegated_source == ProvingKey::kUserHexUpn ||
                         actor.delegated_source == ProvingKey::kTenantAndObjectForm;
  return delegated_path(the_case, tenant, gdap_form);
}

Answer guest(const Case& the_case, const Evidence& evidence) {
  const Actor& actor = the_case.record().actor;
  const bool azure_guest = actor.home_tenant_source == ProvingKey::kIdentityProviderClaim &&
                           foreign_home(the_case, evidence).has_value();
  if (!actor.guest && !azure_guest) return std::nullopt;
  const Partner* partner = home_partner(the_case, evidence);
  return PathAnswer{Path::kGuest, partner != nullptr,
                    partner != nullptr ? std::optional(partner->tenant) : std::nullopt};
}

// Whether the partner has such a relationship with the customer at that time.
bool stands_with(const Case& the_case, const Guid& partner_tenant, RelationshipType type) {
  const Directory& directory = the_case.directory();
  const Partner* partner = directory.partner(partner_tenant);
  if (partner == nullptr || !the_case.tenant) return false;
  const auto index = static_cast<std::size_t>(partner - directory.partners().data());
  return directory.has_relationship(index, *the_case.tenant, type, the_case.record().time);
}

// The partner of the one person who bears the name.
std::optional<Guid> partner_by_name(const Case& the_case, std::string_view upn) {
  const auto people = the_case.directory().by_upn(upn, the_case.record().time);
  if (people.size() != 1) return std::nullopt;
  return the_case.directory().partner_of(*people.front()).tenant;
}
std::optional<Guid> partner_by_name(const Case& the_case) {
  return partner_by_name(the_case, the_case.record().actor.upn);
}

Answer outside_user(const Case& the_case, const Evidence& evidence) {
  const Record& record = the_case.record();
  if (enters_nothing(record)) {
    const Partner* partner = home_partner(the_case, evidence);
    return PathAnswer{Path::kGuest, partner != nullptr,
                      partner != nullptr ? std::optional(partner->tenant) : std::nullopt};
  }
  if (!may_take_part(record)) return std::nullopt;
  // Who opened a link by a code that was sent to them is "urn:spo:guest#alice@partner.example".
  const std::string sent = home_upn_of_guest(record.actor.upn);
  const std::optional<Guid> tenant =
      partner_by_name(the_case, sent.empty() ? record.actor.upn : std::string_view(sent));
  if (!tenant || tenant == the_case.tenant) return std::nullopt;
  // With DAP people open files under that name too, and an object id as UserKey tells nothing of
  // an account; in a chat nobody administers.
  const bool in_a_chat = equal_ignoring_case(record.workload, "MicrosoftTeams");
  if (record.actor.object && !in_a_chat && stands_with(the_case, *tenant, RelationshipType::kDap))
    return std::nullopt;
  return PathAnswer{Path::kGuest, true, tenant};
}

// Somebody of that partner's, where the partner works, for a customer; at home where it is for
// itself.
PathAnswer partners_work(const Case& the_case, const std::optional<Guid>& tenant, bool is_partner) {
  PathAnswer answer = delegated_path(the_case, tenant, false);
  answer.is_partner = is_partner;
  if (!is_partner) answer.path = Path::kCustomer;
  return answer;
}

// Partner Center itself: the partner's people at work for a customer, by whatever relationship
// there is.
Answer partner_center(const Case& the_case, const Evidence&) {
  if (!the_case.record().family->partner_center) return std::nullopt;
  std::optional<Guid> tenant = partner_by_name(the_case);
  // Of somebody whom the export does not hold yet, the log itself is the partner's.
  for (const auto& log : {the_case.record().partner, the_case.record().log_tenant}) {
    if (!tenant && log && the_case.directory().partner(*log) != nullptr) tenant = log;
  }
  return partners_work(the_case, tenant, tenant != the_case.tenant);
}

// The log of a partner's tool: somebody of the partner's who works with it, or the tool by itself.
Answer tool(const Case& the_case, const Evidence&) {
  if (!the_case.record().family->tool) return std::nullopt;
  if (the_case.record().actor.upn.empty()) return PathAnswer{Path::kAutomation, true, std::nullopt};
  const std::optional<Guid> tenant = partner_by_name(the_case);
  return partners_work(the_case, tenant, !tenant || tenant != the_case.tenant);
}

// Another tenant's token or context, of a partner that we know.
Answer known_partner_tenant(const Case& the_case, const Evidence& evidence) {
  const Partner* partner = home_partner(the_case, evidence);
  if (partner == nullptr) return std::nullopt;
  return delegated_path(the_case, partner->tenant, false);
}

// A user of whom a sign-in there states a partner's tenant as the home, or whose token or session
// began with such a sign-in, or of whose deed another record shows it: whose person it was need not
// be known for that.
Answer stated_partner(const Case& the_case, const Evidence& evidence) {
  // The partner's own word tells of others, and by whom it was said.
  const Record& record = the_case.record();
  if (record.family->is_own_word() || acts_as_application(record) || record.actor.microsoft)
    return std::nullopt;
  auto stated = home_elsewhere(the_case, evidence);
  if (!stated) stated = home_of_token(the_case, evidence);
  if (!stated) stated = home_of_change(the_case, evidence);
  if (!stated || the_case.directory().partner(*stated) == nullptr) return std::nullopt;
  return delegated_path(the_case, *stated, false);
}

// Whether nothing but the token says in which tenant it was: a partner's token is good in others',
// and whose the subscription is nobody told.
bool placed_by_token_alone(const Case& the_case) {
  const Actor& actor = the_case.record().actor;
  return the_case.record().family->azure_rights && the_case.record().subscription &&
         actor.home_tenant_source == ProvingKey::kTenantIdClaim &&
         actor.home_tenant == the_case.tenant && the_case.tenant &&
         the_case.directory().partner(*the_case.tenant) != nullptr;
}

// Nobody from elsewhere: the tenant's own people. Whose an application is, only its owner tells. Of
// a change that shows nobody another record may yet tell whose it was.
Answer own_people(const Case& the_case, const Evidence& evidence) {
  const Actor& actor = the_case.record().actor;
  if (placed_by_token_alone(the_case)) return std::nullopt;
  if (acts_as_application(the_case.record())) {
    const auto owner = acting(the_case).owner;
    const bool own =
        (owner && owner == the_case.tenant) || actor.type == ActorType::kManagedIdentity;
    return own ? Answer(PathAnswer{Path::kCustomer, false, std::nullopt}) : std::nullopt;
  }
  if (foreign_home(the_case, evidence) && !uses_actor_context(the_case)) return std::nullopt;
  if (is_from_elsewhere(the_case, evidence)) return std::nullopt;
  if (ChangeActors::shows_nobody(the_case.record()) && stated_home(the_case) != the_case.tenant)
    return std::nullopt;
  const bool somebody =
      !actor.upn.empty() || (actor.type == ActorType::kUser && !actor.text.empty());
  return somebody ? Answer(PathAnswer{Path::kCustomer, false, std::nullopt}) : std::nullopt;
}

constexpr Answer (*kRules[])(const Case&, const Evidence&) = {
    microsoft,
    shared_account,
    automation,
    lighthouse,
    aobo,
    delegated_admin,
    outside_user,
    guest,
    partner_center,
    tool,
    known_partner_tenant,
    stated_partner,
    own_people,
};

}  // namespace

Path relationship_path(const Case& the_case, const Guid& partner_tenant) {
  if (stands_with(the_case, partner_tenant, RelationshipType::kGdap)) return Path::kGdap;
  return stands_with(the_case, partner_tenant, RelationshipType::kDap) ? Path::kDap
                                                                       : Path::kUnknown;
}

PathAnswer find_path(const Case& the_case, const Evidence& evidence) {
  for (const auto rule : kRules) {
    if (const Answer answer = rule(the_case, evidence)) return *answer;
  }
  return {};
}

}  // namespace aobo

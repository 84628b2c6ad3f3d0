// m365.audit: the unified audit log. Exchange shows a technician as "tenant: …, object:
// …", Entra's copies as user_<hex>; nearly all that Exchange marks as external access is
// Microsoft's own datacentre.
#include <fmt/format.h>

#include "plugin/base/text.h"
#include "simulator/scenario/microsoft.h"
#include "simulator/writers/m365.h"

namespace aobo::sim::written {

std::string actor_entry(std::string_view id, int type) {
  return fmt::format("{{\"ID\":{},\"Type\":{}}}", json_string(id), type);
}

bool is_directory(const Job& job) {
  return job.planned.part == Part::kUnified || job.planned.part == Part::kLogon;
}
int record_type(const Job& job) {
  return job.planned.part == Part::kLogon ? 15 : job.action.operation->record_type;
}

namespace {

using Facts = UnifiedFacts;

// UserType of a service principal in Entra's copies: "System" by the schema, whoever owns it.
constexpr std::int64_t kServicePrincipalType = 4;
constexpr std::int64_t kPartnerTechnician = 9;

// Actor[] as Entra fills it: UPN, PUID, object id, each with its type.
void tell_actors(Facts& facts, const std::string& upn, const std::string& puid,
                 const Guid& object) {
  facts.actors = {actor_entry(upn, 5)};
  if (!puid.empty()) facts.actors.push_back(actor_entry(puid, 3));
  facts.actors.push_back(actor_entry("User_" + object.text(), 2));
  facts.actors.push_back(actor_entry(object.text(), 2));
  facts.actors.push_back(actor_entry("User", 2));
}

// Of the workloads whose UserKey is told by its own rules.
bool has_own_key(const Job& job) {
  const std::string_view category = job.action.operation->category;
  return !is_directory(job) &&
         (category == "SharePoint" || category == "OneDrive" || category == "MicrosoftTeams");
}
// UserKey there: the object id of whoever asked for the token, or in older forms the PUID.
bool keyed_by_object(const Job& job) {
  return has_own_key(job) && job.world.variants.is(Variant::kUserKey, "object-id");
}
std::string puid_key(const Job& job, const std::string& puid) {
  return job.action.operation->category == "MicrosoftTeams"
             ? puid + "@" + job.customer().initial_domain
             : "i:0h.f|membership|" + lower(puid) + "@live.com";
}

// A person's PUID stands beside the name in the records of the own tenant.
void tell_home(const Job& job, Facts& facts, Clues& clues) {
  const Person& person = job.person();
  facts.user = own_upn(job);
  clues.upn = job.action.who.index;
  facts.address = job.action.address;
  if (job.planned.part == Part::kLogon) {
    facts.key = person.object.text();
    facts.actors = {actor_entry(person.object.text(), 0), actor_entry(facts.user, 5)};
    clues.object = job.action.who.index;
    return;
  }
  if (keyed_by_object(job)) {
    facts.key = person.object.text();
    clues.object = job.action.who.index;
    return;
  }
  clues.puid = person.puid;
  clues.own_puid = true;
  if (is_directory(job)) {
    facts.key = puid_text(person.puid) + "@" + job.world.partners[person.partner].domain;
    tell_actors(facts, facts.user, puid_text(person.puid), person.object);
    clues.object = job.action.who.index;
  } else {
    facts.key = puid_text(person.puid);
  }
}

// Exchange's records without the token in whose name it was.
bool tells_no_token(const Job& job) {
  return job.action.operation->category == "Exchange" && !is_directory(job) &&
         job.planned.part != Part::kLogon &&
         job.world.variants.is(Variant::kExchangeContext, "none");
}

void tell_exchange_form(const Job& job, Facts& facts, Clues& clues) {
  const World& world = job.world;
  const PersonIx who = job.action.who.index;
  const Guid home = world.partners[job.person().partner].tenant;
  if (world.variants.is(Variant::kExchangeForm, "form")) {
    facts.user = fmt::format("{}\\tenant: {}, object: {}", job.customer().initial_domain,
                             home.text(), job.person().object.text());
    clues.pair = who;
    clues.partner = job.person().partner;
    facts.key = facts.user;
  } else if (world.variants.is(Variant::kExchangeForm, "hex")) {
    facts.user = facts.key = technician_upn(job);
    clues.object = who;
  } else {
    facts.user = world.partners[job.person().partner].name + " technician";
    facts.key = puid_text(world.puid_in(who, job.action.at.index));
    facts.user_type = kPartnerTechnician;
  }
  // A row has no columns for the token.
  if (job.style.envelope->shape == Shape::kTable || tells_no_token(job)) return;
  const bool partners = world.variants.is(Variant::kTokenObject, "partner");
  const bool at_home = partners || world.variants.is(Variant::kTokenObject, "customer-home");
  facts.token_tenant = partners ? home.text() : job.customer().tenant.text();
  facts.token_object =
      (at_home ? job.person().object : world.object_in(who, job.action.at.index)).text();
  if (partners) clues.pair = who;
  if (partners) clues.partner = job.person().partner;
  if (!at_home) return;
  clues.object_inferred = !partners && !clues.object && !clues.pair;
  clues.object = who;
}

// A change of a directory of which only Entra's own log says who made it.
bool leaves_actor_out(const Job& job) {
  const bool delegated = job.action.way == Way::kGdap || job.action.way == Way::kAobo;
  return is_directory(job) && delegated && job.planned.part != Part::kLogon &&
         job.world.variants.is(Variant::kChangeActor, "label");
}
void tell_label(const Job& job, Facts& facts, Clues& clues) {
  const std::string puid = puid_text(job.world.puid_in(job.action.who.index, job.action.at.index));
  facts.user = job.world.partners[job.person().partner].name + " technician";
  facts.key = puid + "@" + job.customer().initial_domain;
  facts.actors = {actor_entry(facts.user, 5), actor_entry(puid, 3)};
  clues.unnamed = true;
  clues.some_partner = false;
}

// In Entra's and SharePoint's records.
void tell_user_form(const Job& job, Facts& facts, Clues& clues) {
  const World& world = job.world;
  const PersonIx who = job.action.who.index;
  const Guid object = world.object_in(who, job.action.at.index);
  const std::string puid = puid_text(world.puid_in(who, job.action.at.index));
  if (job.action.way == Way::kGuest) {
    facts.user = world.guest_upn(who, job.action.at.index);
    clues.guest_upn = who;
  } else if (job.action.way == Way::kDap) {
    facts.user = own_upn(job);
    clues.upn = who;
  } else {
    facts.user = technician_upn(job);
    clues.object = who;
  }
  if (keyed_by_object(job)) {
    const bool guest = job.action.way == Way::kGuest;  // who has an account of their own there
    facts.key = (guest ? object : job.person().object).text();
    clues.object_inferred = !guest && !clues.object;  // beside the own UPN it may be any tenant's
    if (!guest) clues.object = who;
  } else if (has_own_key(job)) {
    facts.key = puid_key(job, puid);
  } else if (job.planned.part == Part::kLogon) {
    facts.key = object.text();
  } else {
    facts.key = puid + "@" + job.customer().initial_domain;
  }
  if (is_directory(job)) tell_actors(facts, facts.user, puid, object);
}

// Where whoever opened the mailbox is at home.
void tell_mailbox_home(const Job& job, Facts& facts, Clues& clues) {
  const bool mailbox = record_type(job) != 1 && job.style.envelope->shape != Shape::kTable;
  if (!mailbox || !job.world.variants.is(Variant::kMailboxHome, "shown")) return;
  clues.partner = job.person().partner;
  facts.external_tenant = job.world.partners[*clues.partner].tenant.text();
}

void tell_technician(const Job& job, Facts& facts, Clues& clues) {
  const bool exchange = job.action.operation->category == "Exchange" && !is_directory(job);
  const bool delegated = job.action.way == Way::kGdap || job.action.way == Way::kAobo;
  clues.some_partner = delegated;
  // UserType 9 is not always set: its absence proves nothing.
  if (delegated)
    facts.user_type = is_directory(job) || job.draw.chance(1, 4) ? 0 : kPartnerTechnician;
  if (job.action.way == Way::kGuest) facts.user_type = job.draw.chance(1, 2) ? 10 : 0;
  facts.external = exchange;
  facts.address = masks(job.world) ? "" : job.action.address;
  if (exchange && delegated) {
    tell_exchange_form(job, facts, clues);
    facts.logon_type = 6;
    tell_mailbox_home(job, facts, clues);
  } else if (leaves_actor_out(job)) {
    tell_label(job, facts, clues);
  } else {
    tell_user_form(job, facts, clues);
  }
  clues.technician = delegated && facts.user_type == kPartnerTechnician;
  if (is_directory(job) && delegated && job.world.variants.is(Variant::kActorContext, "partner")) {
    facts.actor_context = job.world.partners[job.person().partner].tenant.text();
    clues.partner = job.person().partner;
    // Whose tenant that is, only a directory tells where nothing else shows a partner.
    clues.some_partner = clues.some_partner || job.world.partners[*clues.partner].listed;
  }
}

void tell_shared(const Job& job, Facts& facts, Clues& clues) {
  const SharedAccount& account = *job.customer().shared;
  facts.user = account.account;
  facts.user_type = is_directory(job) ? 0 : 2;
  facts.key = is_directory(job) || keyed_by_object(job)
                  ? account.object.text()
                  : puid_text(0x1003'3000'0000'0000ULL + job.action.at.index);
  facts.address = job.action.address;
  if (is_directory(job)) tell_actors(facts, account.account, "", account.object);
  clues.shared = job.action.at.index;
  clues.partner = account.partner;
  clues.some_partner = true;
}

void tell_own(const Job& job, Facts& facts) {
  const CustomerUser user = job.world.user(job.action.at.index, job.action.who.index);
  facts.user = own_name(job, user);
  facts.user_type = user.admin && !is_directory(job) ? 2 : 0;
  facts.address = job.action.address.empty() ? user.address : job.action.address;
  const std::string puid = puid_text(user.puid);
  if (has_own_key(job)) {
    facts.key = keyed_by_object(job) ? user.object.text() : puid_key(job, puid);
  } else {
    facts.key = job.planned.part == Part::kLogon ? user.object.text()
                : is_directory(job)              ? puid + "@" + job.customer().initial_domain
                                                 : puid;
  }
  if (is_directory(job)) tell_actors(facts, facts.user, puid, user.object);
}

// A name that somebody typed or bears, and who that is nothing tells.
void tell_outsider(const Job& job, Facts& facts, Clues& clues) {
  const std::string& tried = job.action.target;
  facts.address = job.action.address;
  facts.key = "00000000-0000-0000-0000-000000000000";
  if (!borne_address(job).empty()) {
    facts.user = borne_as_guest(job);
    facts.user_type = 10;
    facts.key = guest_id(job).text();
    facts.actor_context = elsewhere(job);
    clues.states_home = true;
  } else if (tried == "shared" && !job.action.at.home && job.customer().shared) {
    facts.user = job.customer().shared->account;
    clues.shared = job.action.at.index;
    clues.some_partner = true;
  } else {
    facts.user = tried.substr(tried.find(':') + 1);
    const auto person = job.world.person_by_upn(facts.user);
    if (person && job.action.detail("home").empty()) clues.upn = *person;
  }
  facts.actors = {actor_entry(facts.user, 5)};
}

void tell_microsoft(const Job& job, Facts& facts) {
  const MicrosoftActor& actor = microsoft_actors()[job.action.who.index];
  facts.user = facts.key = actor.name;
  if (actor.kind == MicrosoftKind::kDatacentre) {
    facts.user_type = actor.name == "S-1-5-18" ? 2 : 3;
    facts.actor_type = "system";
    facts.external = true;
  } else if (actor.kind == MicrosoftKind::kDirectoryService) {
    facts.actor_context = actor.id;
    facts.actor_type = "system";
    facts.key = "100300008060F582@support.onmicrosoft.com";
    tell_actors(facts, std::string(actor.name), "100300008060F582", Guid{});
  } else {
    facts.user_type = kServicePrincipalType;
    facts.actor_type = "service-principal";
    facts.app_id = actor.id;
    facts.user =
        "ServicePrincipal_" + job.world.id("principal of " + std::string(actor.name)).text();
    facts.key = "Not Available";
    facts.actors = {actor_entry(actor.name, 1), actor_entry(actor.id, 2),
                    actor_entry(facts.user, 2)};
  }
}

void tell_application(const Job& job, Facts& facts) {
  const Guid principal = job.world.service_principal(job.action.who.index, job.action.at.index);
  facts.user = "ServicePrincipal_" + principal.text();
  facts.key = "Not Available";
  facts.user_type = is_directory(job) ? kServicePrincipalType : 5;
  facts.actor_type = "service-principal";
  const std::string shown = job.action.who.kind == WhoKind::kApp ? shown_app(job) : "identity";
  facts.actors = {actor_entry(shown, 1), actor_entry(facts.user, 2),
                  actor_entry("ServicePrincipal", 2)};
}

void tell_session(const Job& job, Facts& facts, Clues& clues) {
  if (job.action.session.empty() || job.style.envelope->shape == Shape::kTable) return;
  const bool abroad = job.abroad() && job.action.way != Way::kShared;
  const SessionIds ids = session_ids(job.world, job.action, abroad);
  if (job.planned.part == Part::kLogon) {
    facts.session = ids.session.text();
    clues.session = ids.session;
    if (job.world.variants.is(Variant::kStsRequest, "signin")) {
      facts.id = ids.request.text();
      clues.request = ids.request;
    }
    if (!clues.failed) clues.teaches = Teaches::kSignIn;
    return;
  }
  // Entra's copies of changes show neither session nor token.
  if (is_directory(job) || tells_no_token(job)) return;
  facts.session = ids.session.text();
  clues.session = ids.session;
  if (job.action.way == Way::kHome) return;
  facts.uti = uti_of(ids.request);
  facts.request = ids.request.text();
  clues.token = ids.request;
}

// What was ordered through Partner Center shows Partner Center's own application here as well.
bool through_partner_center(const Job& job) { return job.action.detail("via") == "partner-center"; }

// A change of a group of the partner's own, as Entra's audit log has it too.
void tell_membership(const Job& job, Clues& clues) {
  const std::string_view operation = job.action.operation->id;
  if (!job.action.at.home || job.action.operation->target != "group" ||
      operation == "deny-membership")
    return;
  const auto group = job.world.group_named(job.action.at.index, job.action.detail("group"));
  if (!group) return;
  clues.taught_group = *group;
  clues.taught_person =
      job.world.person_by_upn(job.action.target.substr(job.action.target.find(':') + 1));
  clues.teaches = operation == "remove-group-member" ? Teaches::kLeft : Teaches::kJoined;
}

Facts tell(const Job& job, Clues& clues) {
  Facts facts;
  facts.id = record_id(job, "unified").text();
  facts.organization_name = job.action.at.home
                                ? job.world.partners[job.action.at.index].initial_domain
                                : job.customer().initial_domain;
  facts.agent = user_agent(job);
  const std::string& error = job.action.detail("error");
  facts.failed = !error.empty() && error != "0";
  clues.failed = job.planned.part == Part::kLogon && facts.failed;
  switch (job.action.who.kind) {
    case WhoKind::kPerson:
      if (through_partner_center(job)) {
        facts.user =
            "ServicePrincipal_" + job.world.id("service principal of Partner Center").text();
        facts.key = "Not Available";
        facts.user_type = kServicePrincipalType;
        facts.actor_type = "service-principal";
        facts.actors = {actor_entry("Microsoft Partner Center", 1), actor_entry(facts.user, 2)};
        clues.opaque = true;
        clues.deed = job.action.operation->partner_center;
        clues.deed_target = target_of(job).id.text();
      } else if (job.action.at.home) {
        tell_home(job, facts, clues);
      } else if (job.action.way == Way::kShared) {
        tell_shared(job, facts, clues);
      } else {
        tell_technician(job, facts, clues);
      }
      break;
    case WhoKind::kUser:
      tell_own(job, facts);
      break;
    case WhoKind::kMicrosoft:
      tell_microsoft(job, facts);
      break;
    case WhoKind::kOutsider:
      tell_outsider(job, facts, clues);
      break;
    default:
      tell_application(job, facts);
      clues.deed_target = target_of(job).id.text();
  }
  if (!through_partner_center(job)) tell_session(job, facts, clues);
  if (is_directory(job) && job.planned.part != Part::kLogon) clues.change = change_correlation(job);
  if (!facts.address.empty() && facts.address == job.action.address) clues.address = facts.address;
  if (job.planned.part == Part::kUnified) tell_membership(job, clues);
  return facts;
}

}  // namespace

Written m365(const Job& job) {
  Written written;
  const Facts facts = tell(job, written.clues);
  written.id = facts.id;
  written.shown = cut_to(job.clock, 0);
  print_m365(job, facts, written);
  return written;
}

}  // namespace aobo::sim::written

// m365.audit: the unified audit log. Exchange shows a technician as "tenant: …, object:
// …", Entra's copies as user_<hex>; nearly all that Exchange marks as external access is
// Microsoft's own datacentre.
#include <fmt/format.h>

#include "plugin/base/text.h"
#include "simulator/scenario/microsoft.h"
#include "simulator/writers/common.h"

namespace aobo::sim::written {
namespace {

struct Facts {
  std::string user, key, address, result = "True", organization_name, agent;
  std::int64_t user_type = 0;
  bool external = false;
  std::string token_tenant, token_object, session, uti, actor_context;
  std::vector<std::string> actors;  // Actor[] of Entra's copies
  std::string id;
  std::int64_t logon_type = 0;
};

std::string actor_entry(std::string_view id, int type) {
  return fmt::format("{{\"ID\":{},\"Type\":{}}}", json_string(id), type);
}

bool is_directory(const Job& job) {
  return job.telling.part == Part::kUnified || job.telling.part == Part::kLogon;
}
int record_type(const Job& job) {
  return job.telling.part == Part::kLogon ? 15 : job.action.operation->record_type;
}

// Actor[] as Entra fills it: UPN, PUID, object id, each with its type.
void tell_actors(Facts& facts, const std::string& upn, const std::string& puid,
                 const Guid& object) {
  facts.actors = {actor_entry(upn, 5)};
  if (!puid.empty()) facts.actors.push_back(actor_entry(puid, 3));
  facts.actors.push_back(actor_entry("User_" + object.text(), 2));
  facts.actors.push_back(actor_entry(object.text(), 2));
  facts.actors.push_back(actor_entry("User", 2));
}

// A person's PUID stands beside the name in the records of the own tenant.
void tell_home(const Job& job, Facts& facts, Clues& clues) {
  const Person& person = job.person();
  facts.user = own_upn(job);
  clues.upn = job.action.who.index;
  facts.address = job.action.address;
  if (job.telling.part == Part::kLogon) {
    facts.key = person.object.text();
    facts.actors = {actor_entry(person.object.text(), 0), actor_entry(facts.user, 5)};
    clues.object = job.action.who.index;
    return;
  }
  clues.puid = person.puid;
  clues.teaches = Teaches::kHomePuid;
  if (is_directory(job)) {
    facts.key = puid_text(person.puid) + "@" + job.world.partners[person.partner].domain;
    tell_actors(facts, facts.user, puid_text(person.puid), person.object);
    clues.object = job.action.who.index;
  } else {
    facts.key = puid_text(person.puid);
  }
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
  } else {
    facts.user = technician_upn(job);
    clues.object = who;
  }
  facts.key = facts.user;
  if (job.style.envelope->shape == Shape::kTable) return;  // a row has no columns for the token
  if (world.variants.is(Variant::kTokenObject, "partner")) {
    facts.token_tenant = home.text();
    facts.token_object = job.person().object.text();
    clues.pair = who;
    clues.partner = job.person().partner;
  } else {
    facts.token_tenant = job.customer().tenant.text();
    facts.token_object = world.object_in(who, job.action.at.index).text();
  }
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
  if (job.action.operation->category == "SharePoint" ||
      job.action.operation->category == "OneDrive") {
    facts.key = "i:0h.f|membership|" + lower(puid) + "@live.com";
  } else if (job.telling.part == Part::kLogon) {
    facts.key = object.text();
  } else {
    facts.key = puid + "@" + job.customer().initial_domain;
  }
  if (is_directory(job)) tell_actors(facts, facts.user, puid, object);
}

void tell_technician(const Job& job, Facts& facts, Clues& clues) {
  const bool exchange = job.action.operation->category == "Exchange" && !is_directory(job);
  const bool delegated = job.action.way == Way::kGdap || job.action.way == Way::kAobo;
  clues.some_partner = delegated;
  // UserType 9 is not always set: its absence proves nothing.
  if (delegated) facts.user_type = is_directory(job) || job.draw.chance(1, 4) ? 0 : 9;
  if (job.action.way == Way::kGuest) facts.user_type = job.draw.chance(1, 2) ? 10 : 0;
  facts.external = exchange;
  facts.address = masks(job.world) ? "" : job.action.address;
  if (exchange && delegated) {
    tell_exchange_form(job, facts, clues);
    facts.logon_type = 6;
  } else {
    tell_user_form(job, facts, clues);
  }
  if (is_directory(job) && delegated && job.world.variants.is(Variant::kActorContext, "partner")) {
    facts.actor_context = job.world.partners[job.person().partner].tenant.text();
    clues.partner = job.person().partner;
  }
}

void tell_shared(const Job& job, Facts& facts, Clues& clues) {
  const SharedAccount& account = *job.customer().shared;
  facts.user = account.account;
  facts.user_type = is_directory(job) ? 0 : 2;
  facts.key = is_directory(job) ? account.object.text()
                                : puid_text(0x1003'3000'0000'0000ULL + job.action.at.index);
  facts.address = job.action.address;
  if (is_directory(job)) tell_actors(facts, account.account, "", account.object);
  clues.shared = job.action.at.index;
  clues.partner = account.partner;
  clues.some_partner = true;
}

void tell_own(const Job& job, Facts& facts) {
  const CustomerUser user = job.world.user(job.action.at.index, job.action.who.index);
  facts.user = user.upn;
  facts.user_type = user.admin && !is_directory(job) ? 2 : 0;
  facts.address = job.action.address.empty() ? user.address : job.action.address;
  const std::string puid = puid_text(user.puid);
  if (job.action.operation->category == "SharePoint" ||
      job.action.operation->category == "OneDrive") {
    facts.key = "i:0h.f|membership|" + lower(puid) + "@live.com";
  } else {
    facts.key = job.telling.part == Part::kLogon ? user.object.text()
                : is_directory(job)              ? puid + "@" + job.customer().initial_domain
                                                 : puid;
  }
  if (is_directory(job)) tell_actors(facts, user.upn, puid, user.object);
}

void tell_microsoft(const Job& job, Facts& facts) {
  const MicrosoftActor& actor = microsoft_actors()[job.action.who.index];
  facts.user = facts.key = actor.name;
  if (actor.kind == MicrosoftKind::kDatacentre) {
    facts.user_type = actor.name == "S-1-5-18" ? 2 : 3;
    facts.external = true;
  } else if (actor.kind == MicrosoftKind::kDirectoryService) {
    facts.actor_context = actor.id;
    facts.key = "100300008060F582@support.onmicrosoft.com";
    tell_actors(facts, std::string(actor.name), "100300008060F582", Guid{});
  } else {
    facts.user_type = 6;
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
  facts.user_type = is_directory(job) ? 6 : 5;
  const std::string shown =
      job.action.who.kind == WhoKind::kApp ? job.world.apps[job.action.who.index].name : "identity";
  facts.actors = {actor_entry(shown, 1), actor_entry(facts.user, 2),
                  actor_entry("ServicePrincipal", 2)};
}

void tell_session(const Job& job, Facts& facts, Clues& clues) {
  if (job.action.session.empty() || job.style.envelope->shape == Shape::kTable) return;
  const bool abroad = job.abroad() && job.action.way != Way::kShared;
  const SessionIds ids = session_ids(job.world, job.action, abroad);
  if (job.telling.part == Part::kLogon) {
    facts.session = ids.session.text();
    clues.session = ids.session;
    if (job.world.variants.is(Variant::kStsRequest, "signin")) {
      facts.id = ids.request.text();
      clues.request = ids.request;
    }
    if (!clues.failed) clues.teaches = Teaches::kSignIn;
    return;
  }
  if (is_directory(job)) return;  // Entra's copies of changes show neither session nor token
  facts.session = ids.session.text();
  clues.session = ids.session;
  if (job.action.way == Way::kHome) return;
  facts.uti = uti_of(ids.request);
  clues.token = ids.request;
}

// What was ordered through Partner Center shows Partner Center's own application here as well.
bool through_partner_center(const Job& job) { return job.action.detail("via") == "partner-center"; }

Facts tell(const Job& job, Clues& clues) {
  Facts facts;
  facts.id = record_id(job, "unified").text();
  facts.organization_name = job.action.at.home
                                ? job.world.partners[job.action.at.index].initial_domain
                                : job.customer().initial_domain;
  facts.agent = user_agent(job);
  if (job.telling.part != Part::kLogon && !job.action.detail("error").empty())
    facts.result = is_directory(job) ? "Failure" : "False";
  clues.failed = job.telling.part == Part::kLogon && !job.action.detail("error").empty() &&
                 job.action.detail("error") != "0";
  switch (job.action.who.kind) {
    case WhoKind::kPerson:
      if (through_partner_center(job)) {
        facts.user =
            "ServicePrincipal_" + job.world.id("service principal of Partner Center").text();
        facts.key = "Not Available";
        facts.user_type = 6;
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
    default:
      tell_application(job, facts);
  }
  if (!through_partner_center(job)) tell_session(job, facts, clues);
  if (!facts.address.empty() && facts.address == job.action.address) clues.address = facts.address;
  return facts;
}

std::string parameters(const Job& job) {
  std::vector<std::string> list;
  for (const auto& [key, value] : job.action.details) {
    if (!key.starts_with("set.")) continue;
    list.push_back(fmt::format("{{\"Name\":{},\"Value\":{}}}", json_string(key.substr(4)),
                               json_string(value)));
  }
  return json_array(list);
}

std::string address_with_port(const Job& job, const std::string& address) {
  if (address.empty() || job.action.operation->category != "Exchange" || is_directory(job))
    return address;
  return address.find(':') == std::string::npos
             ? address + ":" + std::to_string(job.draw.between(1024, 65000))
             : "[" + address + "]:" + std::to_string(job.draw.between(1024, 65000));
}

void add_directory(const Job& job, const Facts& f, Json& json) {
  const bool logon = job.telling.part == Part::kLogon;
  const Guid tenant = tenant_of(job.world, job.action.at);
  const Target target = target_of(job);
  json.number("AzureActiveDirectoryEventType", 1).raw("Actor", json_array(f.actors));
  json.exact("ActorContextId", f.actor_context.empty() ? tenant.text() : f.actor_context)
      .text("ActorIpAddress", f.address);
  if (logon) {
    json.exact("InterSystemsId",
               session_ids(job.world, job.action, job.abroad()).correlation.text())
        .exact("IntraSystemId", f.id);
    json.exact("ApplicationId", client_app(job).id)
        .raw("DeviceProperties",
             "[{\"Name\":\"OS\",\"Value\":\"Windows 10\"},"
             "{\"Name\":\"SessionId\",\"Value\":" +
                 json_string(f.session) + "}]");
    json.raw("ExtendedProperties",
             "[{\"Name\":\"ResultStatusDetail\",\"Value\":\"Success\"},{\"Name\":\"UserAgent\","
             "\"Value\":" +
                 json_string(f.agent) +
                 "},{\"Name\":\"RequestType\",\"Value\":\"OAuth2:Authorize\"}]");
    json.raw("ModifiedProperties", "[]")
        .exact("ErrorNumber",
               job.action.detail("error").empty() ? "0" : job.action.detail("error"));
    json.raw("Target", json_array({actor_entry("00000002-0000-0000-c000-000000000000", 0)}));
  } else {
    json.exact("InterSystemsId", record_id(job, "inter").text())
        .exact("IntraSystemId", record_id(job, "intra").text());
    json.text("SupportTicketId", job.action.detail("ticket"))
        .raw("ExtendedProperties", "[]")
        .raw("ModifiedProperties", parameters(job));
    const std::string kind = target.user ? "User" : "Other";
    json.raw("Target", json_array({actor_entry(kind + "_" + target.id.text(), 2),
                                   actor_entry(target.id.text(), 2),
                                   actor_entry(target.name, target.user ? 5 : 1)}));
  }
  json.id("TargetContextId", tenant);
}

// Entra's copies end in a dot.
std::string operation_of(const Job& job, const Clues& clues) {
  if (job.telling.part == Part::kLogon) return clues.failed ? "UserLoginFailed" : "UserLoggedIn";
  return std::string(job.action.operation->raw)
      .append(job.telling.part == Part::kUnified ? "." : "");
}

std::string_view workload(const Job& job) {
  return is_directory(job) ? std::string_view("AzureActiveDirectory")
                           : job.action.operation->category;
}

std::string native(const Job& job, const Facts& f, const Clues& clues) {
  const Guid tenant = tenant_of(job.world, job.action.at);
  const std::string_view load = workload(job);
  Json json(job.style.loose);
  json.exact("CreationTime",
             iso_time(job.clock, 0, job.style.zone == "Z" ? "Z" : "", job.style.blank ? ' ' : 'T'));
  json.exact("Id", f.id).exact("Operation", operation_of(job, clues)).id("OrganizationId", tenant);
  json.loose_number("RecordType", record_type(job))
      .exact("ResultStatus", is_directory(job) && f.result == "True" ? "Success" : f.result);
  json.exact("UserKey", f.key)
      .loose_number("UserType", f.user_type)
      .number("Version", 1)
      .exact("Workload", load);
  json.text("ClientIP", address_with_port(job, f.address))
      .exact("UserId", f.user)
      .text("ObjectId", target_of(job).name);
  if (is_directory(job)) {
    add_directory(job, f, json);
    return json.done();
  }
  if (load == "Exchange") {
    json.boolean("ExternalAccess", f.external).exact("OrganizationName", f.organization_name);
    json.exact("OriginatingServer", "DB9P000MB0001 (15.20.8900.0)")
        .text("TokenTenantId", f.token_tenant);
    json.text("TokenObjectId", f.token_object)
        .text("ClientAppId", "")
        .exact("AppId", client_app(job).id);
    json.text("SessionId", f.session);
    if (record_type(job) == 1) json.raw("Parameters", parameters(job));
    if (record_type(job) != 1) {
      json.number("LogonType", f.logon_type)
          .exact("MailboxOwnerUPN", target_of(job).name)
          .exact("ClientInfoString", "Client=REST");
    }
  } else {
    json.exact("SiteUrl", fmt::format("https://{}.example/sites/team", job.action.at.index))
        .text("UserAgent", f.agent);
  }
  if (!f.uti.empty()) {
    Json context(job.style.loose);
    context.exact("AADSessionId", f.session)
        .exact("UniqueTokenId", f.uti)
        .exact("CorrelationId", record_id(job, "c").text());
    json.object("AppAccessContext", context);
  }
  return json.done();
}

struct Word {
  std::int64_t number;
  std::string_view name;
};
constexpr Word kUserTypes[] = {{0, "Regular"},           {2, "Admin"},
                               {3, "DcAdmin"},           {4, "System"},
                               {5, "Application"},       {6, "ServicePrincipal"},
                               {9, "PartnerTechnician"}, {10, "Guest"}};
constexpr Word kRecordTypes[] = {{1, "ExchangeAdmin"},
                                 {2, "ExchangeItem"},
                                 {6, "SharePointFileOperation"},
                                 {8, "AzureActiveDirectory"},
                                 {14, "SharePointSharingOperation"},
                                 {15, "AzureActiveDirectoryStsLogon"},
                                 {24, "Discovery"},
                                 {25, "MicrosoftTeams"},
                                 {50, "ExchangeItemAggregated"},
                                 {372, "CrossTenantAccessPolicy"}};

template <std::size_t N>
std::string_view word(const Word (&words)[N], std::int64_t number) {
  for (const Word& row : words) {
    if (row.number == number) return row.name;
  }
  return "Other";
}

std::string wrapped(const Job& job, const Facts& f, const Clues& clues) {
  const std::string inner = native(job, f, clues);
  const std::string created = iso_time(job.clock, 0);
  if (job.style.is_csv()) {
    const std::string type(word(kRecordTypes, record_type(job)));
    const std::string operation = operation_of(job, clues);
    const std::string_view cells[] = {created, f.user, operation, type, inner, "1", "1", f.id};
    return csv_line(cells);
  }
  std::string user_type(word(kUserTypes, f.user_type));
  user_type[0] = static_cast<char>(user_type[0] + 32);
  Json json(job.style.loose);
  json.exact("id", f.id)
      .exact("createdDateTime", created)
      .exact("auditLogRecordType", word(kRecordTypes, record_type(job)));
  json.exact("operation", operation_of(job, clues))
      .id("organizationId", tenant_of(job.world, job.action.at));
  json.exact("userType", user_type)
      .exact("userId", f.user)
      .exact("service", workload(job))
      .text("objectId", "");
  json.exact("userPrincipalName", f.user)
      .text("clientIp", f.address)
      .raw("administrativeUnits", "[]");
  return json.raw("auditData", inner).done();
}

Row office_row(const Job& job, const Facts& f, const Clues& clues, const std::string& time) {
  const Guid tenant = tenant_of(job.world, job.action.at);
  Row row;
  row.text("TenantId", job.world.id("workspace of " + tenant.text()).text());
  row.text("TimeGenerated [UTC]", time);
  row.text("OfficeId", f.id);
  row.text("RecordType", word(kRecordTypes, record_type(job)));
  row.text("Operation", operation_of(job, clues));
  row.text("OrganizationId", tenant.text());
  row.text("OrganizationName", f.organization_name);
  row.text("UserType", word(kUserTypes, f.user_type));
  row.text("UserKey", f.key);
  row.text("OfficeWorkload", workload(job));
  row.text("ResultStatus", f.result);
  row.text("OfficeObjectId", target_of(job).name);
  row.text("UserId", f.user);
  row.text("ClientIP", address_with_port(job, f.address));
  if (workload(job) == "Exchange") row.text("ExternalAccess", f.external ? "true" : "false");
  row.dynamic("Parameters", parameters(job));
  row.text("Type", "OfficeActivity");
  return row;
}

}  // namespace

Written m365(const Job& job) {
  Written written;
  const Facts facts = tell(job, written.clues);
  written.id = facts.id;
  written.shown = cut_to(job.clock, 0);
  switch (job.style.envelope->shape) {
    case Shape::kWrapped:
      written.text = wrapped(job, facts, written.clues);
      break;
    case Shape::kTable:
      if (job.style.is_csv()) {
        written.shown = cut_to(job.clock, 3);
        written.text = office_row(job, facts, written.clues, portal_time(job.clock))
                           .as_csv(csv_columns(*job.style.envelope));
      } else {
        written.text =
            office_row(job, facts, written.clues, iso_time(job.clock, 0)).as_json(job.style);
      }
      break;
    default:
      written.text = native(job, facts, written.clues);
  }
  return written;
}

}  // namespace aobo::sim::written

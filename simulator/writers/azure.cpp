// azure.activity: the control plane of subscriptions. The caller is a token's claims; by
// which right it acted stands in the authorization's evidence, where the foreign principal is the
// partner's group.
#include <fmt/format.h>

#include <map>

#include "simulator/writers/azure.h"

namespace aobo::sim::written {
namespace {

constexpr std::string_view kSchemas = "http://schemas.microsoft.com/identity/claims/";
constexpr std::string_view kSoap = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

std::string sts(const Guid& tenant) { return "https://sts.windows.net/" + tenant.text() + "/"; }

struct Facts {
  std::map<std::string, std::string, std::less<>> claims;
  std::string caller, principal, principal_type = "User", role = "Contributor";
  std::string scope, resource, correlation, id, request;
};

void claim(Facts& facts, std::string_view schema, std::string_view name, std::string value) {
  facts.claims[std::string(schema).append(name)] = std::move(value);
}

void tell_token(Facts& facts, const Guid& tenant, const Guid& object) {
  claim(facts, "", "iss", sts(tenant));
  claim(facts, kSchemas, "tenantid", tenant.text());
  claim(facts, kSchemas, "objectidentifier", object.text());
}

void tell_foreigner(const Job& job, Facts& facts, Clues& clues) {
  const World& world = job.world;
  const PersonIx who = job.action.who.index;
  const Person& person = job.person();
  tell_token(facts, job.customer().tenant, world.object_in(who, job.action.at.index));
  claim(facts, kSchemas, "identityprovider", sts(world.partners[person.partner].tenant));
  claim(facts, "", "altsecid", "5::" + puid_text(person.puid));
  claim(facts, "", "puid", puid_text(world.puid_in(who, job.action.at.index)));
  clues.puid = person.puid;
  clues.partner = person.partner;
}

void tell_group(const Job& job, GroupIx group, std::string_view type, Facts& facts, Clues& clues) {
  facts.principal = plain(job.world.groups[group].id);
  facts.principal_type = type;
  facts.role = "Owner";
  claim(facts, "", "groups", job.world.groups[group].id.text());
  clues.group = group;
  clues.partner = job.world.groups[group].partner;
}

// AOBO: a token of the customer's tenant, the right of a group of the partner's.
void tell_aobo(const Job& job, Facts& facts, Clues& clues) {
  const World& world = job.world;
  tell_foreigner(job, facts, clues);
  const Relationship* tie =
      world.tie(job.person().partner, job.action.at.index, Tie::kAobo, job.action.time);
  const auto agents = world.group_named(job.person().partner, "AdminAgents");
  tell_group(job, tie != nullptr ? tie->group : *agents,
             world.variants.is(Variant::kAoboPrincipal, "Group") ? "Group" : "ForeignGroup", facts,
             clues);
  std::string email;
  if (const std::string& other = job.action.detail("email-of"); !other.empty()) {
    if (const auto person =
            world.person_by_upn(other)) {  // somebody else's name in one's own token
      email = "user_" + plain(world.people[*person].object) + "@" +
              world.partners[world.people[*person].partner].initial_domain;
      clues.object = *person;
    }
  } else if (world.variants.is(Variant::kAoboEmail, "hex")) {
    email = technician_upn(job);
    clues.object = job.action.who.index;
  } else if (world.variants.is(Variant::kAoboEmail, "own")) {
    email = own_upn(job);
    clues.upn = job.action.who.index;
  }
  if (!email.empty()) claim(facts, kSoap, "emailaddress", email);
  claim(facts, "", "name", world.partners[job.person().partner].name + " technician");
  facts.caller = email;
}

void tell_lighthouse(const Job& job, Facts& facts, Clues& clues) {
  const World& world = job.world;
  const Person& person = job.person();
  if (world.variants.is(Variant::kLighthouseToken, "managing")) {
    tell_token(facts, world.partners[person.partner].tenant, person.object);
    claim(facts, kSoap, "upn", own_upn(job));
    clues.pair = job.action.who.index;
    clues.pair_inferred = true;
  } else {
    tell_foreigner(job, facts, clues);
    claim(facts, kSoap, "emailaddress", own_upn(job));
  }
  clues.upn = job.action.who.index;
  clues.partner = person.partner;
  const Relationship* tie =
      world.tie(person.partner, job.action.at.index, Tie::kLighthouse, job.action.time);
  if (tie != nullptr) {
    tell_group(job, tie->group, "Group", facts, clues);
  } else {
    facts.principal = plain(person.object);
  }
  facts.role = "Contributor";
  claim(facts, "", "name", person.name);
  facts.caller = own_upn(job);
}

void tell_guest(const Job& job, Facts& facts, Clues& clues) {
  const PersonIx who = job.action.who.index;
  tell_foreigner(job, facts, clues);
  claim(facts, kSoap, "emailaddress", own_upn(job));
  clues.upn = who;
  facts.principal = plain(job.world.object_in(who, job.action.at.index));
  facts.caller = own_upn(job);
}

// A guest whose mail address is a technician's by its text alone: from another tenant, which the
// token tells by either form of its issuer, or of a provider that is no tenant.
void tell_borne_name(const Job& job, Facts& facts) {
  const Guid object = guest_id(job);
  tell_token(facts, job.customer().tenant, object);
  const std::string& provider = job.action.detail("provider");
  if (provider.empty() || provider == "v2") {
    claim(facts, kSchemas, "identityprovider",
          provider.empty() ? "https://sts.windows.net/" + elsewhere(job) + "/"
                           : "https://login.microsoftonline.com/" + elsewhere(job) + "/v2.0");
    claim(facts, "", "altsecid", "5::" + puid_text(0x1003'4000'0000'0000ULL));
  } else {
    claim(facts, kSchemas, "identityprovider", provider);
    claim(facts, "", "altsecid", "1:" + provider + ":" + puid_text(0x1003'4000'0000'0000ULL));
  }
  claim(facts, kSoap, "emailaddress", borne_address(job));
  facts.principal = plain(object);
  facts.caller = borne_address(job);
}

void tell_member(const Job& job, Facts& facts, const std::string& upn, const Guid& object,
                 std::uint64_t puid) {
  tell_token(facts, job.customer().tenant, object);
  claim(facts, kSoap, "upn", upn);
  if (puid != 0) claim(facts, "", "puid", puid_text(puid));
  facts.principal = plain(object);
  facts.caller = upn;
}

void tell_application(const Job& job, Facts& facts) {
  const Guid principal = job.world.service_principal(job.action.who.index, job.action.at.index);
  tell_token(facts, job.customer().tenant, principal);
  claim(facts, kSchemas, "identityprovider", sts(job.customer().tenant));
  claim(facts, "", "idtyp", "app");
  claim(facts, "", "appidacr", "2");
  if (job.action.who.kind == WhoKind::kMachine)
    claim(facts, "", "xms_mirid",
          facts.scope +
              "/resourceGroups/production/providers/Microsoft."
              "ManagedIdentity/userAssignedIdentities/" +
              std::to_string(job.action.who.index));
  if (job.action.who.kind == WhoKind::kApp)
    claim(facts, "", "appid", job.world.apps[job.action.who.index].id.text());
  facts.principal = plain(principal);
  facts.principal_type = "ServicePrincipal";
  facts.caller = principal.text();
}

void tell_caller(const Job& job, Facts& facts, Clues& clues) {
  claim(facts, "", "aud", "https://management.core.windows.net/");
  claim(facts, "", "appid", std::string(client_app(job).id));
  claim(facts, "", "ver", "1.0");
  if (job.by_person()) {
    clues.some_partner = job.action.way != Way::kGuest;
    if (job.action.way == Way::kShared) {
      const SharedAccount& account = *job.customer().shared;
      tell_member(job, facts, account.account, account.object, 0);
      clues.shared = job.action.at.index;
      clues.partner = account.partner;
    } else if (job.action.way == Way::kLighthouse) {
      tell_lighthouse(job, facts, clues);
    } else if (job.action.way == Way::kGuest) {
      tell_guest(job, facts, clues);
    } else {
      tell_aobo(job, facts, clues);
    }
    const bool abroad = job.action.way != Way::kShared && job.action.way != Way::kLighthouse;
    const SessionIds ids = session_ids(job.world, job.action, abroad);
    if (!job.action.session.empty()) {
      claim(facts, "", "uti", uti_of(ids.request));
      facts.request = ids.request.text();
      clues.token = ids.request;
    }
    claim(facts, "", "ipaddr", job.action.address);
    clues.address = job.action.address;
  } else if (job.action.who.kind == WhoKind::kUser) {
    const CustomerUser user = job.world.user(job.action.at.index, job.action.who.index);
    tell_member(job, facts, user.upn, user.object, user.puid);
    claim(facts, "", "name", user.name);
  } else if (job.action.who.kind == WhoKind::kOutsider) {
    tell_borne_name(job, facts);
    clues.states_home = true;
  } else {
    tell_application(job, facts);
  }
}

Facts tell(const Job& job, Clues& clues) {
  Facts facts;
  facts.scope = "/subscriptions/" + job.customer().subscription.text();
  const std::string& target = job.action.target;
  const std::string_view category = job.action.operation->category;
  const bool of_the_whole = category.starts_with("Microsoft.Authorization") ||
                            category.starts_with("Microsoft.ManagedServices");
  facts.resource = fmt::format("{}{}/providers/{}/{}", facts.scope,
                               of_the_whole ? "" : "/resourceGroups/production", category,
                               target.empty() ? "web-1" : target);
  facts.correlation = job.world.id("azure correlation " + job.action.id).text();
  facts.id = record_id(job, "azure").text();
  tell_caller(job, facts, clues);
  return facts;
}

bool failed(const Job& job) { return !job.action.detail("error").empty(); }

std::string claims_json(const Job& job, const Facts& facts) {
  Json json(job.style.loose);
  for (const auto& [name, value] : facts.claims) json.exact(name, value);
  return json.done();
}

std::string authorization_json(const Job& job, const Facts& facts) {
  Json evidence(job.style.loose);
  evidence.exact("role", facts.role).exact("roleAssignmentScope", facts.scope);
  evidence.exact("roleAssignmentId", plain(job.world.id("assignment " + facts.principal)));
  evidence.exact("roleDefinitionId", facts.role == "Owner" ? "8e3af657a8ff443ca75c2fe8c4bcb635"
                                                           : "b24988ac618042a0ab8820f7382dd24c");
  evidence.exact("principalId", facts.principal).exact("principalType", facts.principal_type);
  Json json(job.style.loose);
  json.exact("action", job.action.operation->raw)
      .exact("scope", facts.resource)
      .object("evidence", evidence);
  return json.done();
}

void add_body(const Job& job, Json& properties) {
  const std::string body = assignment_body(job);
  if (body.empty() || job.planned.part == Part::kStart) return;
  properties.exact(job.action.operation->id.starts_with("delete") ? "responseBody" : "requestbody",
                   body);
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

std::string hierarchy(const Job& job) {
  return job.customer().tenant.text() + "/" + job.customer().subscription.text();
}

std::string diagnostic(const Job& job, const Facts& facts) {
  const std::string identity = fmt::format("{{\"authorization\":{},\"claims\":{}}}",
                                           authorization_json(job, facts), claims_json(job, facts));
  Json json(job.style.loose);
  json.exact("time", iso_time(job.clock, 7))
      .exact("resourceId", upper(facts.resource))
      .exact("operationName", upper(job.action.operation->raw));
  json.exact("category", "Administrative")
      .exact("resultType", starts(job)   ? "Start"
                           : failed(job) ? "Failure"
                                         : "Success");
  json.exact("resultSignature", starts(job)   ? "Started."
                                : failed(job) ? "Failed.Forbidden"
                                              : "Succeeded.OK")
      .loose_number("durationMs", starts(job) ? 0 : 412);
  json.text("callerIpAddress", job.action.address).exact("correlationId", facts.correlation);
  if (job.style.alternate) {
    json.exact("identity", identity);
  } else {
    json.raw("identity", identity);
  }
  Json properties(job.style.loose);
  properties.exact("eventCategory", "Administrative")
      .exact("entity", facts.resource)
      .exact("hierarchy", hierarchy(job));
  add_body(job, properties);
  return json.exact("level", "Information").object("properties", properties).done();
}

std::string valued(std::string_view value, std::string_view shown) {
  return fmt::format("{{\"value\":{},\"localizedValue\":{}}}", json_string(value),
                     json_string(shown));
}

std::string rest(const Job& job, const Facts& facts) {
  const std::string_view provider = facts.resource;
  Json http(job.style.loose);
  http.id("clientRequestId", record_id(job, "client"))
      .text("clientIpAddress", job.action.address)
      .exact("method", "PUT");
  Json json(job.style.loose);
  json.raw("authorization", authorization_json(job, facts))
      .text("caller", facts.caller)
      .exact("channels", "Operation");
  json.raw("claims", claims_json(job, facts))
      .exact("correlationId", facts.correlation)
      .exact("description", "");
  json.exact("eventDataId", facts.id)
      .raw("eventName", valued(starts(job) ? "BeginRequest" : "EndRequest", "End request"));
  json.raw("category", valued("Administrative", "Administrative"))
      .exact("eventTimestamp", iso_time(job.clock, 7));
  json.exact("level", "Informational")
      .raw("operationName", valued(job.action.operation->raw, job.action.operation->id));
  json.exact("resourceGroupName", "production")
      .raw("resourceProviderName", valued(job.action.operation->category.substr(
                                              0, job.action.operation->category.find('/')),
                                          "provider"));
  json.exact("resourceId", provider)
      .raw("status", valued(starts(job)   ? "Started"
                            : failed(job) ? "Failed"
                                          : "Succeeded",
                            "status"));
  json.exact("submissionTimestamp", iso_time(job.clock + 90 * kSecondNs, 7))
      .id("subscriptionId", job.customer().subscription);
  Json properties(job.style.loose);
  properties.exact("statusCode", "OK");
  add_body(job, properties);
  json.id("tenantId", job.customer().tenant)
      .object("httpRequest", http)
      .object("properties", properties);
  return json.done();
}

std::string event_grid(const Job& job, const Facts& facts) {
  Json data(job.style.loose);
  data.raw("authorization", authorization_json(job, facts))
      .raw("claims", claims_json(job, facts))
      .exact("correlationId", facts.correlation);
  data.exact("resourceProvider",
             job.action.operation->category.substr(0, job.action.operation->category.find('/')));
  data.exact("resourceUri", facts.resource)
      .exact("operationName", job.action.operation->raw)
      .exact("status", failed(job) ? "Failed" : "Succeeded");
  data.id("subscriptionId", job.customer().subscription).id("tenantId", job.customer().tenant);
  Json json(job.style.loose);
  json.exact("subject", facts.resource)
      .exact("eventType", failed(job) ? "Microsoft.Resources.ResourceActionFailure"
                                      : "Microsoft.Resources.ResourceActionSuccess");
  json.exact("eventTime", iso_time(job.clock, 7))
      .exact("id", facts.id)
      .object("data", data)
      .exact("dataVersion", "2");
  return json.exact("metadataVersion", "1").exact("topic", facts.scope).done();
}

Row table(const Job& job, const Facts& facts, const std::string& time) {
  Row row;
  row.text("TenantId", job.customer().workspace.text());
  row.text("TimeGenerated [UTC]", time);
  row.text("OperationNameValue", upper(job.action.operation->raw));
  row.text("ActivityStatusValue", starts(job) ? "Start" : failed(job) ? "Failure" : "Success");
  row.text("CategoryValue", "Administrative");
  row.text("Caller", facts.caller);
  row.text("CallerIpAddress", job.action.address);
  row.text("CorrelationId", facts.correlation);
  row.text("EventDataId", facts.id);
  row.dynamic("Authorization", authorization_json(job, facts));
  row.dynamic("Claims", claims_json(job, facts));
  row.text("Hierarchy", hierarchy(job));
  Json properties(job.style.loose);
  add_body(job, properties);
  row.dynamic("Properties", properties.done());
  row.text("Level", "Information");
  row.text("SubscriptionId", job.customer().subscription.text());
  row.text("ResourceProviderValue", upper(job.action.operation->category.substr(
                                        0, job.action.operation->category.find('/'))));
  row.text("_ResourceId", facts.resource);
  row.text("Type", "AzureActivity");
  return row;
}

std::string_view claim_of(const Facts& facts, std::string_view schema, std::string_view name) {
  const auto at = facts.claims.find(std::string(schema).append(name));
  return at == facts.claims.end() ? std::string_view() : std::string_view(at->second);
}

// Who acted, as the record itself writes it: the caller; where a form has none, what the token
// says.
void say_caller(const Job& job, const Facts& facts, Says& says) {
  const bool shows_caller =
      job.style.envelope->shape == Shape::kRest || job.style.envelope->shape == Shape::kTable;
  std::vector<std::string> names;
  if (shows_caller && !facts.caller.empty()) {
    names.push_back(facts.caller);
  } else {
    for (const auto& [schema, name] : {std::pair{kSoap, "upn"},
                                       {kSoap, "emailaddress"},
                                       {std::string_view(), "name"},
                                       {kSchemas, "objectidentifier"}}) {
      const std::string_view value = claim_of(facts, schema, name);
      if (names.empty() && !value.empty()) names.emplace_back(value);
    }
  }
  say_one_of(says, "actor", names);
  const bool app = facts.principal_type == "ServicePrincipal";
  // Who has no name in the token may be anything.
  if (app ||
      claim_of(facts, kSoap, "upn").size() + claim_of(facts, kSoap, "emailaddress").size() > 0)
    say(says, "actor.type", app ? "service-principal" : "user");
  else
    say_one_of(says, "actor.type", {"", "user"});
}

Says says_of(const Job& job, const Facts& facts) {
  const Shape shape = job.style.envelope->shape;
  const bool raw = shape == Shape::kRest || shape == Shape::kNative;
  const std::string provider(
      job.action.operation->category.substr(0, job.action.operation->category.find('/')));
  const std::string operation(job.action.operation->raw);
  Says says;
  say_operation(says, raw ? operation : upper(operation), raw ? provider : upper(provider),
                failed(job)                              ? "failure"
                : starts(job) && shape != Shape::kNative ? "started"
                                                         : "success");
  say(says, "kind", "Administrative");
  say_caller(job, facts, says);
  say(says, "app.id", claim_of(facts, "", "appid"));
  say(says, "resource", shape == Shape::kDiagnostic ? upper(facts.resource) : facts.resource);
  say(says, "target.name", shape == Shape::kDiagnostic ? upper(facts.resource) : facts.resource);
  const std::string type(job.action.operation->category);
  // Of a type of three parts the worlds' paths name no parent: two parts of it tell the same.
  const std::size_t third = type.find('/', type.find('/') + 1);
  say_one_of(says, "target.type", {type, type.substr(0, third)});
  say(says, "subscription.id", job.customer().subscription.text());
  say(says, "role.id",
      facts.role == "Owner" ? "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
                            : "b24988ac-6180-42a0-ab88-20f7382dd24c");
  say_address(says, shape == Shape::kNative ? claim_of(facts, "", "ipaddr")
                                            : std::string_view(job.action.address));
  say(says, "correlation", facts.correlation);
  say(says, "request", facts.request);
  say(says, "tenant.id", job.customer().tenant.text());
  say_assignment(job, says);
  return says;
}

}  // namespace

Written azure(const Job& job) {
  Written written;
  const Facts facts = tell(job, written.clues);
  written.says = says_of(job, facts);
  written.shown = cut_to(job.clock, 7);
  written.id = facts.id;
  switch (job.style.envelope->shape) {
    case Shape::kDiagnostic:
      written.id.clear();  // a diagnostic setting's record has none
      written.text = diagnostic(job, facts);
      break;
    case Shape::kRest:
      written.text = rest(job, facts);
      break;
    case Shape::kNative:
      written.text = event_grid(job, facts);
      break;
    default:
      if (job.style.is_csv()) {
        written.shown = cut_to(job.clock, 3);
        written.text =
            table(job, facts, portal_time(job.clock)).as_csv(csv_columns(*job.style.envelope));
      } else {
        written.text = table(job, facts, iso_time(job.clock, 7)).as_json(job.style);
      }
  }
  return written;
}

}  // namespace aobo::sim::written

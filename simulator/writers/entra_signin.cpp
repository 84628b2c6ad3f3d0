// entra.signin: the customer's record of a sign-in, and for somebody from another tenant
// that tenant's own copy, which alone shows the whole address and the real name.
#include <fmt/format.h>

#include "plugin/base/check.h"
#include "plugin/base/number.h"
#include "simulator/scenario/microsoft.h"
#include "simulator/writers/common.h"
#include "simulator/writers/entra_signin.h"

namespace aobo::sim::written {
namespace {

void tell_session(const Job& job, bool abroad, SignInFacts& facts, Clues& clues) {
  const SessionIds ids = session_ids(job.world, job.action, abroad);
  facts.id = ids.request.text();
  facts.uti = shown_uti(job, ids.request);
  facts.correlation = ids.correlation.text();
  clues.request = ids.request;
  const bool without_uti = job.style.alternate && job.style.envelope->shape != Shape::kTable;
  if (job.action.detail("uti").empty() && !without_uti) clues.token = ids.request;
  if (job.world.variants.is(Variant::kSignInSession, "none")) return;
  facts.session = ids.session.text();
  clues.session = ids.session;
}

// The partner tenant's own view, of a sign-in at home or abroad.
void tell_home(const Job& job, SignInFacts& facts, Clues& clues) {
  const Person& person = job.person();
  facts.upn = own_upn(job);
  facts.display = person.name;
  facts.user_id = person.object.text();
  facts.address = job.action.address;
  facts.device = person.device;
  clues.upn = job.action.who.index;
  clues.object = job.action.who.index;
  if (!job.action.at.home) clues.pair = job.action.who.index;
}

// The customer's view of a technician (UPN and user id are inferred).
void tell_technician(const Job& job, SignInFacts& facts, Clues& clues) {
  const World& world = job.world;
  const Person& person = job.person();
  if (const std::string& other = job.action.detail("email-of"); !other.empty()) {
    const auto shown = world.person_by_upn(other);  // somebody else's id beside this sign-in's
    if (!shown) return;
    facts.upn = "user_" + plain(world.people[*shown].object) + "@" + job.customer().initial_domain;
    facts.user_id = world.people[*shown].object.text();
    clues.object = clues.pair = *shown;
    return;
  }
  // The hex form is GDAP's; by DAP the own name is shown.
  const bool dap = job.action.way == Way::kDap;
  if (world.variants.is(Variant::kSignInUpn, "hex") && !dap) {
    facts.upn = technician_upn(job);
    clues.object = job.action.who.index;
  } else if (!world.variants.is(Variant::kSignInUpn, "label")) {
    facts.upn = own_upn(job);
    clues.upn = job.action.who.index;
  } else {
    facts.upn = world.partners[person.partner].name + " technician";
  }
  if (world.variants.is(Variant::kSignInUserId, "home")) {
    facts.user_id = person.object.text();
    clues.pair = job.action.who.index;
    clues.pair_inferred = true;
  } else {
    facts.user_id = world.object_in(job.action.who.index, job.action.at.index).text();
    clues.other_id = true;
  }
  facts.address = masked(job);
  facts.device = "{PII Removed}";
}

void tell_guest(const Job& job, SignInFacts& facts, Clues& clues) {
  facts.upn = own_upn(job);
  facts.display = job.person().name;
  facts.user_id = job.world.object_in(job.action.who.index, job.action.at.index).text();
  facts.user_type = "guest";
  facts.address = job.action.address;
  clues.upn = job.action.who.index;
}

void tell_partner_person(const Job& job, SignInFacts& facts, Clues& clues) {
  const World& world = job.world;
  const Guid home = world.partners[job.person().partner].tenant;
  const bool home_copy = job.planned.part == Part::kHomeCopy;
  facts.home_tenant = home.text();
  if (!job.action.at.home) {
    facts.cross = job.action.way == Way::kGuest ? "b2bCollaboration" : "serviceProvider";
    clues.partner = job.person().partner;
    clues.some_partner = job.action.way != Way::kGuest;
  }
  tell_session(job, !job.action.at.home && !home_copy, facts, clues);
  if (job.action.at.home || home_copy) {
    tell_home(job, facts, clues);
  } else if (job.action.way == Way::kGuest) {
    tell_guest(job, facts, clues);
  } else {
    tell_technician(job, facts, clues);
  }
}

void tell_shared(const Job& job, SignInFacts& facts, Clues& clues) {
  const SharedAccount& account = *job.customer().shared;
  facts.upn = account.account;
  facts.display = "Administrator";
  facts.user_id = account.object.text();
  facts.address = job.action.address;
  clues.shared = job.action.at.index;
  clues.partner = account.partner;
  clues.some_partner = true;
  tell_session(job, false, facts, clues);
}

void tell_application(const Job& job, SignInFacts& facts) {
  const World& world = job.world;
  const bool machine = job.action.who.kind == WhoKind::kMachine;
  facts.category = machine ? "ManagedIdentitySignInLogs" : "ServicePrincipalSignInLogs";
  facts.type = machine ? "managedIdentity" : "servicePrincipal";
  facts.requirement = "singleFactorAuthentication";
  facts.address = machine ? "" : job.action.address;
  if (machine) {
    facts.principal_name = fmt::format("vm-identity-{}", job.action.who.index);
    facts.principal_id =
        world.id(fmt::format("machine {} of {}", job.action.who.index, job.action.at.index)).text();
    facts.app_owner = facts.resource_tenant;
    facts.app_name = facts.principal_name;  // an application of its own, and no user's client
    facts.app_id = world.id("application of " + facts.principal_id).text();
    return;
  }
  const App& app = world.apps[job.action.who.index];
  if (!job.action.detail("resource").empty()) facts.resource = job.action.detail("resource");
  facts.principal_name = facts.app_name = app.name;
  facts.app_id = app.id.text();
  facts.principal_id = world.service_principal(job.action.who.index, job.action.at.index).text();
  if (app.owner != kNoIndex && world.variants.is(Variant::kAppOwner, "shown"))
    facts.app_owner = world.partners[app.owner].tenant.text();
  const std::string& key = job.action.detail("key");
  // Older diagnostic settings leave the key out.
  if (job.style.alternate && job.style.envelope->shape == Shape::kDiagnostic) return;
  facts.key = key.empty() ? app.key.text() : world.id("key " + key).text();
  facts.keys_listed = app.listed;
  facts.key_known = key.empty();
}

void tell_own(const Job& job, SignInFacts& facts) {
  const CustomerUser user = job.world.user(job.action.at.index, job.action.who.index);
  facts.upn = own_name(job, user);
  facts.display = user.name;
  facts.user_id = user.object.text();
  facts.address = job.action.address.empty() ? user.address : job.action.address;
}

// Somebody who types a name that is not theirs.
void tell_outsider(const Job& job, SignInFacts& facts, Clues& clues) {
  const std::string& tried = job.action.target;
  facts.address = job.action.address;
  facts.country = "ZZ";
  tell_session(job, false, facts, clues);
  clues.session.reset();
  facts.session.clear();
  if (!job.action.detail("home").empty()) {
    // A claim of that name, from a tenant that is not the technician's.
    facts.upn = tried.substr(tried.find(':') + 1);
    facts.user_id = guest_id(job).text();
    facts.home_tenant = elsewhere(job);
    facts.cross = job.action.detail("cross");
    return;
  }
  if (tried.starts_with("person:")) {
    const auto person = job.world.person_by_upn(tried.substr(7));
    if (!person) return;
    facts.upn = job.world.people[*person].upn_at(job.action.time);
    facts.user_id = job.world.people[*person].object.text();
    facts.home_tenant = job.world.partners[job.world.people[*person].partner].tenant.text();
    clues.upn = clues.object = *person;
  } else if (tried == "shared" && job.customer().shared) {
    facts.upn = job.customer().shared->account;
    facts.user_id = job.customer().shared->object.text();
    clues.shared = job.action.at.index;
    clues.some_partner = true;
  } else {
    const Target target = target_of(job);
    facts.upn = target.name;
    facts.user_id = "00000000-0000-0000-0000-000000000000";
  }
}

SignInFacts tell(const Job& job, Clues& clues) {
  SignInFacts facts;
  const Guid resource = tenant_of(job.world, job.action.at);
  facts.resource_tenant = facts.home_tenant = resource.text();
  clues.states_home = true;
  facts.app_name = client_app(job).name;
  facts.app_id = client_app(job).id;
  facts.agent = user_agent(job);
  facts.client = job.action.detail("client").empty() ? "Browser" : job.action.detail("client");
  if (const std::string& error = job.action.detail("error"); !error.empty()) {
    const auto number = whole_number<std::int64_t>(error);
    AOBO_CHECK(number.has_value());
    facts.error = *number;
  }
  facts.id = record_id(job, "request").text();
  facts.uti = uti_of(record_id(job, "request"));
  facts.correlation = record_id(job, "correlation").text();
  switch (job.action.who.kind) {
    case WhoKind::kPerson:
      job.action.way == Way::kShared ? tell_shared(job, facts, clues)
                                     : tell_partner_person(job, facts, clues);
      break;
    case WhoKind::kUser:
      tell_own(job, facts);
      break;
    case WhoKind::kApp:
    case WhoKind::kMachine:
      tell_application(job, facts);
      break;
    case WhoKind::kMicrosoft:
      facts.upn = facts.display = "engineer@support.example";
      facts.user_id = record_id(job, "support").text();
      facts.home_tenant = microsoft_actors()[job.action.who.index].id;
      facts.cross = "microsoftSupport";
      break;
    case WhoKind::kOutsider:
      tell_outsider(job, facts, clues);
      break;
  }
  if (job.action.detail("kind") == "non-interactive") {
    facts.category = "NonInteractiveUserSignInLogs";
    facts.type = "nonInteractiveUser";
  }
  if (job.action.detail("mfa") == "single") facts.requirement = "singleFactorAuthentication";
  if (const std::string& protocol = job.action.detail("protocol"); !protocol.empty())
    facts.protocol = protocol;
  if (job.action.detail("states") == "cross") facts.home_tenant.clear();
  if (const std::string& shown = job.action.detail("shown"); !shown.empty()) facts.display = shown;
  if (const std::string& country = job.action.detail("country"); !country.empty())
    facts.country = country;
  if (facts.error != 0) facts.ca = "failure";
  if (asks_for_more(std::to_string(facts.error))) facts.ca = "success";
  clues.failed = facts.error != 0;
  const bool whole = facts.address == job.action.address && !facts.address.empty();
  if (whole) clues.address = facts.address;
  if (!clues.failed && (clues.request || clues.shared)) clues.teaches = Teaches::kSignIn;
  return facts;
}

std::string status_json(const SignInFacts& facts, const Looseness& loose) {
  Json status(loose);
  status.number("errorCode", facts.error)
      .exact("failureReason", facts.error == 0 ? "Other." : "Error validating credentials.");
  const bool satisfied = facts.error == 0 && facts.requirement == "multiFactorAuthentication";
  status.text("additionalDetails",
              satisfied ? "MFA requirement satisfied by claim in the token" : "");
  return status.done();
}

std::string location_json(const SignInFacts& facts, const Looseness& loose) {
  Json place(loose);
  place.text("city", facts.city).text("state", "").exact("countryOrRegion", facts.country);
  place.raw("geoCoordinates", "{\"latitude\":52.1,\"longitude\":5.3}");
  return place.done();
}

// With which of its keys an application signed in; of others there is none.
void add_key(const SignInFacts& facts, Json& json) {
  if (facts.key.empty() && facts.type == "servicePrincipal") return;
  json.exact("servicePrincipalCredentialKeyId", facts.key)
      .exact("servicePrincipalCredentialThumbprint", "");
}

// What a service principal's or a managed identity's record holds of all that: no user, no device,
// no tenants but the log's own, and no name of the application beside the principal's.
Json principal_object(const Job& job, const SignInFacts& facts, const std::string& time) {
  const Looseness& loose = job.style.loose;
  Json json(loose);
  json.exact("id", facts.id).exact("createdDateTime", time).text("appId", facts.app_id);
  json.text("servicePrincipalName", facts.principal_name)
      .text("servicePrincipalId", facts.principal_id);
  json.exact("ipAddress", facts.address).text("correlationId", facts.correlation);
  json.exact("conditionalAccessStatus", facts.ca).exact("resourceDisplayName", facts.resource);
  json.exact("uniqueTokenIdentifier", facts.uti).exact("incomingTokenType", "none");
  json.exact("crossTenantAccessType", facts.cross).exact("authenticationProtocol", facts.protocol);
  json.boolean("isInteractive", false).boolean("flaggedForReview", false);
  json.boolean("isTenantRestricted", false).exact("tokenIssuerType", "AzureAD");
  json.exact("riskDetail", "none").exact("riskLevelAggregated", facts.risk);
  json.exact("riskLevelDuringSignIn", facts.risk).exact("riskState", "none");
  json.exact("clientCredentialType", "clientSecret")
      .id("resourceServicePrincipalId", job.world.id("principal of Graph"))
      .exact("resourceId", "00000003-0000-0000-c000-000000000000")
      .number("processingTimeInMilliseconds", job.draw.between(60, 900));
  if (!facts.app_owner.empty()) json.exact("appOwnerTenantId", facts.app_owner);
  add_key(facts, json);
  Json status(loose);
  status.number("errorCode", facts.error);
  return json.raw("status", status.done()).raw("location", location_json(facts, loose));
}

// The members that Graph and diagnostic settings share.
Json graph_object(const Job& job, const SignInFacts& facts, const std::string& time) {
  const Looseness& loose = job.style.loose;
  Json json(loose);
  json.exact("id", facts.id)
      .exact("createdDateTime", time)
      .text("userDisplayName", facts.display)
      .text("userPrincipalName", facts.upn);
  json.text("userId", facts.user_id)
      .text("appId", facts.app_id)
      .exact("appDisplayName", facts.app_name);
  json.exact("ipAddress", facts.address)
      .null("ipAddressFromResourceProvider")
      .exact("clientAppUsed", facts.client);
  json.text("userAgent", facts.agent)
      .text("correlationId", facts.correlation)
      .exact("conditionalAccessStatus", facts.ca);
  json.text("originalRequestId", facts.id)
      .boolean("isInteractive", facts.type == "interactiveUser")
      .exact("tokenIssuerName", "");
  json.exact("tokenIssuerType", "AzureAD")
      .number("processingTimeInMilliseconds", job.draw.between(60, 900));
  json.exact("riskDetail", "none")
      .exact("riskLevelAggregated", facts.risk)
      .exact("riskLevelDuringSignIn", facts.risk);
  json.exact("riskState", "none")
      .raw("riskEventTypes_v2", "[]")
      .exact("resourceDisplayName", facts.resource);
  json.exact("resourceTenantId", facts.resource_tenant)
      .text("homeTenantId", facts.home_tenant)
      .exact("homeTenantName", "");
  json.raw("authenticationMethodsUsed", "[]").exact("authenticationRequirement", facts.requirement);
  json.text("servicePrincipalName", facts.principal_name)
      .text("servicePrincipalId", facts.principal_id);
  if (!facts.app_owner.empty()) json.exact("appOwnerTenantId", facts.app_owner);
  add_key(facts, json);
  json.raw("signInEventTypes", "[" + json_string(facts.type) + "]")
      .exact("userType", facts.user_type);
  json.boolean("flaggedForReview", false).boolean("isTenantRestricted", false);
  json.loose_number("autonomousSystemNumber", job.draw.between(1000, 65000))
      .exact("crossTenantAccessType", facts.cross);
  if (!job.style.alternate) json.exact("uniqueTokenIdentifier", facts.uti);  // Graph 1.0 has none
  json.exact("incomingTokenType", "none").exact("authenticationProtocol", facts.protocol);
  json.text("sessionId", facts.session)
      .raw("status", status_json(facts, loose))
      .raw("location", location_json(facts, loose));
  Json device(loose);
  device.text("deviceId", "")
      .text("displayName", facts.device)
      .exact("operatingSystem", "Windows 10")
      .exact("browser", "Edge 131.0");
  json.object(
      "deviceDetail",
      device.boolean("isCompliant", facts.device != "{PII Removed}").boolean("isManaged", false));
  json.raw("appliedConditionalAccessPolicies", "[]").raw("authenticationProcessingDetails", "[]");
  return json;
}

std::string diagnostic(const Job& job, const SignInFacts& facts, const std::string& created,
                       const Guid& tenant) {
  Json json(job.style.loose);
  json.exact("time", iso_time(job.clock + 90 * kSecondNs, 7))
      .exact("resourceId", fmt::format("/tenants/{}/providers/Microsoft.aadiam", tenant.text()));
  json.exact("operationName", "Sign-in activity")
      .exact("operationVersion", "1.0")
      .exact("category", facts.category);
  json.id("tenantId", tenant)
      .loose_number("resultType", facts.error)
      .exact("resultSignature", "None");
  json.number("durationMs", 0)
      .exact("callerIpAddress", facts.address)
      .text("correlationId", facts.correlation);
  json.text("identity", facts.display).loose_number("Level", 4).exact("location", facts.country);
  const bool user = facts.principal_id.empty();
  return json
      .object("properties",
              user ? graph_object(job, facts, created) : principal_object(job, facts, created))
      .done();
}

Row table(const Job& job, const SignInFacts& facts, const std::string& created,
          const std::string& generated, const Guid& tenant) {
  const Looseness plain_json;
  Row row;
  row.text("TenantId", job.world.id("workspace of " + tenant.text()).text());
  row.text("TimeGenerated [UTC]", generated);
  row.text("AADTenantId", tenant.text());
  row.text("Category", facts.category);
  row.text("CreatedDateTime [UTC]", created);
  for (const auto& [column, value] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"Id", facts.id},
           {"UserPrincipalName", facts.upn},
           {"UserId", facts.user_id},
           {"UserDisplayName", facts.display},
           {"UserType", facts.user_type == "guest" ? "Guest" : "Member"},
           {"AppId", facts.app_id},
           {"AppDisplayName", facts.app_name},
           {"IPAddress", facts.address},
           {"UserAgent", facts.agent},
           {"ClientAppUsed", facts.client},
           {"CorrelationId", facts.correlation},
           {"SessionId", facts.session},
           {"ConditionalAccessStatus", facts.ca},
           {"RiskLevelDuringSignIn", facts.risk},
           {"AuthenticationRequirement", facts.requirement},
           {"ResourceDisplayName", facts.resource},
           {"ResourceTenantId", facts.resource_tenant},
           {"HomeTenantId", facts.home_tenant},
           {"CrossTenantAccessType", facts.cross},
           {"UniqueTokenIdentifier", facts.uti},
           {"ServicePrincipalId", facts.principal_id},
           {"ServicePrincipalName", facts.principal_name},
           {"AppOwnerTenantId", facts.app_owner},
           {"ServicePrincipalCredentialKeyId", facts.key},
           {"Type", "SigninLogs"}}) {
    row.text(column, value);
  }
  // The portal's file has no such column.
  if (facts.protocol != "none" && !job.style.is_csv())
    row.text("AuthenticationProtocol", facts.protocol);
  row.text("ResultType", std::to_string(facts.error));
  row.dynamic("Status_string", status_json(facts, plain_json));
  row.dynamic("LocationDetails_string", location_json(facts, plain_json));
  return row;
}

}  // namespace

Written sign_in(const Job& job) {
  Written written;
  const SignInFacts facts = tell(job, written.clues);
  written.id = facts.id;
  written.says = says_of(job, facts);
  const Guid log = tenant_of(job.world, job.planned.log);
  if (job.style.envelope->shape == Shape::kGraph) {
    written.shown = cut_to(job.clock, 0);
    written.text = graph_object(job, facts, iso_time(job.clock, 0)).done();
  } else if (job.style.envelope->shape == Shape::kDiagnostic) {
    written.shown = cut_to(job.clock, job.style.digits);
    written.text = diagnostic(job, facts, job.style.time(job.clock), log);
  } else if (job.style.is_csv()) {
    written.shown = cut_to(job.clock, 3);
    written.text =
        table(job, facts, portal_time(job.clock), portal_time(job.clock + 5 * kMinuteNs), log)
            .as_csv(csv_columns(*job.style.envelope));
  } else {
    written.shown = cut_to(job.clock, 7);
    written.text =
        table(job, facts, iso_time(job.clock, 7), iso_time(job.clock + 5 * kMinuteNs, 7), log)
            .as_json(job.style);
  }
  return written;
}

}  // namespace aobo::sim::written

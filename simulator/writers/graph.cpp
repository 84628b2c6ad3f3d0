// graph.activity: calls of Microsoft Graph. Who called shows only through the token: its
// sign-in and its session.
#include <fmt/format.h>

#include "simulator/writers/common.h"

namespace aobo::sim::written {
namespace {

struct Facts {
  std::string user, principal, app_id, uti, request, session;
  bool app = false;
};

Facts tell(const Job& job, Clues& clues) {
  const World& world = job.world;
  Facts facts;
  facts.app_id = client_app(job).id;
  if (job.by_person()) {
    if (job.action.way == Way::kShared) {
      facts.user = job.customer().shared->object.text();
      clues.shared = job.action.at.index;
      clues.partner = job.customer().shared->partner;
      clues.some_partner = true;
    } else {
      facts.user = world.object_in(job.action.who.index, job.action.at.index).text();
    }
    const SessionIds ids = session_ids(world, job.action, job.action.way != Way::kShared);
    if (!job.action.session.empty()) {
      const bool shown = job.action.detail("uti").empty();
      facts.uti = shown_uti(job, ids.request);
      if (shown) facts.request = ids.request.text();
      if (shown) clues.token = ids.request;
      if (!job.style.alternate) {  // older records have no session
        facts.session = ids.session.text();
        clues.session = ids.session;
      }
    }
    clues.address = job.action.address;
  } else if (job.action.who.kind == WhoKind::kUser) {
    facts.user = world.user(job.action.at.index, job.action.who.index).object.text();
    facts.uti = uti_of(record_id(job, "token"));
    facts.request = record_id(job, "token").text();
  } else {
    facts.app = true;
    facts.principal = world.service_principal(job.action.who.index, job.action.at.index).text();
    if (job.action.who.kind == WhoKind::kApp)
      facts.app_id = world.apps[job.action.who.index].id.text();
  }
  return facts;
}

struct Call {
  std::string method, uri;
};

// "GET /v1.0/users/{user}/messages" with the target's id put in.
Call call_of(const Job& job) {
  const std::string raw(job.action.operation->raw);
  const std::size_t blank = raw.find(' ');
  std::string path = raw.substr(blank + 1);
  if (const std::size_t hole = path.find("{user}"); hole != std::string::npos)
    path.replace(hole, 6, target_of(job).id.text());
  return {raw.substr(0, blank), "https://graph.microsoft.com" + path};
}

// The path without ids and without what is asked: what rules call the operation.
std::string call_without_ids(const Job& job) {
  std::string raw(job.action.operation->raw);
  raw.resize(std::min(raw.find('?'), raw.size()));
  if (const std::size_t hole = raw.find("{user}"); hole != std::string::npos)
    raw.replace(hole, 6, "{id}");
  return raw;
}

Says says_of(const Job& job, const Facts& facts, const Call& call) {
  Says says;
  say_operation(says, call_without_ids(job), "MicrosoftGraph", "success");
  say(says, "kind", call.method);
  say(says, "actor", facts.app ? facts.principal : facts.user);
  say(says, "actor.type", facts.app ? "service-principal" : "user");
  say(says, "app.id", facts.app_id);
  say(says, "resource", call.uri);
  say_address(says, job.action.address);
  say(says, "user_agent", user_agent(job));
  say(says, "session", facts.session);
  say(says, "request", facts.request);
  say(says, "tenant.id", job.customer().tenant.text());
  return says;
}

}  // namespace

Written graph(const Job& job) {
  Written written;
  const Facts facts = tell(job, written.clues);
  const Guid tenant = job.customer().tenant;
  const Call call = call_of(job);
  written.id = record_id(job, "graph").text();
  written.shown = cut_to(job.clock, 7);
  Json properties(job.style.loose);
  properties.exact("timeGenerated", iso_time(job.clock, 7))
      .exact("requestId", written.id)
      .exact("apiVersion", "v1.0");
  properties.exact("requestMethod", call.method)
      .exact("requestUri", call.uri)
      .loose_number("responseStatusCode", 200);
  properties.id("tenantId", tenant)
      .number("durationMs", job.draw.between(2000, 900000))
      .text("signInActivityId", facts.uti);
  properties.text("roles", "")
      .exact("appId", facts.app_id)
      .text("UserPrincipalObjectID", facts.app ? facts.principal : facts.user);
  properties.exact("scopes", "User.Read.All")
      .text("identityProvider", "")
      .exact("clientAuthMethod", "2");
  properties.exact("C_Idtyp", facts.app ? "app" : "user")
      .exact("C_Iat", std::to_string(job.clock / kSecondNs));
  properties.text("ipAddress", job.action.address)
      .text("userAgent", user_agent(job))
      .text("userId", facts.user);
  properties.text("sessionId", facts.session).text("servicePrincipalId", facts.principal);
  Json json(job.style.loose);
  json.exact("time", iso_time(job.clock, 7))
      .exact("resourceId", fmt::format("/TENANTS/{}/PROVIDERS/MICROSOFT.AADIAM", tenant.text()));
  json.exact("operationName", "Microsoft Graph Activity")
      .exact("operationVersion", "v1.0")
      .exact("category", "MicrosoftGraphActivityLogs");
  json.exact("resultSignature", "200")
      .loose_number("durationMs", 4000)
      .text("callerIpAddress", job.action.address);
  json.exact("correlationId", written.id)
      .exact("level", "Informational")
      .object("properties", properties)
      .id("tenantId", tenant);
  written.text = json.done();
  written.says = says_of(job, facts, call);
  say(written.says, "correlation", written.id);
  return written;
}

}  // namespace aobo::sim::written

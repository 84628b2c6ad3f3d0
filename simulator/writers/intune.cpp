// intune.audit: changes in Intune. For a partner's person Intune shows the partner's tenant; the
// value of ObjectId is inferred.
#include <fmt/format.h>

#include "simulator/writers/common.h"

namespace aobo::sim::written {
namespace {

constexpr std::string_view kNoTenant = "00000000-0000-0000-0000-000000000000";
constexpr std::string_view kPortal = "5926fc8e-304e-4f59-8bed-58ca97cc39a4";

struct Facts {
  bool delegated = false;
  std::string partner, object, upn, remote_user;
};

Facts tell(const Job& job, Clues& clues) {
  const World& world = job.world;
  Facts facts;
  if (job.abroad() && job.action.way == Way::kShared) {
    facts.upn = job.customer().shared->account;
    facts.object = job.customer().shared->object.text();
    clues.shared = job.action.at.index;
    clues.partner = job.customer().shared->partner;
    clues.some_partner = true;
  } else if (job.abroad()) {
    const PersonIx who = job.action.who.index;
    const bool home = world.variants.is(Variant::kIntuneObject, "home");
    facts.delegated = true;
    facts.partner = world.partners[job.person().partner].tenant.text();
    facts.object =
        home ? job.person().object.text() : world.object_in(who, job.action.at.index).text();
    // Graph's remoteUserId is the home id by its documentation (auditActor).
    const bool graph = job.style.envelope->shape == Shape::kGraph;
    if (graph) facts.remote_user = job.person().object.text();
    clues.partner = job.person().partner;
    clues.some_partner = true;
    if (home || graph) clues.pair = who;
    clues.pair_inferred = !graph;
  } else if (job.action.who.kind == WhoKind::kUser) {
    const CustomerUser user = world.user(job.action.at.index, job.action.who.index);
    facts.upn = user.upn;
    facts.object = user.object.text();
  }
  return facts;
}

std::string properties(const Job& job, const Facts& facts) {
  const Target target = target_of(job);
  Json actor(job.style.loose);
  actor.loose_number("ActorType", 1)
      .exact("Application", kPortal)
      .exact("ApplicationName", "Microsoft Intune portal extension");
  actor.boolean("IsDelegatedAdmin", facts.delegated).null("Name").text("ObjectId", facts.object);
  actor
      .exact("PartnerTenantId", facts.partner.empty() ? kNoTenant : std::string_view(facts.partner))
      .raw("UserPermissions", "[\"*\"]")
      .text("UPN", facts.upn);
  Json json(job.style.loose);
  json.exact("ActivityDate", intune_time(job.clock))
      .loose_number("ActivityResultStatus", 1)
      .loose_number("ActivityType", 1);
  json.object("Actor", actor)
      .exact("AdditionalDetails", "")
      .id("AuditEventId", record_id(job, "intune"))
      .loose_number("Category", 5);
  json.null("RelationId")
      .raw("TargetDisplayNames", "[" + json_string(target.name) + ",\"<null>\"]");
  json.raw("TargetObjectIds", "[" + json_string(target.id.text()) + "]");
  json.raw("Targets", "[{\"ModifiedProperties\":[{\"Name\":\"Id\",\"Old\":null,\"New\":" +
                          json_string(target.id.text()) +
                          "}],\"Name\":" + json_string(target.name) + "}]");
  return json.done();
}

std::string graph_object(const Job& job, const Facts& facts) {
  const Target target = target_of(job);
  Json actor(job.style.loose);
  actor.exact("auditActorType", "ItPro")
      .text("userPrincipalName", facts.upn)
      .text("userId", facts.object)
      .exact("applicationId", kPortal);
  actor.text("remoteTenantId", facts.partner)
      .text("remoteUserId", facts.remote_user)
      .raw("userPermissions", "[\"*\"]");
  Json json(job.style.loose);
  json.id("id", record_id(job, "intune"))
      .exact("displayName", job.action.operation->raw)
      .exact("componentName", job.action.operation->category);
  json.null("activity")
      .exact("activityDateTime", iso_time(job.clock, 7))
      .exact("activityType", job.action.operation->raw);
  json.exact("activityOperationType", "Patch")
      .exact("activityResult", job.action.detail("error").empty() ? "Success" : "Failure")
      .id("correlationId", record_id(job, "correlation"));
  json.exact("category", "Device").object("actor", actor);
  json.raw("resources", "[{\"displayName\":" + json_string(target.name) +
                            ",\"auditResourceType\":\"" +
                            std::string(job.action.operation->category) + "\",\"resourceId\":" +
                            json_string(target.id.text()) + ",\"modifiedProperties\":[]}]");
  return json.done();
}

Says says_of(const Job& job, const Facts& facts) {
  const bool graph = job.style.envelope->shape == Shape::kGraph;
  const Target target = target_of(job);
  Says says;
  say_operation(says, job.action.operation->raw, "Intune",
                job.action.detail("error").empty() ? "success" : "failure");
  say(says, "kind", graph ? job.action.operation->category : std::string_view("Audit"));
  // Whom nothing names acted through the portal.
  const std::string nameless = graph ? facts.object : "Microsoft Intune portal extension";
  if (facts.upn.empty()) {
    say_one_of(says, "actor", {nameless, facts.object});  // the portal, or whose id stands there
  } else {
    say(says, "actor", facts.upn);
  }
  say_one_of(says, "actor.type", {"", "user"});
  if (facts.upn.empty() && !graph)
    say_one_of(says, "actor.type", {"", "user", "service-principal"});
  say(says, "app.id", kPortal);
  if (!graph) say(says, "app.name", "Microsoft Intune portal extension");
  say(says, "target.id", target.id.text());
  say(says, "target.name", target.name);
  if (graph) say(says, "target.type", job.action.operation->category);
  if (graph) say(says, "correlation", record_id(job, "correlation").text());
  const std::string tenant = job.customer().tenant.text();
  say_one_of(says, "tenant.id",
             graph ? std::vector<std::string>{"", tenant} : std::vector<std::string>{tenant});
  if (!graph) say(says, "change[Id]", target.id.text());
  return says;
}

}  // namespace

Written intune(const Job& job) {
  Written written;
  const Facts facts = tell(job, written.clues);
  written.says = says_of(job, facts);
  written.id = record_id(job, "intune").text();
  written.shown = cut_to(job.clock, 7);
  if (job.style.envelope->shape == Shape::kGraph) {
    written.text = graph_object(job, facts);
    return written;
  }
  const Guid tenant = job.customer().tenant;
  Json json(job.style.loose);
  json.exact("time", iso_time(job.clock, 7)).id("tenantId", tenant).exact("category", "AuditLogs");
  json.exact("operationName", job.action.operation->raw)
      .exact("resultType", job.action.detail("error").empty() ? "Success" : "Failure")
      .text("identity", facts.upn);
  written.text = json.raw("properties", properties(job, facts)).done();
  return written;
}

}  // namespace aobo::sim::written

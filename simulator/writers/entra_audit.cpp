// entra.audit: directory changes. Values are JSON within strings. A technician appears only as
// user_<hex>; an action ordered through Partner Center shows an application.
#include <fmt/format.h>

#include "simulator/scenario/microsoft.h"
#include "simulator/writers/common.h"

namespace aobo::sim::written {
namespace {

// Who began it: a user, or an application. Of 77 public records of applications not one has an
// appId: the service principal's id stands alone beside the name.
struct Initiator {
  bool app = false;
  std::string id, name, home;  // the user's object id and UPN; the principal's id and display name
};

std::string shown_address(const Job& job) {
  return job.abroad() && masks(job.world) ? "" : job.action.address;
}

// Half of the records of people say with which program it was done.
std::string shown_agent(const Job& job, bool by_app) {
  const bool shows = !by_app && (record_id(job, "agent").low & 1U) != 0;
  return shows ? user_agent(job) : job.action.detail("agent");
}

std::string user_json(const Job& job, const Initiator& by) {
  Json user(job.style.loose);
  user.text("id", by.id)
      .text("displayName", job.action.detail("shown"))
      .text("userPrincipalName", by.name);
  user.text("ipAddress", shown_address(job)).text("userType", "");
  user.text("homeTenantId", by.home).text("homeTenantName", "").raw("roles", "[]");
  return user.done();
}

std::string app_json(const Job& job, const Initiator& by) {
  Json app(job.style.loose);
  app.text("appId", "")
      .text("displayName", by.name)
      .text("servicePrincipalId", by.id)
      .text("servicePrincipalName", "");
  return app.done();
}

// A partner's person in a customer's directory.
Initiator technician(const Job& job, Clues& clues) {
  const World& world = job.world;
  const PersonIx who = job.action.who.index;
  Initiator by{false, world.object_in(who, job.action.at.index).text(), "", ""};
  if (job.action.way == Way::kGuest) {
    clues.guest_upn = who;
    by.name = world.guest_upn(who, job.action.at.index);
    return by;
  }
  const bool filled = world.variants.is(Variant::kAuditHome, "filled");
  if (filled) by.home = world.partners[job.person().partner].tenant.text();
  if (filled) clues.partner = job.person().partner;
  clues.some_partner = filled || job.action.way != Way::kDap;
  if (job.action.way == Way::kDap) {
    clues.upn = who;
    by.name = own_upn(job);
    return by;
  }
  clues.object = who;
  if (filled) clues.pair = who;
  by.name = technician_upn(job);
  return by;
}

Initiator partners_person(const Job& job, Clues& clues) {
  if (job.action.at.home) {
    clues.upn = clues.object = job.action.who.index;
    return {false, job.person().object.text(), own_upn(job), ""};
  }
  if (job.action.way != Way::kShared) return technician(job, clues);
  const SharedAccount& account = *job.customer().shared;
  clues.shared = job.action.at.index;
  clues.partner = account.partner;
  clues.some_partner = true;
  clues.address = masks(job.world) ? "" : job.action.address;
  return {false, account.object.text(), account.account, ""};
}

Initiator initiator(const Job& job, Clues& clues) {
  const World& world = job.world;
  if (job.action.detail("via") == "partner-center") {
    clues.opaque = true;
    clues.deed = job.action.operation->partner_center;
    return {true, world.id("service principal of Partner Center").text(),
            "Microsoft Partner Center", ""};
  }
  switch (job.action.who.kind) {
    case WhoKind::kPerson:
      return partners_person(job, clues);
    case WhoKind::kUser: {
      const CustomerUser user = world.user(job.action.at.index, job.action.who.index);
      return {false, user.object.text(), own_name(job, user), ""};
    }
    case WhoKind::kOutsider:
      clues.states_home = true;
      return {false, guest_id(job).text(), borne_as_guest(job), elsewhere(job)};
    case WhoKind::kMicrosoft: {
      const MicrosoftActor& actor = microsoft_actors()[job.action.who.index];
      const std::string shown(actor.name);
      if (actor.kind != MicrosoftKind::kApplication)
        return {false, record_id(job, "service").text(), shown, ""};
      return {true, world.id("principal of " + shown).text(), shown, ""};
    }
    default: {
      const bool app = job.action.who.kind == WhoKind::kApp;
      return {true, world.service_principal(job.action.who.index, job.action.at.index).text(),
              app ? shown_app(job) : "managed identity", ""};
    }
  }
}

std::string change(const Job& job, std::string_view property, std::string_view before,
                   std::string_view after) {
  const auto coded = [](std::string_view value) {
    return value.empty() ? std::string() : json_string(value);
  };
  Json json(Looseness{job.style.loose.absent == Absent::kEmpty ? Absent::kEmpty : Absent::kNull});
  json.exact("displayName", property)
      .text("oldValue", coded(before))
      .text("newValue", coded(after));
  return json.done();
}

std::string target_json(const Job& job, std::string_view type, const Guid& id,
                        std::string_view shown, bool user,
                        const std::vector<std::string>& changes) {
  Json json(job.style.loose);
  json.id("id", id).text("displayName", user ? "" : shown).exact("type", type);
  json.text("userPrincipalName", user ? shown : "")
      .text("groupType", type == "Group" ? "azureAD" : "");
  return json.raw("modifiedProperties", json_array(changes))
      .raw("administrativeUnits", "[]")
      .done();
}

struct TypeOf {
  std::string_view target, type;
};
constexpr TypeOf kTypes[] = {{"user", "User"},
                             {"app", "ServicePrincipal"},
                             {"policy", "Policy"},
                             {"domain", "Domain"},
                             {"company", "Directory"}};

std::string_view type_of(const Job& job) {
  for (const TypeOf& row : kTypes) {
    if (row.target == job.action.operation->target) return row.type;
  }
  return "Other";
}

// Who came into or out of which group of the partner's own.
std::string membership_targets(const Job& job, Clues& clues) {
  const bool added = job.action.operation->id != "remove-group-member";
  const std::string& group_name = job.action.detail("group");
  const Target member = target_of(job);
  Guid group_id = job.world.id("group " + group_name);
  if (job.action.at.home) {
    if (const auto group = job.world.group_named(job.action.at.index, group_name)) {
      group_id = job.world.groups[*group].id;
      clues.taught_group = *group;
      clues.taught_person =
          job.world.person_by_upn(job.action.target.substr(job.action.target.find(':') + 1));
      if (job.action.operation->id != "deny-membership")
        clues.teaches = added ? Teaches::kJoined : Teaches::kLeft;
    }
  }
  const std::string id = group_id.text();
  const std::vector<std::string> changes = {
      added ? change(job, "Group.ObjectID", "", id) : change(job, "Group.ObjectID", id, ""),
      added ? change(job, "Group.DisplayName", "", group_name)
            : change(job, "Group.DisplayName", group_name, "")};
  return json_array({target_json(job, "User", member.id, member.name, true, changes),
                     target_json(job, "Group", group_id, group_name, false, {})});
}

std::string targets(const Job& job, Clues& clues) {
  if (job.action.operation->target == "group") return membership_targets(job, clues);
  const Target target = target_of(job);
  std::vector<std::string> changes;
  if (job.action.operation->target == "role") {
    const std::string& role = job.action.detail("role");
    const std::string& shown = job.action.detail("role-name");
    changes = {change(job, "Role.DisplayName", "", shown),
               change(job, "Role.TemplateId", "", role)};
    return json_array({target_json(job, target.user ? "User" : "Group", target.id, target.name,
                                   target.user, changes)});
  }
  if (const std::string& renamed = job.action.detail("renamed-to"); !renamed.empty()) {
    changes.push_back(change(job, "UserPrincipalName", target.name, renamed));
    clues.teaches = Teaches::kRenamed;
    clues.taught_person =
        job.world.person_by_upn(job.action.target.substr(job.action.target.find(':') + 1));
  }
  for (const auto& [key, value] : job.action.details) {
    if (key.starts_with("set.")) changes.push_back(change(job, key.substr(4), "", value));
  }
  return json_array({target_json(job, type_of(job), target.id, target.name, target.user, changes)});
}

// The first of the targets, and what was changed of it.
void say_targets(const Job& job, Says& says) {
  const std::string_view id = job.action.operation->id;
  const Target target = target_of(job);
  const bool role = job.action.operation->target == "role";
  say(says, "target.id", target.id.text());
  say(says, "target.name", target.name);
  const bool group = job.action.operation->target == "group";
  if (group) {
    const std::string& name = job.action.detail("group");
    say(says,
        id != "remove-group-member" ? "change[Group.DisplayName]" : "change.old[Group.DisplayName]",
        name);
  }
  say(says, "target.type", group ? "User" : role ? (target.user ? "User" : "Group") : type_of(job));
  if (role) {
    say(says, "role.id", job.action.detail("role"));
    say(says, "change[Role.TemplateId]", job.action.detail("role"));
    say(says, "change[Role.DisplayName]", job.action.detail("role-name"));
  }
  if (const std::string& renamed = job.action.detail("renamed-to"); !renamed.empty()) {
    say(says, "change[UserPrincipalName]", renamed);
    say(says, "change.old[UserPrincipalName]", target.name);
  }
  if (role || group) return;
  for (const auto& [key, value] : job.action.details) {
    if (key.starts_with("set.")) say(says, "change[" + key.substr(4) + "]", value);
  }
}

std::string spelled(const Job& job) {
  std::string raw(job.action.operation->raw);
  const std::size_t dash = raw.find("\u2013");
  if (dash == std::string::npos || !job.style.alternate) return raw;
  raw.replace(dash, std::string_view("\u2013").size(), "-");
  return raw.substr(0, raw.find_last_not_of(' ') + 1);
}

struct Facts {
  std::string id, activity, user = "null", app = "null", targets, details, correlation, result;
  std::string linkable, session, request;  // of the token in whose name it was
};

// Of a partner's person the sign-in's session and token, which Graph's newer records name.
void tell_linkable(const Job& job, Facts& facts, Clues& clues) {
  const bool opaque = job.action.detail("via") == "partner-center";
  if (!job.by_person() || opaque || job.action.session.empty() ||
      !job.world.variants.is(Variant::kAuditLinkable, "shown"))
    return;
  const bool abroad = job.abroad() && job.action.way != Way::kShared;
  const SessionIds ids = session_ids(job.world, job.action, abroad);
  clues.session = ids.session;
  clues.token = ids.request;
  facts.session = ids.session.text();
  facts.request = ids.request.text();
  Json token(job.style.loose), linkable(job.style.loose);
  token.exact("uniqueTokenIdentifier", uti_of(ids.request))
      .exact("issuedAtDateTime", iso_time(job.clock, 0));
  facts.linkable = linkable.exact("sessionId", facts.session)
                       .text("deviceId", "")
                       .object("tokenDetails", token)
                       .done();
}

Says says_of(const Job& job, const Facts& facts, const Initiator& by) {
  Says says;
  say_operation(says, facts.activity, "Core Directory", facts.result);
  say(says, "kind", job.action.operation->category);
  say(says, "actor", by.name);
  if (job.action.who.kind == WhoKind::kMicrosoft && !by.app) {
    say_one_of(says, "actor.type", {"user", "system"});
  } else {
    say(says, "actor.type", by.app ? "service-principal" : "user");
  }
  if (by.app) say(says, "app.name", by.name);
  if (by.app) say_app(job, "", says);
  if (!by.app) say_address(says, shown_address(job));
  say(says, "user_agent", shown_agent(job, by.app));
  say(says, "correlation", facts.correlation);
  if (!facts.session.empty()) say(says, "session", facts.session);
  if (!facts.request.empty()) say(says, "request", facts.request);
  if (const std::string& agent = job.action.detail("agent"); !agent.empty())
    say(says, "param[User-Agent]", agent);
  // A Graph object does not say whose log it is; the folder does.
  const std::string tenant = tenant_of(job.world, job.planned.log).text();
  say_one_of(says, "tenant.id",
             job.style.envelope->shape == Shape::kGraph ? std::vector<std::string>{"", tenant}
                                                        : std::vector<std::string>{tenant});
  say_targets(job, says);
  return says;
}

Facts tell(const Job& job, Clues& clues, Says& says) {
  Facts facts;
  facts.id = directory_id(job);
  facts.activity = spelled(job);
  const Initiator by = initiator(job, clues);
  (by.app ? facts.app : facts.user) = by.app ? app_json(job, by) : user_json(job, by);
  const bool application = job.action.who.kind == WhoKind::kApp;
  if (clues.opaque || application) clues.deed_target = target_of(job).id.text();
  facts.targets = targets(job, clues);
  clues.change = change_correlation(job);
  facts.correlation = clues.change->text();
  facts.result = job.action.detail("error").empty() ? "success" : "failure";
  tell_linkable(job, facts, clues);
  std::vector<std::string> details;
  if (const std::string agent = shown_agent(job, by.app); !agent.empty()) {
    details.push_back("{\"key\":\"User-Agent\",\"value\":" + json_string(agent) + "}");
  }
  facts.details = json_array(details);
  says = says_of(job, facts, by);
  return facts;
}

std::string by_json(const Job& job, const Facts& facts) {
  Json by(job.style.loose);
  if (facts.user != "null" || job.style.loose.absent == Absent::kNull) by.raw("user", facts.user);
  if (facts.app != "null" || job.style.loose.absent == Absent::kNull) by.raw("app", facts.app);
  if (!facts.linkable.empty()) by.raw("linkableIdentifiers", facts.linkable);
  return by.done();
}

Json graph_object(const Job& job, const Facts& facts, const std::string& time) {
  Json json(job.style.loose);
  json.exact("id", facts.id)
      .exact("category", job.action.operation->category)
      .exact("correlationId", facts.correlation);
  json.exact("result", facts.result)
      .exact("resultReason", "")
      .exact("activityDisplayName", facts.activity);
  json.exact("activityDateTime", time)
      .exact("loggedByService", "Core Directory")
      .exact("operationType", "Update");
  json.text("userAgent", job.action.detail("agent"))
      .raw("initiatedBy", by_json(job, facts))
      .raw("targetResources", facts.targets);
  return json.raw("additionalDetails", facts.details);
}

std::string diagnostic(const Job& job, const Facts& facts, const std::string& time,
                       const Guid& tenant) {
  Json json(job.style.loose);
  json.exact("time", iso_time(job.clock, 7))
      .exact("resourceId", fmt::format("/tenants/{}/providers/Microsoft.aadiam", tenant.text()));
  json.exact("operationName", facts.activity)
      .exact("operationVersion", "1.0")
      .exact("category", "AuditLogs")
      .id("tenantId", tenant);
  json.exact("resultSignature", "None")
      .number("durationMs", 0)
      .text("callerIpAddress", facts.user == "null" ? "" : shown_address(job));
  json.exact("correlationId", facts.correlation)
      .text("identity", job.action.detail("shown"))
      .loose_number("Level", 4);
  return json.object("properties", graph_object(job, facts, time)).done();
}

Row table(const Job& job, const Facts& facts, const std::string& time, const Guid& tenant) {
  Row row;
  row.text("TenantId", job.world.id("workspace of " + tenant.text()).text());
  row.text("TimeGenerated [UTC]", time);
  row.text("AADTenantId", tenant.text());
  row.text("ActivityDateTime [UTC]", time);
  row.text("ActivityDisplayName", facts.activity);
  row.text("OperationName", facts.activity);
  row.text("AADOperationType", "Update");
  row.text("Category", job.action.operation->category);
  row.text("CorrelationId", facts.correlation);
  row.text("Id", facts.id);
  row.text("LoggedByService", "Core Directory");
  row.text("Result", facts.result);
  row.dynamic("InitiatedBy", by_json(job, facts));
  row.dynamic("TargetResources", facts.targets);
  row.dynamic("AdditionalDetails", facts.details);
  row.text("Type", "AuditLogs");
  return row;
}

}  // namespace

Written entra_audit(const Job& job) {
  Written written;
  const Facts facts = tell(job, written.clues, written.says);
  written.id = facts.id;
  const Guid log = tenant_of(job.world, job.planned.log);
  if (job.style.envelope->shape == Shape::kGraph) {
    written.shown = cut_to(job.clock, job.style.digits);
    written.text = graph_object(job, facts, job.style.time(job.clock)).done();
  } else if (job.style.envelope->shape == Shape::kDiagnostic) {
    written.shown = cut_to(job.clock, job.style.digits);
    written.text = diagnostic(job, facts, job.style.time(job.clock), log);
  } else if (job.style.is_csv()) {
    written.shown = cut_to(job.clock, 3);
    written.text =
        table(job, facts, portal_time(job.clock), log).as_csv(csv_columns(*job.style.envelope));
  } else {
    written.shown = cut_to(job.clock, 7);
    written.text = table(job, facts, iso_time(job.clock, 7), log).as_json(job.style);
  }
  return written;
}

}  // namespace aobo::sim::written

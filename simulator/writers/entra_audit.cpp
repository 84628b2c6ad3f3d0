// entra.audit: directory changes. Values are JSON within strings. A technician appears only as
// user_<hex>; an action ordered through Partner Center shows an application.
#include <fmt/format.h>

#include "simulator/scenario/microsoft.h"
#include "simulator/writers/common.h"

namespace aobo::sim::written {
namespace {

constexpr std::string_view kPartnerCenterApp =
    "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd";  // "Microsoft Partner Center"

std::string user_json(const Job& job, const std::string& id, const std::string& upn,
                      const std::string& home) {
  Json user(job.style.loose);
  user.text("id", id)
      .text("displayName", job.action.detail("shown"))
      .text("userPrincipalName", upn);
  user.text("ipAddress", job.abroad() && masks(job.world) ? "" : job.action.address)
      .text("userType", "");
  user.text("homeTenantId", home).text("homeTenantName", "").raw("roles", "[]");
  return user.done();
}

std::string app_json(const Job& job, std::string_view name, std::string_view id,
                     const std::string& principal) {
  Json app(job.style.loose);
  app.text("appId", id)
      .text("displayName", name)
      .text("servicePrincipalId", principal)
      .text("servicePrincipalName", "");
  return app.done();
}

// A partner's person in a customer's directory.
std::string technician_json(const Job& job, Clues& clues) {
  const World& world = job.world;
  const PersonIx who = job.action.who.index;
  const std::string opaque = world.object_in(who, job.action.at.index).text();
  if (job.action.way == Way::kGuest) {
    clues.guest_upn = who;
    return user_json(job, opaque, world.guest_upn(who, job.action.at.index), "");
  }
  const bool filled = world.variants.is(Variant::kAuditHome, "filled");
  const std::string home = filled ? world.partners[job.person().partner].tenant.text() : "";
  if (filled) clues.partner = job.person().partner;
  clues.some_partner = filled || job.action.way != Way::kDap;
  if (job.action.way == Way::kDap) {
    clues.upn = who;
    return user_json(job, opaque, own_upn(job), home);
  }
  clues.object = who;
  if (filled) clues.pair = who;
  return user_json(job, opaque, technician_upn(job), home);
}

struct Initiator {
  std::string user = "null", app = "null", shown;
};

Initiator initiator(const Job& job, Clues& clues) {
  const World& world = job.world;
  Initiator by;
  if (job.action.detail("via") == "partner-center") {
    by.app = app_json(job, "Microsoft Partner Center", kPartnerCenterApp,
                      world.id("service principal of Partner Center").text());
    clues.opaque = true;
    clues.deed = job.action.operation->partner_center;
    return by;
  }
  switch (job.action.who.kind) {
    case WhoKind::kPerson:
      if (job.action.at.home) {
        by.user = user_json(job, job.person().object.text(), own_upn(job), "");
        clues.upn = clues.object = job.action.who.index;
      } else if (job.action.way == Way::kShared) {
        const SharedAccount& account = *job.customer().shared;
        by.user = user_json(job, account.object.text(), account.account, "");
        clues.shared = job.action.at.index;
        clues.partner = account.partner;
        clues.some_partner = true;
        clues.address = masks(world) ? "" : job.action.address;
      } else {
        by.user = technician_json(job, clues);
      }
      break;
    case WhoKind::kUser: {
      const CustomerUser user = world.user(job.action.at.index, job.action.who.index);
      by.user = user_json(job, user.object.text(), user.upn, "");
      break;
    }
    case WhoKind::kMicrosoft: {
      const MicrosoftActor& actor = microsoft_actors()[job.action.who.index];
      if (actor.kind == MicrosoftKind::kApplication) {
        by.app = app_json(job, actor.name, actor.id,
                          world.id("principal of " + std::string(actor.name)).text());
      } else {
        by.user = user_json(job, record_id(job, "service").text(), std::string(actor.name), "");
      }
      break;
    }
    default: {
      const bool app = job.action.who.kind == WhoKind::kApp;
      const std::string shown = app ? world.apps[job.action.who.index].name : "managed identity";
      by.app = app_json(job, shown, app ? world.apps[job.action.who.index].id.text() : "",
                        world.service_principal(job.action.who.index, job.action.at.index).text());
    }
  }
  return by;
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
  const bool added = job.action.operation->id == "add-group-member";
  const std::string& group_name = job.action.detail("group");
  const Target member = target_of(job);
  Guid group_id = job.world.id("group " + group_name);
  if (job.action.at.home) {
    if (const auto group = job.world.group_named(job.action.at.index, group_name)) {
      group_id = job.world.groups[*group].id;
      clues.taught_group = *group;
      clues.taught_person =
          job.world.person_by_upn(job.action.target.substr(job.action.target.find(':') + 1));
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
  const std::string_view id = job.action.operation->id;
  if (id == "add-group-member" || id == "remove-group-member")
    return membership_targets(job, clues);
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

std::string spelled(const Job& job) {
  std::string raw(job.action.operation->raw);
  const std::size_t dash = raw.find("\u2013");
  if (dash == std::string::npos || !job.style.alternate) return raw;
  raw.replace(dash, std::string_view("\u2013").size(), "-");
  return raw.substr(0, raw.find_last_not_of(' ') + 1);
}

struct Facts {
  std::string id, activity, user, app, targets, details, correlation, result;
};

Facts tell(const Job& job, Clues& clues) {
  Facts facts;
  facts.id = directory_id(job);
  facts.activity = spelled(job);
  const Initiator by = initiator(job, clues);
  facts.user = by.user;
  facts.app = by.app;
  if (clues.opaque) clues.deed_target = target_of(job).id.text();
  facts.targets = targets(job, clues);
  facts.correlation = record_id(job, "correlation").text();
  facts.result = job.action.detail("error").empty() ? "success" : "failure";
  std::vector<std::string> details;
  if (const std::string& agent = job.action.detail("agent"); !agent.empty()) {
    details.push_back("{\"key\":\"User-Agent\",\"value\":" + json_string(agent) + "}");
  }
  facts.details = json_array(details);
  return facts;
}

std::string by_json(const Job& job, const Facts& f) {
  Json by(job.style.loose);
  if (f.user != "null" || job.style.loose.absent == Absent::kNull) by.raw("user", f.user);
  if (f.app != "null" || job.style.loose.absent == Absent::kNull) by.raw("app", f.app);
  return by.done();
}

Json graph_object(const Job& job, const Facts& f, const std::string& time) {
  Json json(job.style.loose);
  json.exact("id", f.id)
      .exact("category", job.action.operation->category)
      .exact("correlationId", f.correlation);
  json.exact("result", f.result).exact("resultReason", "").exact("activityDisplayName", f.activity);
  json.exact("activityDateTime", time)
      .exact("loggedByService", "Core Directory")
      .exact("operationType", "Update");
  json.text("userAgent", job.action.detail("agent"))
      .raw("initiatedBy", by_json(job, f))
      .raw("targetResources", f.targets);
  return json.raw("additionalDetails", f.details);
}

std::string diagnostic(const Job& job, const Facts& f, const std::string& time,
                       const Guid& tenant) {
  Json json(job.style.loose);
  json.exact("time", iso_time(job.clock, 7))
      .exact("resourceId", fmt::format("/tenants/{}/providers/Microsoft.aadiam", tenant.text()));
  json.exact("operationName", f.activity)
      .exact("operationVersion", "1.0")
      .exact("category", "AuditLogs")
      .id("tenantId", tenant);
  json.exact("resultSignature", "None").number("durationMs", 0).text("callerIpAddress", "");
  json.exact("correlationId", f.correlation)
      .text("identity", job.action.detail("shown"))
      .loose_number("Level", 4);
  return json.object("properties", graph_object(job, f, time)).done();
}

Row table(const Job& job, const Facts& f, const std::string& time, const Guid& tenant) {
  Row row;
  row.text("TenantId", job.world.id("workspace of " + tenant.text()).text());
  row.text("TimeGenerated [UTC]", time);
  row.text("AADTenantId", tenant.text());
  row.text("ActivityDateTime [UTC]", time);
  row.text("ActivityDisplayName", f.activity);
  row.text("OperationName", f.activity);
  row.text("AADOperationType", "Update");
  row.text("Category", job.action.operation->category);
  row.text("CorrelationId", f.correlation);
  row.text("Id", f.id);
  row.text("LoggedByService", "Core Directory");
  row.text("Result", f.result);
  row.dynamic("InitiatedBy", by_json(job, f));
  row.dynamic("TargetResources", f.targets);
  row.dynamic("AdditionalDetails", f.details);
  row.text("Type", "AuditLogs");
  return row;
}

}  // namespace

Written entra_audit(const Job& job) {
  Written written;
  const Facts facts = tell(job, written.clues);
  written.id = facts.id;
  const Guid log = tenant_of(job.world, job.telling.log);
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

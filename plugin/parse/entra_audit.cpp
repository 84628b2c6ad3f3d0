// entra.audit: directory changes. Source: Microsoft Graph's page "directoryAudit". For instance,
// shortened:
//   {"activityDisplayName":"Add member to
//   role","activityDateTime":"…","initiatedBy":{"user":{"id":"…",
//    "userPrincipalName":"user_<32
//    hex>@…"}},"targetResources":[{"id":"…","modifiedProperties":[{"displayName":
//    "Role.TemplateId","newValue":"\"62e90394-…\""}]}]}
// Values are JSON inside strings. One of initiatedBy.user and .app is null or absent.
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/linkable.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kId,
  kActivity,
  kOperationName,
  kActivityTime,
  kEnvelopeTime,
  kGenerated,
  kCategory,
  kService,
  kResult,
  kCorrelation,
  kUserAgent,
  kInitiatedBy,
  kTargets,
  kDetails,
  kTenant,
  kAadTenant,
  kIp,
  kIdentity,
  kActorUpn,
  kActorName,
  kActorObject,
  kActorHomeTenant,
  kActorPrincipal,
  kActorAppName,
  kTargetTypeColumn,
  kTargetNameColumn,
  kTargetIdColumn,
  kTargetUpnColumn,
  kKeyCount
};

constexpr auto kShape = make_shape<kKeyCount>({
    {"id", kId},
    {"activitydisplayname", kActivity},
    {"operationname", kOperationName},
    {"activitydatetime", kActivityTime},
    {"time", kEnvelopeTime},
    {"timegenerated", kGenerated},
    {"category", kCategory},
    {"loggedbyservice", kService},
    {"result", kResult},
    {"correlationid", kCorrelation},
    {"useragent", kUserAgent},
    {"initiatedby", kInitiatedBy},
    {"targetresources", kTargets},
    {"additionaldetails", kDetails},
    {"tenantid", kTenant},
    {"aadtenantid", kAadTenant},
    {"tenantid_g", kAadTenant},
    {"tenantid_s", kAadTenant},
    {"calleripaddress", kIp},
    {"ipaddress", kIp},
    {"identity", kIdentity},
    {"dateutc", kActivityTime},
    {"activity", kActivity},
    {"service", kService},
    {"actoruserprincipalname", kActorUpn},
    {"actordisplayname", kActorName},
    {"actorobjectid", kActorObject},
    {"actorhometenantid", kActorHomeTenant},
    {"actorserviceprincipalid", kActorPrincipal},
    {"actorserviceprincipalname", kActorAppName},
    {"target1type", kTargetTypeColumn},
    {"target1displayname", kTargetNameColumn},
    {"target1objectid", kTargetIdColumn},
    {"target1userprincipalname", kTargetUpnColumn},
});

enum Who : std::size_t {
  kWhoId,
  kWhoUpn,
  kWhoName,
  kWhoIp,
  kWhoHomeTenant,
  kWhoUserType,
  kWhoAppId,
  kWhoPrincipal,
  kWhoLinkable,
  kWhoKeys
};
constexpr auto kUserShape = make_shape<kWhoKeys>({
    {"id", kWhoId},
    {"userprincipalname", kWhoUpn},
    {"displayname", kWhoName},
    {"ipaddress", kWhoIp},
    {"hometenantid", kWhoHomeTenant},
    {"usertype", kWhoUserType},
    {"appid", kWhoAppId},
    {"serviceprincipalid", kWhoPrincipal},
    {"linkableidentifiers", kWhoLinkable},
});

enum Target : std::size_t {
  kTargetId,
  kTargetName,
  kTargetUpn,
  kTargetType,
  kTargetChanges,
  kTargetKeys
};
constexpr auto kTargetShape = make_shape<kTargetKeys>({
    {"id", kTargetId},
    {"displayname", kTargetName},
    {"userprincipalname", kTargetUpn},
    {"type", kTargetType},
    {"modifiedproperties", kTargetChanges},
});

enum Change : std::size_t { kChangeName, kChangeOld, kChangeNew, kChangeKeys };
constexpr auto kChangeShape = make_shape<kChangeKeys>({
    {"displayname", kChangeName},
    {"oldvalue", kChangeOld},
    {"newvalue", kChangeNew},
    {"key", kChangeName},
    {"value", kChangeNew},
});

// {"linkableIdentifiers": {"sessionId": …, "tokenDetails": {"uniqueTokenIdentifier": …}}}, of the
// user or beside it. Source: Graph's page "linkableIdentifiers" (beta).
void read_linkable_of(const Element& element, Record& record, Scratch& scratch) {
  if (const auto object = object_of(element, scratch)) read_linkable(*object, record, scratch);
}

void read_user(const Object& object, Record& record, Scratch& scratch) {
  const auto in = read(kUserShape, object, scratch);
  Actor& actor = record.actor;
  actor.type = ActorType::kUser;
  read_actor_text(in.text(kWhoUpn), actor);
  if (const auto id = parse_id(in.text(kWhoId))) actor.object = id;
  actor.name = in.text(kWhoName);
  if (actor.text.empty()) actor.text = in.text(kWhoId);
  if (actor.text.empty()) actor.text = actor.name;
  disclaim_name_where_unreadable(in.text(kWhoId), actor);
  disclaim_where_unreadable(in.text(kWhoHomeTenant), actor);
  if (const auto home = parse_id(in.text(kWhoHomeTenant))) {
    actor.home_tenant = home;
    actor.home_tenant_source = ProvingKey::kInitiatedByHomeTenantId;
  }
  if (equal_ignoring_case(in.text(kWhoUserType), "guest")) actor.guest = true;
  read_address(record, in.text(kWhoIp));
  if (in.has(kWhoLinkable)) read_linkable_of(in.element(kWhoLinkable), record, scratch);
}

void read_app(const Object& object, Record& record, Scratch& scratch) {
  const auto in = read(kUserShape, object, scratch);
  Actor& actor = record.actor;
  actor.type = ActorType::kServicePrincipal;
  record.app_id = in.text(kWhoAppId);
  record.app_name = in.text(kWhoName);
  actor.object = parse_id(in.text(kWhoPrincipal));
  actor.name = in.text(kWhoName);
  actor.text = actor.name.empty() ? in.text(kWhoPrincipal) : actor.name;
  if (actor.text.empty()) actor.text = record.app_id;
  if (in.has(kWhoLinkable)) read_linkable_of(in.element(kWhoLinkable), record, scratch);
}

// The portal's CSV has the actor and the first target in columns of their own.
void read_columns(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  Actor& actor = record.actor;
  const bool app = in.text(kActorUpn).empty() && !in.text(kActorPrincipal).empty();
  actor.type = app ? ActorType::kServicePrincipal : ActorType::kUser;
  read_actor_text(in.text(kActorUpn), actor);
  actor.name = in.text(app ? kActorAppName : kActorName);
  actor.object = parse_id(in.text(app ? kActorPrincipal : kActorObject));
  if (actor.text.empty()) actor.text = actor.name;
  if (actor.text.empty() && actor.object) actor.text = scratch.store(actor.object->text());
  disclaim_name_where_unreadable(in.text(kActorObject), actor);
  disclaim_where_unreadable(in.text(kActorHomeTenant), actor);
  if (const auto home = parse_id(in.text(kActorHomeTenant)); home && !app) {
    actor.home_tenant = home;
    actor.home_tenant_source = ProvingKey::kActorHomeTenantId;
  }
  record.target_type = in.text(kTargetTypeColumn);
  record.target_id = in.text(kTargetIdColumn);
  record.target_name =
      in.text(kTargetUpnColumn).empty() ? in.text(kTargetNameColumn) : in.text(kTargetUpnColumn);
  const auto target = parse_id(record.target_id);
  if (equal_ignoring_case(record.target_type, "Group")) record.target_group = target;
  if (equal_ignoring_case(record.target_type, "User")) record.target_member = target;
}

// "Target1ModifiedProperty2Name", "…OldValue" and "…NewValue": the changes of all targets.
void read_change_columns(const Object& row, Record& record, Scratch& scratch) {
  for (const auto field : row) {
    const std::string key = folded_key(field.key);
    if (!starts_with_ignoring_case(key, "target") || key.size() < 10) continue;
    const std::string stem = key.substr(0, key.size() - 4);
    if (!key.ends_with("name") || stem.find("modifiedproperty") == std::string::npos) continue;
    const auto value = [&](std::string_view end) {
      return decoded_value(text_at(row, stem + std::string(end), scratch), scratch);
    };
    add_change(record, text_of(field.value, scratch), value("oldvalue"), value("newvalue"));
  }
}

void read_initiator(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  if (const auto by = in.object(kInitiatedBy)) {
    const auto part = [&](std::string_view key) {
      const auto element = member_of(*by, key);
      return element ? object_of(*element, scratch) : std::nullopt;
    };
    if (const auto user = part("user")) read_user(*user, record, scratch);
    if (const auto linkable = part("linkableIdentifiers"))
      read_linkable(*linkable, record, scratch);
    if (!record.actor.text.empty()) return;
    if (const auto app = part("app")) read_app(*app, record, scratch);
  } else if (!scratch.saw_cut()) {
    read_actor_text(in.text(kInitiatedBy), record.actor);  // some exports hold a bare name
  }
  // A name beside what was cut would stand for somebody of the customer's.
  if (record.actor.text.empty() && !scratch.saw_cut()) record.actor.text = in.text(kIdentity);
}

void read_changes(const Slots<kTargetKeys>& target, Record& record, Scratch& scratch) {
  target.each(kTargetChanges, [&](const Element& element) {
    const auto object = object_of(element, scratch);
    if (!object) return;
    const auto in = read(kChangeShape, *object, scratch);
    add_change(record, in.text(kChangeName), decoded_value(in.text(kChangeOld), scratch),
               decoded_value(in.text(kChangeNew), scratch));
  });
}

// Privileged Identity Management has the role as a target, and which it is among its properties.
void read_role_target(std::size_t first_change, Record& record) {
  for (std::size_t i = first_change; i < record.changes.size(); ++i) {
    const aobo::Change& change = record.changes[i];
    const std::string_view id = change.after.empty() ? change.before : change.after;
    if (equal_ignoring_case(change.name, "TemplateId") && parse_id(id)) record.role_id = id;
  }
}

// The first target is the record's; a role or a group among the others tells what was granted. Who
// joined or left a group may be a group as well, and then stands before it. An activation in PIM
// has the role and its request among the targets too.
void read_targets(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  std::optional<Guid> joined, nested;
  in.each(kTargets, [&](const Element& element) {
    const auto object = object_of(element, scratch);
    if (!object) return;
    const auto target = read(kTargetShape, *object, scratch);
    const std::string_view type = target.text(kTargetType);
    if (record.target_id.empty() && record.target_name.empty()) {
      record.target_id = target.text(kTargetId);
      const std::string_view upn = target.text(kTargetUpn);
      record.target_name = upn.empty() ? target.text(kTargetName) : upn;
      record.target_type = type;
    }
    const auto id = parse_id(target.text(kTargetId));
    const bool group = equal_ignoring_case(type, "Group");
    const bool person =
        equal_ignoring_case(type, "User") || equal_ignoring_case(type, "ServicePrincipal");
    if (person && !joined) joined = id;
    if (group && !nested) nested = id;
    if (group) record.target_group = id;
    const std::size_t first_change = record.changes.size();
    read_changes(target, record, scratch);
    if (equal_ignoring_case(type, "Role")) read_role_target(first_change, record);
  });
  record.target_member = joined ? joined : nested;
}

// Categories of Entra's audit log (the page "reference-audit-activities").
constexpr std::string_view kCategories[] = {"AdministrativeUnit",
                                            "Agreement",
                                            "ApplicationManagement",
                                            "AttributeManagement",
                                            "Authentication",
                                            "Authorization",
                                            "AuthorizationPolicy",
                                            "CertificateBasedAuthentication",
                                            "Contact",
                                            "CrossTenantAccessSettings",
                                            "CustomSecurityAttributes",
                                            "Device",
                                            "DeviceConfiguration",
                                            "DeviceManagement",
                                            "DirectoryManagement",
                                            "EntitlementManagement",
                                            "GroupManagement",
                                            "KerberosDomain",
                                            "KeyManagement",
                                            "Label",
                                            "Other",
                                            "PermissionGrantPolicy",
                                            "Policy",
                                            "PolicyManagement",
                                            "ProvisioningManagement",
                                            "ResourceManagement",
                                            "RoleManagement",
                                            "TaskManagement",
                                            "UserManagement",
                                            "WorkflowManagement"};

// In Entra's own spelling, whatever the envelope made of it: "User Management", "usermanagement".
// Of one that is not known the blanks go.
std::string_view category_of(std::string_view written, Scratch& scratch) {
  for (const std::string_view known : kCategories) {
    if (is_folded_of(known, written)) return known;
  }
  if (written.find(' ') == std::string_view::npos) return written;
  std::string joined(written);
  std::erase(joined, ' ');
  return scratch.store(joined);
}

}  // namespace

bool is_entra_audit(const Document& document) {
  const auto inside = [&](std::string_view key) {
    return document.properties && member_of(*document.properties, key);
  };
  if (equal_ignoring_case(document.category, "AuditLogs"))
    return true;  // Intune's own were taken before
  if (document.has(mark::kDateUtc) && document.has(mark::kActorColumns)) return true;
  if (inside("initiatedBy") && inside("activityDisplayName")) return true;
  return document.has(mark::kInitiatedBy) &&
         (document.has(mark::kActivityDisplayName) || document.has(mark::kLoggedByService));
}

std::optional<Refusal> parse_entra_audit(const Document& document, Record& record) {
  Scratch& scratch = document.scratch;
  const auto in = read(kShape, document);
  const EnvelopeTimes times = envelope_times(document, time_text(in, kEnvelopeTime, scratch),
                                             time_text(in, kGenerated, scratch));
  if (auto refusal = read_time(document, record,
                               {time_text(in, kActivityTime, scratch), times.first, times.second}))
    return refusal;
  record.operation_raw = in.text(kActivity);
  if (record.operation_raw.empty()) record.operation_raw = in.text(kOperationName);
  if (record.operation_raw.empty())
    return Refusal{Reason::kNoOperation, std::string(record.family->name)};
  record.operation = normalized_operation(record.operation_raw, scratch);
  record.id = in.text(kId);
  record.kind = category_of(in.text(kCategory), scratch);
  if (equal_ignoring_case(record.kind, "AuditLogs"))
    record.kind = {};  // the envelope's, which says nothing
  record.workload = in.text(kService);
  if (record.workload.empty()) record.workload = "AzureActiveDirectory";
  read_outcome(record, in.text(kResult), scratch);
  record.correlation = in.text(kCorrelation);
  record.user_agent = in.text(kUserAgent);

  record.log_tenant = parse_id(in.text(kAadTenant));
  if (!record.log_tenant) record.log_tenant = tenant_in_path(text_at_root(document, "resourceId"));
  if (!record.log_tenant && !is_row(document)) {
    record.log_tenant = parse_id(in.text(kTenant));
  }
  record.tenant = record.log_tenant;

  if (document.has(mark::kActorColumns)) {
    read_columns(in, record, scratch);
    read_change_columns(document.root, record, scratch);
  } else {
    read_initiator(in, record, scratch);
  }
  if (record.ip_text.empty()) read_address(record, in.text(kIp));
  read_targets(in, record, scratch);
  for (const aobo::Change& change : record.changes) {
    if (equal_ignoring_case(change.name, "Role.TemplateId")) {
      record.role_id = change.after.empty() ? change.before : change.after;
    }
    if (equal_ignoring_case(change.name, "Group.ObjectID")) {
      if (const auto group = parse_id(change.after.empty() ? change.before : change.after))
        record.target_group = group;
    }
  }
  if (record.target_member == record.target_group) record.target_member.reset();
  in.each(kDetails, [&](const Element& element) {
    const auto object = object_of(element, scratch);
    if (!object) return;
    const auto detail = read(kChangeShape, *object, scratch);
    add_parameter(record, detail.text(kChangeName), detail.text(kChangeNew));
    if (equal_ignoring_case(detail.text(kChangeName), "User-Agent") && record.user_agent.empty()) {
      record.user_agent = detail.text(kChangeNew);
    }
  });
  return std::nullopt;
}

}  // namespace aobo::families_of

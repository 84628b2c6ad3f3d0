// intune.audit: changes in Intune. Source: Microsoft Graph's page "auditActor" (beta). For
// instance, shortened:
//   {"category":"AuditLogs","operationName":"Update
//   ClientCertificate","properties":{"ActivityDate":"12/21/2024 1:45:10 AM",
//    "Actor":{"IsDelegatedAdmin":true,"PartnerTenantId":"…","ObjectId":"…","UPN":"…"},"Targets":[…]}}
// and Graph's deviceManagement auditEvents, whose actor has remoteTenantId and remoteUserId. The
// category is the same "AuditLogs" as Entra's: the Actor tells them apart.
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kTime,
  kGenerated,
  kActivityDate,
  kActivityDateTime,
  kOperation,
  kActivity,
  kActor,
  kAuditId,
  kId,
  kCorrelation,
  kTenant,
  kAadTenant,
  kResult,
  kResultText,
  kTargets,
  kTargetNames,
  kTargetIds,
  kComponent,
  kResources,
  kIdentity,
  kKeyCount
};
constexpr auto kShape = make_shape<kKeyCount>({
    {"time", kTime},
    {"timegenerated", kGenerated},
    {"activitydate", kActivityDate},
    {"activitydatetime", kActivityDateTime},
    {"operationname", kOperation},
    {"activitytype", kActivity},
    {"displayname", kActivity},
    {"actor", kActor},
    {"auditeventid", kAuditId},
    {"id", kId},
    {"correlationid", kCorrelation},
    {"tenantid", kTenant},
    {"aadtenantid", kAadTenant},
    {"tenantid_g", kAadTenant},
    {"tenantid_s", kAadTenant},
    {"resulttype", kResult},
    {"activityresult", kResult},
    {"activityresultstatus", kResultText},
    {"targets", kTargets},
    {"targetdisplaynames", kTargetNames},
    {"targetobjectids", kTargetIds},
    {"componentname", kComponent},
    {"resources", kResources},
    {"identity", kIdentity},
});

enum Who : std::size_t {
  kDelegated,
  kPartnerTenant,
  kObjectId,
  kUpn,
  kName,
  kApp,
  kAppName,
  kRemoteTenant,
  kRemoteUser,
  kWhoKeys
};
constexpr auto kWhoShape = make_shape<kWhoKeys>({
    {"isdelegatedadmin", kDelegated},
    {"partnertenantid", kPartnerTenant},
    {"objectid", kObjectId},
    {"userid", kObjectId},
    {"upn", kUpn},
    {"userprincipalname", kUpn},
    {"name", kName},
    {"application", kApp},
    {"applicationid", kApp},
    {"applicationname", kAppName},
    {"applicationdisplayname", kAppName},
    {"remotetenantid", kRemoteTenant},
    {"remoteuserid", kRemoteUser},
});

enum Part : std::size_t { kPartName, kPartOld, kPartNew, kPartList, kPartId, kPartType, kPartKeys };
constexpr auto kPartShape = make_shape<kPartKeys>({
    {"name", kPartName},
    {"displayname", kPartName},
    {"old", kPartOld},
    {"oldvalue", kPartOld},
    {"new", kPartNew},
    {"newvalue", kPartNew},
    {"modifiedproperties", kPartList},
    {"resourceid", kPartId},
    {"auditresourcetype", kPartType},
    {"type", kPartType},
});

void read_actor(const Object& object, Record& record, Scratch& scratch) {
  const auto in = read(kWhoShape, object, scratch);
  Actor& actor = record.actor;
  read_actor_text(in.text(kUpn), actor);
  actor.object = parse_id(in.text(kObjectId));
  disclaim_name_where_unreadable(in.text(kObjectId), actor);
  actor.name = in.text(kName);
  record.app_id = in.text(kApp);
  record.app_name = in.text(kAppName);
  auto partner = parse_id(in.text(kPartnerTenant));
  actor.home_tenant_source = ProvingKey::kActorPartnerTenantId;
  if (!partner) {
    partner = parse_id(in.text(kRemoteTenant));
    actor.home_tenant_source = ProvingKey::kActorRemoteTenantId;
  }
  if (!partner) {
    for (const auto key : {kPartnerTenant, kRemoteTenant})
      disclaim_where_unreadable(in.text(key), actor);
  }
  const bool delegated = in.boolean(kDelegated) == true;
  if (partner) {
    actor.home_tenant = partner;
    if (const auto user = parse_id(in.text(kRemoteUser)))
      set_home_object(*user, ProvingKey::kActorRemoteUserId, actor);
    if (!actor.home_object) {
      actor.home_object = actor.object;
      actor.home_object_source = ProvingKey::kActorObjectId;
      actor.home_object_inferred = true;  // ObjectId of a partner's person
    }
  }
  if (partner || delegated) {
    actor.delegated_admin = true;
    actor.delegated_source =
        delegated ? ProvingKey::kActorIsDelegatedAdmin : actor.home_tenant_source;
  }
  // A technician of a partner's has no UPN here; the application is the portal that was used.
  if (actor.delegated_admin) {
    actor.type = ActorType::kUser;
  } else if (actor.text.empty() && !in.text(kAppName).empty()) {
    actor.text = in.text(kAppName);
    actor.type = ActorType::kServicePrincipal;
  }
  for (const std::size_t key : {std::size_t{kObjectId}, std::size_t{kName}, std::size_t{kAppName}})
    if (actor.text.empty()) actor.text = in.text(key);
}

void read_modified(const Slots<kPartKeys>& target, Record& record, Scratch& scratch) {
  target.each(kPartList, [&](const Element& element) {
    const auto object = object_of(element, scratch);
    if (!object) return;
    const auto in = read(kPartShape, *object, scratch);
    add_change(record, in.text(kPartName), in.text(kPartOld), in.text(kPartNew));
  });
}

// Intune writes ActivityDate month first, with AM or PM, wherever the row is exported: what the
// configuration says of the input's dates is not of this one.
bool is_intunes_own(std::string_view date) {
  date = trimmed(date);
  const std::string_view end = date.substr(date.size() < 2 ? 0 : date.size() - 2);
  return equal_ignoring_case(end, "AM") || equal_ignoring_case(end, "PM");
}

// Whether the envelope's time is that of ActivityDate, which has whole seconds only.
bool is_same_moment(TimeNs written, TimeNs date) {
  return written > date - kSecondNs && written < date + 2 * kSecondNs;
}

// The envelope's time, or the row's, has fractions of a second; ActivityDate is the same moment
// without them. Where it is another, the envelope's is when a collector or a table had it.
std::optional<Refusal> read_times(const Document& document, const Slots<kKeyCount>& in,
                                  Record& record) {
  Scratch& scratch = document.scratch;
  const std::string_view date = time_text(in, kActivityDate, scratch);
  Document own = document;
  if (is_intunes_own(date)) own.dates = DateOrder::kMonthFirst;
  const EnvelopeTimes times =
      envelope_times(document, time_text(in, kTime, scratch), time_text(in, kGenerated, scratch));
  const std::string_view written = trimmed(times.first).empty() ? times.second : times.first;
  const auto as_written = read_time_form(written, document.dates).time;
  const auto by_date = read_time_form(date, own.dates).time;
  if (by_date && !(as_written && is_same_moment(*as_written, *by_date)))
    return read_time(own, record, {date});
  return read_time(document, record, {time_text(in, kActivityDateTime, scratch), written, date});
}

void read_targets(const Slots<kKeyCount>& in, Key key, Record& record, Scratch& scratch) {
  in.each(key, [&](const Element& element) {
    const auto object = object_of(element, scratch);
    if (!object) return;
    const auto target = read(kPartShape, *object, scratch);
    if (record.target_name.empty()) record.target_name = target.text(kPartName);
    if (record.target_id.empty()) record.target_id = target.text(kPartId);
    if (record.target_type.empty()) record.target_type = target.text(kPartType);
    read_modified(target, record, scratch);
  });
}

}  // namespace

bool is_intune_audit(const Document& document) {
  const bool row = equal_ignoring_case(document.outline.text(mark::kType), "IntuneAuditLogs");
  const auto inside = [&](std::string_view key) {
    return member_of(*document.properties, key).has_value();
  };
  // A row of a query that asked for neither Type nor Category.
  if (document.properties && document.category.empty() && !document.has(mark::kType) &&
      document.has(mark::kTimeGenerated) && document.has(mark::kOperationName) && inside("Actor") &&
      inside("AuditEventId"))
    return true;
  if (document.properties && (row || equal_ignoring_case(document.category, "AuditLogs"))) {
    return inside("Actor") || inside("AuditEventId");
  }
  return document.has(mark::kActor) && document.has(mark::kActivityDateTime) &&
         (document.has(mark::kComponentName) || document.has(mark::kActivityType));
}

// The operation as Intune's portal has it. Graph's name of an action has the resource twice
// ("createDeviceManagementScript DeviceManagementScript"), and some services call a change "Patch".
std::string_view operation_as_shown(std::string_view raw, Scratch& scratch) {
  const std::size_t blank = raw.find(' ');
  if (blank == std::string_view::npos) return raw;
  const std::string_view resource = raw.substr(blank + 1);
  std::string_view verb = raw.substr(0, blank);
  if (!resource.empty() && verb.size() > resource.size() && verb.ends_with(resource))
    verb.remove_suffix(resource.size());
  if (verb == "Patch" || verb == "patch") verb = "Update";
  if (raw.starts_with(verb) && verb.size() == blank) return raw;
  char* const text = scratch.allocate(verb.size() + 1 + resource.size());
  char* const end = std::ranges::copy(verb, text).out;
  *end = ' ';
  std::ranges::copy(resource, end + 1);
  return {text, verb.size() + 1 + resource.size()};
}

std::optional<Refusal> parse_intune_audit(const Document& document, Record& record) {
  Scratch& scratch = document.scratch;
  const auto in = read(kShape, document);
  if (auto refusal = read_times(document, in, record)) return refusal;
  record.operation_raw = in.text(kOperation);
  if (record.operation_raw.empty()) record.operation_raw = in.text(kActivity);
  if (record.operation_raw.empty())
    return Refusal{Reason::kNoOperation, std::string(record.family->name)};
  record.operation =
      normalized_operation(operation_as_shown(record.operation_raw, scratch), scratch);
  record.kind = in.text(kComponent).empty() ? std::string_view("Audit") : in.text(kComponent);
  record.id = in.text(kAuditId).empty() ? in.text(kId) : in.text(kAuditId);
  record.workload = "Intune";
  read_outcome(record, in.text(kResult), scratch);
  record.correlation = in.text(kCorrelation);
  // A Log Analytics row's TenantId is the workspace.
  record.log_tenant = parse_id(in.text(kAadTenant));
  if (!record.log_tenant && !is_row(document)) record.log_tenant = parse_id(in.text(kTenant));
  record.tenant = record.log_tenant;
  if (const auto actor = in.object(kActor)) read_actor(*actor, record, scratch);
  if (record.actor.text.empty()) read_actor_text(in.text(kIdentity), record.actor);
  in.each(kTargetNames, [&](const Element& element) {
    if (record.target_name.empty()) record.target_name = text_of(element, scratch);
  });
  in.each(kTargetIds, [&](const Element& element) {
    if (record.target_id.empty()) record.target_id = text_of(element, scratch);
  });
  read_targets(in, kTargets, record, scratch);
  read_targets(in, kResources, record, scratch);
  return std::nullopt;
}

}  // namespace aobo::families_of

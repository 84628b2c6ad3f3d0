// azure.activity: the control plane of Azure subscriptions. Source: Azure Monitor's page
// "activity-log-schema". For instance, shortened:
//   {"time":"…","operationName":"MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE","category":"Administrative",
//    "identity":{"authorization":{"action":"…","scope":"…","evidence":{"principalId":"<32
//    hex>","principalType":"Group"}},
//    "claims":{"altsecid":"5::10032002612EEF9A","uti":"…","http://schemas.microsoft.com/identity/claims/tenantid":"…"}}}
// Five envelopes: REST (operationName is an object), diagnostic setting (identity an object or a
// string of JSON), Event Grid (the record under `data`; also as a CloudEvent), Log Analytics row
// and CSV (Authorization, Claims and HTTPRequest hold JSON text). The claims are the caller's
// token: who it was issued to, and for a caller from another tenant which tenant that is.
#include <algorithm>

#include "plugin/parse/azure_names.h"
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kTime,
  kGenerated,
  kEventTime,
  kSubmitted,
  kId,
  kOperation,
  kOperationName,
  kCategory,
  kStatus,
  kCaller,
  kIp,
  kCorrelation,
  kAuthorization,
  kClaims,
  kIdentity,
  kResource,
  kSubscription,
  kTenant,
  kRowTenant,
  kHierarchy,
  kProvider,
  kHttp,
  kEntity,
  kMessage,
  kKeyCount
};

constexpr auto kShape = make_shape<kKeyCount>({
    {"time", kTime},
    {"eventtimestamp", kEventTime},
    {"timegenerated", kGenerated},
    {"eventsubmissiontimestamp", kSubmitted},
    {"eventtime", kEventTime},
    {"eventdataid", kId},
    {"operationnamevalue", kOperation},
    {"operationname", kOperationName},
    {"category", kCategory},
    {"categoryvalue", kCategory},
    {"resulttype", kStatus},
    {"activitystatusvalue", kStatus},
    {"activitystatus", kStatus},
    {"status", kStatus},
    {"caller", kCaller},
    {"calleripaddress", kIp},
    {"correlationid", kCorrelation},
    {"authorization", kAuthorization},
    {"authorization_d", kAuthorization},
    {"claims", kClaims},
    {"claims_d", kClaims},
    {"identity", kIdentity},
    {"_resourceid", kResource},
    {"resourceid", kResource},
    {"resourceuri", kResource},
    {"subscriptionid", kSubscription},
    {"tenantid", kTenant},
    {"tenantid_g", kRowTenant},
    {"tenantid_s", kRowTenant},
    {"hierarchy", kHierarchy},
    {"resourceprovider", kProvider},
    {"resourceprovidervalue", kProvider},
    {"resourceprovidername", kProvider},
    {"httprequest", kHttp},
    {"entity", kEntity},
    {"message", kMessage},
    // The portal's CSV, folded: "Event initiated by", "Event category" …
    {"eventinitiatedby", kCaller},
    {"subscription", kSubscription},
    {"resource", kEntity},
});

enum Claim : std::size_t {
  kOid,
  kTid,
  kIdp,
  kIssuer,
  kAltSec,
  kPuid,
  kUpn,
  kEmail,
  kName,
  kClaimName,
  kAppId,
  kUti,
  kIpAddr,
  kIdType,
  kClientAuth,
  kTokenScope,
  kSid,
  kManagedIdentity,
  kClaimCount
};
constexpr auto kClaimShape = make_shape<kClaimCount>({
    {"http://schemas.microsoft.com/identity/claims/objectidentifier", kOid},
    {"oid", kOid},
    {"http://schemas.microsoft.com/identity/claims/tenantid", kTid},
    {"tid", kTid},
    {"http://schemas.microsoft.com/identity/claims/identityprovider", kIdp},
    {"idp", kIdp},
    {"iss", kIssuer},
    {"altsecid", kAltSec},
    {"puid", kPuid},
    {"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", kUpn},
    {"upn", kUpn},
    {"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", kEmail},
    {"email", kEmail},
    {"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", kClaimName},
    {"unique_name", kClaimName},
    {"name", kName},
    {"appid", kAppId},
    {"uti", kUti},
    {"ipaddr", kIpAddr},
    {"idtyp", kIdType},
    {"appidacr", kClientAuth},
    {"http://schemas.microsoft.com/identity/claims/scope", kTokenScope},
    {"scp", kTokenScope},
    {"sid", kSid},
    {"xms_mirid", kManagedIdentity},
});

enum Right : std::size_t { kAction, kScope, kEvidence, kRoleName, kRightCount };
constexpr auto kRightShape = make_shape<kRightCount>({
    {"action", kAction},
    {"scope", kScope},
    {"evidence", kEvidence},
    {"role", kRoleName},
});

constexpr std::string_view kCategories[] = {
    kAzureAdministrative, "Policy",         "Security",  "ServiceHealth", "Alert",
    "Recommendation",     "ResourceHealth", "Autoscale",
};
// What old rows have in place of Administrative: what was done.
constexpr std::string_view kOldCategories[] = {"Write", "Delete", "Action"};

// The category in Azure's own spelling; empty where it is none of its.
std::string_view category_of(std::string_view written) {
  const auto is = [&](std::string_view known) { return is_folded_of(folded_key(known), written); };
  if (std::ranges::any_of(kOldCategories, is)) return kAzureAdministrative;
  const auto* found = std::ranges::find_if(kCategories, is);
  return found == std::end(kCategories) ? std::string_view() : *found;
}

// A text, or {"value": …, "localizedValue": …}.
std::string_view value_text(const Slots<kKeyCount>& in, Key key, Scratch& scratch) {
  const std::string_view text = in.text(key);
  const bool cut = is_cut_object(text);
  if (!in.has(key) || (!text.empty() && !cut)) return text;
  const auto object = in.object(key);
  return object ? text_at(*object, "value", scratch) : std::string_view();
}

// The part of a path that follows `mark`, up to the next "/".
std::string_view segment_after(std::string_view path, std::string_view mark) {
  const std::size_t at = find_ignoring_case(path, mark);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = path.substr(at + mark.size());
  return rest.substr(0, rest.find('/'));
}

// "Microsoft.Compute/virtualMachines" of
// "/subscriptions/…/providers/Microsoft.Compute/virtualMachines/web1".
std::string_view resource_type(std::string_view path) {
  constexpr std::string_view kMark = "/providers/";
  std::string_view type;
  for (std::size_t at = find_ignoring_case(path, kMark); at != std::string_view::npos;
       at = find_ignoring_case(path, kMark)) {
    path.remove_prefix(at + kMark.size());
    const std::size_t space = path.find('/');
    type = space == std::string_view::npos ? path : path.substr(0, path.find('/', space + 1));
  }
  return type;
}

void read_right(const Object& authorization, Record& record, Scratch& scratch) {
  const auto in = read(kRightShape, authorization, scratch);
  // PowerShell shows the operation's name in the reader's language; what was asked for stands here.
  const std::string_view action = in.text(kAction);
  if (record.operation_raw.find('/') == std::string_view::npos &&
      action.find('/') != std::string_view::npos) {
    record.operation_raw = action;
  }
  if (record.resource.empty()) record.resource = in.text(kScope);
  if (const auto evidence = in.object(kEvidence)) {
    record.role_id = text_at(*evidence, "roleDefinitionId", scratch);
    if (const auto role = parse_id(record.role_id)) record.role_id = scratch.store(role->text());
    record.actor.principal = parse_id(text_at(*evidence, "principalId", scratch));
    record.actor.principal_type = text_at(*evidence, "principalType", scratch);
  }
}

// A token by a client's own secret or certificate that names nobody and holds no scope is for the
// application itself (Microsoft identity platform, access token claims); idtyp is optional.
bool names_nobody(const Slots<kClaimCount>& in, const Actor& actor) {
  return (in.text(kClientAuth) == "1" || in.text(kClientAuth) == "2") && actor.upn.empty() &&
         actor.name.empty() && !actor.puid && in.text(kAltSec).empty() &&
         in.text(kTokenScope).empty();
}

// In published records a user of another tenant has identityprovider = that tenant's issuer,
// altsecid "5::<home PUID>" and no upn.
// "live.com" of "live.com:0003…"
std::string_view first_part(std::string_view text) { return text.substr(0, text.find(':')); }

void read_claims(const Object& claims, Record& record, Scratch& scratch) {
  const auto in = read(kClaimShape, claims, scratch);
  Actor& actor = record.actor;
  actor.object = parse_id(in.text(kOid));
  for (const std::size_t key : {kUpn, kEmail, kClaimName}) {
    const std::string_view text = trimmed(in.text(key));
    if (actor.upn.empty()) {
      read_actor_text(text, actor);
    } else if (text.find('@') != std::string_view::npos && !equal_ignoring_case(actor.upn, text)) {
      add_other_object(technician_id(text), actor);
      if (actor.other_upn.empty()) actor.other_upn = text;
    }
  }
  disclaim_name_where_unreadable(in.text(kOid), actor);
  actor.name = in.text(kName);
  actor.puid = parse_puid(in.text(kPuid));
  const bool own_tenant = record.tenant.has_value();
  // Who issued a token says the same as its tenant, and some forms leave the one or the other out.
  const auto issuer = tenant_of_issuer(in.text(kIssuer));
  auto token_tenant = parse_id(in.text(kTid));
  if (!token_tenant && own_tenant) token_tenant = issuer;
  const bool elsewhere =
      read_identity_provider(in.text(kIdp), issuer, ProvingKey::kIdentityProviderClaim, actor);
  if (!own_tenant) record.tenant = token_tenant ? token_tenant : issuer;
  if (!elsewhere && token_tenant && (!own_tenant || token_tenant != record.tenant)) {
    // Lighthouse: the token is the managing tenant's own (inferred). Where the record does not say
    // in which tenant it took place, the subscription may tell.
    actor.home_tenant = token_tenant;
    actor.home_tenant_source = ProvingKey::kTenantIdClaim;
    actor.home_object = actor.object;
    actor.home_object_source = ProvingKey::kObjectIdentifierClaim;
    actor.home_object_inferred =
        issuer && issuer != token_tenant;  // a token's oid is its own tenant's
  }
  const std::string_view alternative = in.text(kAltSec);
  if (alternative.starts_with("5::")) actor.home_puid = parse_puid(alternative.substr(3));
  // "1:live.com:0003…": an identity of another provider than Entra (inferred; "5::" is Entra's).
  if (alternative.starts_with("1:")) {
    actor.guest = true;
    if (!elsewhere) actor.home_provider = first_part(alternative.substr(2));
  }
  if (equal_ignoring_case(in.text(kIdType), "app") || names_nobody(in, actor))
    actor.type = ActorType::kServicePrincipal;
  // The resource whose identity it is (Azure Arc's and App Service's documentation of the claims).
  if (!in.text(kManagedIdentity).empty()) actor.type = ActorType::kManagedIdentity;
  record.app_id = in.text(kAppId);
  record.token = parse_uti(in.text(kUti));
  record.session = in.text(kSid);
  if (record.ip_text.empty()) read_address(record, in.text(kIpAddr));
}

void read_caller(std::string_view caller, Actor& actor) {
  if (caller.empty()) return;
  actor.text = {};
  const std::string_view upn = actor.upn;
  read_actor_text(caller, actor);
  if (!upn.empty() && !equal_ignoring_case(upn, actor.upn)) {
    actor.other_upn = actor.upn;
    actor.upn = upn;
  }
  if (actor.type == ActorType::kUnknown && parse_id(caller))
    actor.type = ActorType::kServicePrincipal;
}

// Who asked: REST and Log Analytics hold authorization and claims themselves, diagnostic settings
// under `identity`.
void read_identity(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  auto authorization = in.object(kAuthorization);
  auto claims = in.object(kClaims);
  if (const auto identity = in.object(kIdentity)) {
    const auto part = [&](std::string_view key) {
      const auto element = member_of(*identity, key);
      return element ? object_of(*element, scratch) : std::nullopt;
    };
    if (!authorization) authorization = part("authorization");
    if (!claims) claims = part("claims");
  } else {
    read_actor_text(in.text(kIdentity), record.actor);  // hand-made exports put a UPN there
  }
  if (authorization) read_right(*authorization, record, scratch);
  if (claims) {
    if (const auto content = member_of(*claims, "content"))  // PowerShell's dictionary
      claims = object_of(*content, scratch);
  }
  if (claims) read_claims(*claims, record, scratch);
  read_caller(in.text(kCaller), record.actor);
  if (record.actor.type == ActorType::kUnknown && record.actor.upn.empty() &&
      equal_ignoring_case(record.actor.principal_type, "ServicePrincipal"))
    record.actor.type = ActorType::kServicePrincipal;
  if (record.actor.text.empty()) {
    record.actor.text = record.actor.name;
    if (record.actor.text.empty() && record.actor.object)
      record.actor.text = scratch.store(record.actor.object->text());
  }
}

// What a role assignment or a delegation was about: the request says it where one is made, the
// response where one is removed (inferred):
//   "requestbody":"{\"Properties\":{\"PrincipalId\":\"…\",\"PrincipalType\":\"ForeignGroup\",\"RoleDefinitionId\":\"/subscriptions/…/<id>\"}}"
void read_assignment(const Object& properties, Record& record, Scratch& scratch) {
  for (const std::string_view key : {"requestbody", "responseBody"}) {
    const auto part = member_of(properties, key);
    const auto body = part ? object_of(*part, scratch) : std::nullopt;
    const auto wanted = body ? member_of(*body, "properties") : std::nullopt;
    const auto inner = wanted ? object_of(*wanted, scratch) : std::nullopt;
    if (!inner) continue;
    const std::string_view role = text_at(*inner, "roleDefinitionId", scratch);
    if (const auto id = parse_id(role.substr(role.rfind('/') + 1)))
      record.target_role = scratch.store(id->text());
    if (const auto principal = parse_id(text_at(*inner, "principalId", scratch)))
      record.target_principal = principal;
    if (record.target_principal_type.empty())
      record.target_principal_type = text_at(*inner, "principalType", scratch);
    if (const auto managing = parse_id(text_at(*inner, "managedByTenantId", scratch))) {
      record.target_principal = managing;
      record.target_principal_type = "ManagingTenant";
    }
  }
}

void read_operation(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  record.operation_raw = in.text(kOperation);
  if (record.operation_raw.empty()) record.operation_raw = value_text(in, kOperationName, scratch);
  // Old Log Analytics rows show a display name as OperationName and the operation itself as the
  // message.
  if (record.operation_raw.find('/') == std::string_view::npos &&
      in.text(kMessage).find('/') != std::string_view::npos) {
    record.operation_raw = in.text(kMessage);
  }
}

// On which resource, in whose subscription, in which tenant.
void read_place(const Slots<kKeyCount>& in, const Document& document, Record& record) {
  record.resource = in.text(kResource);
  if (record.resource.empty()) record.resource = in.text(kEntity);
  record.subscription = parse_id(in.text(kSubscription));
  if (!record.subscription)
    record.subscription = parse_id(segment_after(record.resource, "/subscriptions/"));
  // "<tenant>/<management group>/…/<subscription>"; a Log Analytics row's TenantId is the
  // workspace.
  const std::string_view hierarchy = in.text(kHierarchy);
  record.tenant = parse_id(hierarchy.substr(0, hierarchy.find('/')));
  if (!record.tenant) record.tenant = parse_id(in.text(kRowTenant));
  if (!record.tenant && !is_row(document)) record.tenant = parse_id(in.text(kTenant));
}

// What follows from the operation, the resource and the tenant, which the claims and the
// authorization may have told.
void read_rest(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  record.operation = normalized_operation(record.operation_raw, scratch);
  const std::string_view shown = azure_operation_shown_as(record.operation);
  if (!shown.empty()) record.operation = shown;
  record.workload = value_text(in, kProvider, scratch);
  const std::string_view of = shown.empty() ? record.operation_raw : shown;
  if (record.workload.empty() && of.find('/') != std::string_view::npos)
    record.workload = of.substr(0, of.find('/'));
  record.log_tenant = record.tenant;
  if (const auto http = in.object(kHttp); http && record.ip_text.empty())
    read_address(record, text_at(*http, "clientIpAddress", scratch));
  record.target_name = record.resource;
  record.target_type = resource_type(record.resource);
}

// What Event Grid tells of a resource, in its own envelope or in that of CloudEvents, in which a
// collector may also have put any other record: that has a time of its own. Source: Azure Event
// Grid's page "event-schema-subscriptions".
std::optional<Object> data_of_event_grid(const Document& document) {
  const bool own = document.has(mark::kEventType);
  if (!own && !document.has(mark::kSpecVersion)) return std::nullopt;
  const auto data = document.outline.object(mark::kData);
  if (!data) return std::nullopt;
  const bool known = member_of(*data, "claims") || member_of(*data, "operationName");
  return known && (own || member_of(*data, "resourceUri")) ? data : std::nullopt;
}

}  // namespace

bool is_azure_activity(const Document& document) {
  const bool named = document.has(mark::kOperationName) || document.has(mark::kOperationNameValue);
  if (data_of_event_grid(document)) return true;
  if (document.has(mark::kEventType) && document.has(mark::kData)) return false;
  if (document.has(mark::kOperationNameValue)) return true;
  if (document.has(mark::kEventInitiatedBy) && document.has(mark::kOperationName)) return true;
  if (!named) return false;
  if (document.has(mark::kAuthorization) || document.has(mark::kClaims) ||
      (document.has(mark::kCaller) && document.has(mark::kEventTimestamp))) {
    return true;
  }
  return !category_of(document.category).empty();
}

std::optional<Refusal> parse_azure_activity(const Document& document, Record& record) {
  Scratch& scratch = document.scratch;
  Slots<kKeyCount> in(scratch);
  const auto data = data_of_event_grid(document);
  if (data) in.add(kShape, *data);
  in.add(kShape, document.root);
  if (document.properties) in.add(kShape, *document.properties);

  const EnvelopeTimes times =
      envelope_times(document, time_text(in, kTime, scratch), time_text(in, kGenerated, scratch));
  if (auto refusal = read_time(document, record,
                               {time_text(in, kEventTime, scratch), times.first, times.second,
                                time_text(in, kSubmitted, scratch)}))
    return refusal;
  read_operation(in, record, scratch);
  record.kind = document.category.empty() ? kAzureAdministrative : category_of(document.category);
  if (record.kind.empty()) record.kind = document.category;
  record.form = data                                  ? "event-grid"
                : document.has(mark::kTimeGenerated)  ? "table"
                : document.has(mark::kEventTimestamp) ? "rest"
                                                      : "diagnostic";
  record.id = in.text(kId);
  if (record.id.empty() && data) record.id = text_at_root(document, "id");
  read_outcome(record, value_text(in, kStatus, scratch), scratch);
  record.correlation = in.text(kCorrelation);
  read_address(record, in.text(kIp));

  read_place(in, document, record);
  const bool shown = record.operation_raw.find('/') == std::string_view::npos;
  read_identity(in, record, scratch);
  if (shown && record.operation_raw.find('/') != std::string_view::npos) read_azure_words(record);
  if (record.operation_raw.empty())
    return Refusal{Reason::kNoOperation, std::string(record.family->name)};
  read_rest(in, record, scratch);
  if (document.properties) {
    for (const auto field : *document.properties)
      add_parameter(record, field.key, text_of(field.value, scratch));
    read_assignment(*document.properties, record, scratch);
  }
  return std::nullopt;
}

}  // namespace aobo::families_of

// m365.audit: the unified audit log. Source: Office 365 Management Activity API schema. Shortened:
//   {"CreationTime":"2023-05-20T10:54:05","Operation":"Set-Mailbox","UserType":9,
//    "UserId":"contoso.onmicrosoft.com\\tenant: <guid>, object: <guid>","Parameters":[…]}
// It comes from the Management API (array), as a CSV whose AuditData column holds the record as
// JSON text, as Graph's auditLogRecord with `auditData`, and as an OfficeActivity row of Log
// Analytics with other column names. The inner record wins over its wrapper. Of an AuditData that
// was cut off, what is whole is read, and the columns beside it.
#include <algorithm>

#include "plugin/base/json_repair.h"
#include "plugin/event/signin_code.h"
#include "plugin/parse/accounts.h"
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/linkable.h"
#include "plugin/parse/m365_keys.h"
#include "plugin/parse/operation.h"
#include "plugin/parse/recordtypes.h"

namespace aobo::families_of {
namespace {

using namespace m365;

struct UserType {
  std::int64_t number;
  std::string_view name;  // OfficeActivity and Graph write the name
  ActorType actor;
  bool microsoft;
};
// 4 proves nothing: in the unified log every service principal has it, whoever's it is.
constexpr UserType kUserTypes[] = {
    {0, "Regular", ActorType::kUser, false},
    {1, "Reserved", ActorType::kUnknown, false},
    {2, "Admin", ActorType::kUser, false},
    {3, "DcAdmin", ActorType::kSystem, true},
    {4, "System", ActorType::kUnknown, false},
    {5, "Application", ActorType::kServicePrincipal, false},
    {6, "ServicePrincipal", ActorType::kServicePrincipal, false},
    {7, "CustomPolicy", ActorType::kSystem, false},
    {8, "SystemPolicy", ActorType::kSystem, true},
    {9, "PartnerTechnician", ActorType::kUser, false},
    {10, "Guest", ActorType::kUser, false},
};
constexpr std::int64_t kSystem = 4;
constexpr std::int64_t kPartnerTechnician = 9;
constexpr std::int64_t kGuest = 10;
constexpr std::int64_t kDelegatedAdminLogon = 6;

const UserType* user_type(const Slots<kKeyCount>& in) {
  const auto number = in.number(kUserType);
  const std::string_view name = in.text(kUserType);
  for (const UserType& type : kUserTypes) {
    if (number ? *number == type.number : equal_ignoring_case(name, type.name)) return &type;
  }
  return nullptr;
}

// Services that write how it ended: of theirs a record without a ResultStatus says nothing of it.
// Of the others, such as SharePoint, Teams and Security & Compliance, each record is of what has
// come to pass (0 of real ones has a ResultStatus; Power BI may have IsSuccess).
bool silent_on_success(std::string_view workload) {
  return !workload.empty() && !equal_ignoring_case(workload, "AzureActiveDirectory") &&
         !equal_ignoring_case(workload, "Exchange");
}

void read_result(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  const std::string_view written = trimmed(in.text(kResult));
  bool success = false;
  if (equal_ignoring_case(written, "successful")) {
    record.outcome = Outcome::kSuccess;
  } else if (!written.empty()) {
    read_outcome(record, written, scratch);
  } else if (in.has(kIsSuccess) && in.element(kIsSuccess).get(success) == simdjson::SUCCESS) {
    record.outcome = success ? Outcome::kSuccess : Outcome::kFailure;
  } else if (silent_on_success(record.workload)) {
    record.outcome = Outcome::kSuccess;
  }
}

template <typename Each>
void each_pair(const Slots<kKeyCount>& in, Key key, Scratch& scratch, Each&& each) {
  in.each(key, [&](const Element& element) {
    if (const auto object = object_of(element, scratch)) each(read(kPairShape, *object, scratch));
  });
}

std::string_view pair_value(const Slots<kPairKeys>& pair, std::size_t slot, Scratch& scratch) {
  if (!pair.has(slot)) return {};
  const std::string_view text = pair.text(slot);
  // A structured value (Exchange item properties) stays reachable as JSON.
  return text.empty() ? scratch.store(simdjson::minify(pair.element(slot))) : text;
}

// "ServicePrincipal_<object id>", as UserId and in Actor[]. SharePoint writes app@sharepoint for
// any application with rights in the whole tenant, Microsoft's or not, whatever UserType says;
// which it is ApplicationId and AppAccessContext.ClientAppId say (Office 365 Management Activity
// API schema, and its maintainers' corrections).
bool read_service_principal(std::string_view text, Actor& actor) {
  constexpr std::string_view kPrefix = "ServicePrincipal_";
  if (equal_ignoring_case(text, "app@sharepoint") && !actor.delegated_admin) {
    actor.type = ActorType::kServicePrincipal;
    actor.upn = {};
    return true;
  }
  if (!starts_with_ignoring_case(text, kPrefix)) return false;
  actor.type = ActorType::kServicePrincipal;
  if (!actor.object) actor.object = parse_id(text.substr(kPrefix.size()));
  return true;
}

// UserId: an account of the servers, an application's principal, or what any actor's text may be.
void read_user_id(std::string_view text, Actor& actor) {
  text = trimmed(text);
  read_actor_text(text, actor);
  const bool somebodys =
      actor.guest || actor.delegated_admin || actor.type == ActorType::kServicePrincipal;
  if (read_service_principal(text, actor) || somebodys || !is_server_account(text)) return;
  actor.microsoft = true;
  actor.type = ActorType::kSystem;
  actor.upn = {};
}

// Of Actor[], as written: an id that stands alone, and that of "User_<id>".
struct ActorIds {
  std::string_view bare, user;
};

// Actor[] of Entra events: type 3 is the PUID, 5 the UPN, 0 an object or application id, 2
// "User_<object id>". The schema names these types without numbers; the numbers are those of real
// records. An application appears as its name (type 1), its application id and its principal's id
// (type 2).
void read_actor_entry(const Slots<kPairKeys>& entry, Actor& actor, ActorIds& ids) {
  const std::string_view id = entry.text(kPairId);
  const std::string_view type = entry.text(kPairType);
  const auto number = entry.number(kPairType);
  const auto is = [&](std::int64_t wanted, std::string_view name) {
    return number ? *number == wanted : equal_ignoring_case(type, name);
  };
  if (is(3, "PUID") && !actor.puid) {
    actor.puid = parse_puid(id);
  } else if (is(5, "UPN")) {
    read_actor_text(id, actor);
  } else if (is(1, "Name")) {
    if (actor.name.empty() && id.find('@') == std::string_view::npos) actor.name = id;
  } else if (is(0, "Claim")) {
    if (const auto object = parse_id(id); object && !actor.object) actor.object = object;
  } else if (is(2, "Other")) {
    if (ids.bare.empty() && parse_id(id)) ids.bare = id;
    if (read_service_principal(id, actor) || !starts_with_ignoring_case(id, "User_")) return;
    ids.user = id.substr(5);
    read_object(ids.user, actor);
  }
}

void read_user_type(const UserType& type, Actor& actor) {
  actor.type = type.actor;
  actor.microsoft = type.microsoft;
  actor.guest = type.number == kGuest;
  if (type.number != kPartnerTechnician) return;
  actor.delegated_admin = actor.technician = true;
  actor.delegated_source = ProvingKey::kUserType9;  // user_<hex> and Exchange's form tell more
}

// UserKey: a PUID, an object id, or what UserId may be in Exchange.
void read_user_key(std::string_view key, Actor& actor) {
  if (key.find('\\') != std::string_view::npos || technician_id(key)) read_actor_text(key, actor);
  actor.puid = parse_puid(key);
  const std::size_t bar = key.rfind('|');  // SharePoint: "i:0h.f|membership|<puid>@live.com"
  if (!actor.puid && bar != std::string_view::npos) actor.puid = parse_puid(key.substr(bar + 1));
  read_object(key, actor);
}

// Where the actor is at home, and as which object there.
void read_home(const Slots<kKeyCount>& in, const Record& record, Actor& actor) {
  // A token of another tenant shows whose person used it; the record's own tenant shows nothing.
  // Otherwise it is the object id of whoever asked for the token, whose ever that is: the documents
  // give the tenant as the one signed in to.
  const auto token_tenant = parse_id(in.text(kTokenTenant));
  const auto object = parse_id(in.text(kTokenObject));
  if (token_tenant && token_tenant != record.tenant) {
    actor.home_tenant = token_tenant;
    actor.home_tenant_source = ProvingKey::kTokenTenantId;
    if (object && !actor.home_object) {
      actor.home_object = object;
      actor.home_object_source = ProvingKey::kTokenObjectId;
    }
    add_other_object(object, actor);
  } else if (!actor.object) {
    actor.object = object;
  } else if (object && object != actor.object && !actor.home_object) {
    actor.home_object = object;  // beside an id of the record's own tenant, perhaps
    actor.home_object_source = ProvingKey::kTokenObjectId;
    actor.home_object_inferred = true;
  } else {
    add_other_object(object, actor);
  }
  const auto another = [&](Key key, ProvingKey source) {
    const auto tenant = parse_id(in.text(key));
    if (!tenant || tenant == record.tenant || actor.home_tenant) return;
    actor.home_tenant = tenant;
    actor.home_tenant_source = source;
  };
  another(kExternalTenant, ProvingKey::kExternalUserTenantId);
  disclaim_where_unreadable(in.text(kActorContext), actor);
  another(kActorContext, ProvingKey::kActorContextId);
}

void read_actor(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  Actor& actor = record.actor;
  const UserType* type = user_type(in);
  if (type != nullptr) read_user_type(*type, actor);
  read_user_id(in.text(kUserId), actor);
  read_user_key(in.text(kUserKey), actor);
  ActorIds ids;
  each_pair(in, kActor, scratch, [&](const auto& entry) { read_actor_entry(entry, actor, ids); });
  for (const std::string_view id : {in.text(kUserKey), ids.user})
    disclaim_name_where_unreadable(id, actor);
  const bool application =
      actor.type == ActorType::kServicePrincipal && parse_id(ids.bare) != actor.object;
  if (application && record.app_id.empty()) record.app_id = ids.bare;
  if (type != nullptr && type->number == kSystem && actor.type == ActorType::kUnknown)
    actor.type = ActorType::kSystem;
  if (in.number(kLogonType) == kDelegatedAdminLogon ||
      equal_ignoring_case(in.text(kLogonType), "DelegatedAdmin")) {
    actor.delegated_admin = true;
    if (actor.delegated_source == ProvingKey::kNone)
      actor.delegated_source = ProvingKey::kLogonType6;
  }
  read_home(in, record, actor);
}

// ExtendedProperties of Entra events carry the actor again, and the sign-in's user agent.
void read_extended(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  each_pair(in, kExtended, scratch, [&](const auto& pair) {
    const std::string_view name = pair.text(kPairName);
    const std::string_view value = pair.text(kPairValue);
    if (name == "UserAgent" && record.user_agent.empty()) record.user_agent = value;
    if (name == "actorPUID" && !record.actor.puid) record.actor.puid = parse_puid(value);
    if (name == "actorObjectId") read_object(value, record.actor);
    if (name == "RequestType" && equal_ignoring_case(value, "OAuth2:Token"))
      record.sign_in.renewed = Renewed::kMaybe;
    add_parameter(record, name, value);
  });
}

void read_target(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  record.target_name = in.text(kObject);
  each_pair(in, kTarget, scratch, [&](const auto& entry) {
    const std::string_view id = entry.text(kPairId);
    const std::size_t bar = id.find('_');
    if (bar != std::string_view::npos && parse_id(id.substr(bar + 1)) &&
        record.target_type.empty()) {
      record.target_type = id.substr(0, bar);  // "User_<guid>", "Role_<guid>", "Group_<guid>"
      record.target_id = id.substr(bar + 1);
    } else if (record.target_id.empty() && parse_id(id)) {
      record.target_id = id;
    }
  });
  if (record.target_name.empty()) record.target_name = in.text(kMailbox);
}

void read_ids(const Slots<kKeyCount>& in, const Object& root, Record& record, Scratch& scratch) {
  record.session = in.text(kSession);
  in.each(kAppContext, [&](const Element& element) {  // an object, or a list of them
    const auto context = object_of(element, scratch);
    if (!context) return;
    read_linkable(*context, record, scratch);
    if (record.app_id.empty()) record.app_id = text_at(*context, "ClientAppId", scratch);
  });
  each_pair(in, kDevice, scratch, [&](const auto& pair) {
    if (pair.text(kPairName) == "SessionId" && record.session.empty())
      record.session = pair.text(kPairValue);
  });
  record.correlation = in.text(kInterSystems);
  if (record.correlation.empty()) record.correlation = in.text(kCorrelation);
  if (record.session.empty() || !record.token) read_linkable_anywhere(root, record, scratch);
  if (is_sign_in(record)) {
    record.request = parse_id(in.text(kIntraSystem));
    if (!record.request) record.request = parse_id(record.id);
  }
}

void read_modified(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  each_pair(in, kModified, scratch, [&](const auto& pair) {
    add_change(record, pair.text(kPairName),
               decoded_value(pair_value(pair, kPairOld, scratch), scratch),
               decoded_value(pair_value(pair, kPairValue, scratch), scratch));
    if (equal_ignoring_case(pair.text(kPairName), "Role.TemplateId") && !record.changes.empty()) {
      const aobo::Change& change = record.changes.back();
      record.role_id = change.after.empty() ? change.before : change.after;
    }
    if (equal_ignoring_case(pair.text(kPairName), "Group.ObjectID") && !record.changes.empty()) {
      const aobo::Change& change = record.changes.back();
      record.target_group = parse_id(change.after.empty() ? change.before : change.after);
    }
  });
}

// A failed sign-in says "Success" of its request, as its ResultStatus: the operation and the error
// tell how it ended.
void read_sign_in(const Slots<kKeyCount>& in, Record& record) {
  std::string_view code = in.text(kErrorNumber);
  std::string_view error = in.text(kLogonError);
  for (const Parameter& extended : record.parameters) {
    const auto is = [&](std::string_view name) { return equal_ignoring_case(extended.name, name); };
    if (code.empty() && (is("ErrorNumber") || is("ErrorCode"))) code = extended.value;
    if (error.empty() && is("LogonError")) error = extended.value;
  }
  record.sign_in.error = sign_in_error(code);
  const bool coded = record.sign_in.error ? *record.sign_in.error != 0 : !trimmed(code).empty();
  if (coded || !trimmed(error).empty() || equal_ignoring_case(record.operation, "userloginfailed"))
    record.outcome = record.sign_in.error.value_or(0) == 0
                         ? Outcome::kFailure
                         : outcome_of_sign_in(*record.sign_in.error);
}

// Global Secure Access hands on unified records with more of the network in them, as a diagnostic
// setting's record.
bool is_enriched(const Document& document) {
  return document.properties &&
         equal_ignoring_case(document.category, "EnrichedOffice365AuditLogs");
}

// AuditData as an object: whole, mended, or as far as it goes where it was cut off, which a
// parameter tells. The columns beside it say the rest.
std::optional<Object> read_audit_data(const Document& document, Record& record) {
  if (auto whole = document.outline.object(mark::kAuditData)) return whole;
  Scratch& scratch = document.scratch;
  const std::string_view text = document.outline.text(mark::kAuditData);
  const auto object = [&](const std::optional<std::string>& json) -> std::optional<Object> {
    Object found;
    const auto nested = json ? scratch.parse_nested(*json) : std::nullopt;
    if (nested && nested->get(found) == simdjson::SUCCESS) return found;
    return std::nullopt;
  };
  const auto mended = repaired_json(text);
  if (auto repaired = object(mended)) return repaired;
  add_parameter(record, "aobo.partial", "AuditData was cut off");
  return object(closed_json(mended ? *mended : text));
}

}  // namespace

bool is_m365_audit(const Document& document) {
  const auto has = [&](std::size_t key) { return document.has(key); };
  if (has(mark::kAuditData) || is_enriched(document)) return true;
  if (!has(mark::kOperation)) return false;
  return has(mark::kAuditLogRecordType) || has(mark::kOfficeWorkload) || has(mark::kUserKey) ||
         (has(mark::kRecordType) && (has(mark::kCreationTime) || has(mark::kWorkload)));
}

std::optional<Refusal> parse_m365_audit(const Document& document, Record& record) {
  Scratch& scratch = document.scratch;
  Slots<kKeyCount> in(scratch);
  std::optional<Object> audit_data;
  if (document.has(mark::kAuditData)) {
    audit_data = read_audit_data(document, record);
    if (audit_data) in.add(kShape, *audit_data);
  }
  if (is_enriched(document)) in.add(kShape, *document.properties);
  in.add(kShape, document.root);

  // An export's CreationDate is the record's CreationTime.
  const std::string_view created =
      readable_time(document, time_text(in, kTime, scratch), time_text(in, kDate, scratch));
  if (auto refusal =
          read_time(document, record,
                    {created, time_text(in, kDate, scratch), time_text(in, kGenerated, scratch),
                     time_text(in, kStartTime, scratch)}))
    return refusal;
  record.operation_raw = in.text(kOperation);
  if (record.operation_raw.empty())
    return Refusal{Reason::kNoOperation, std::string(record.family->name)};
  record.operation = normalized_operation(record.operation_raw, scratch);
  record.kind = record_type_name(in.number(kRecordType), in.text(kRecordType), scratch);
  record.id = in.text(kId);
  record.workload = in.text(kWorkload);
  read_result(in, record, scratch);
  record.tenant = parse_id(in.text(kOrganization));
  record.log_tenant = record.tenant;
  record.tenant_name = in.text(kOrganizationName);
  record.app_id = in.text(kAppId);
  if (record.app_id.empty()) record.app_id = in.text(kApplication);
  if (record.app_id.empty()) record.app_id = in.text(kClientAppId);
  record.user_agent = in.text(kUserAgent);
  record.resource = in.text(kSite);
  read_address(record, in.text(kIp));

  read_actor(in, record, scratch);
  read_target(in, record, scratch);
  read_ids(in, audit_data ? *audit_data : document.root, record, scratch);
  each_pair(in, kParameters, scratch, [&](const auto& pair) {
    add_parameter(record, pair.text(kPairName), pair_value(pair, kPairValue, scratch));
  });
  read_modified(in, record, scratch);
  // Who joined or left it: "User_<id>", "ServicePrincipal_<id>", "Group_<id>".
  if (record.target_group) record.target_member = parse_id(record.target_id);
  if (record.target_member == record.target_group) record.target_member.reset();
  read_extended(in, record, scratch);
  if (is_sign_in(record)) read_sign_in(in, record);
  return std::nullopt;
}

}  // namespace aobo::families_of

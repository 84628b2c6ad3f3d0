// entra.signin: sign-ins of users, service principals and managed identities. Source:
// Microsoft Graph's page "signIn" (beta). For instance, shortened:
//   {"id":"22608a25-…","createdDateTime":"2023-10-24T20:01:11.9490387+00:00","userPrincipalName":"user15@…",
//    "appDisplayName":"Azure
//    Portal","crossTenantAccessType":"serviceProvider","homeTenantId":"…","status":{"errorCode":0}}
// Graph puts this at the top, diagnostic settings under `properties`, Log Analytics in PascalCase
// columns whose dynamic ones hold JSON text. A Log Analytics row's TenantId is the workspace, never
// the tenant.
#include <algorithm>

#include "plugin/base/key.h"
#include "plugin/event/signin_code.h"
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kId,
  kCreated,
  kEnvelopeTime,
  kGenerated,
  kTimestamp,
  kCategory,
  kEventTypes,
  kInteractive,
  kUpn,
  kUserId,
  kUserName,
  kUserType,
  kAppId,
  kAppName,
  kAppOwner,
  kServicePrincipalId,
  kServicePrincipalName,
  kAppKey,
  kAppKeyThumbprint,
  kFederatedKey,
  kIp,
  kUserAgent,
  kClient,
  kProtocol,
  kCorrelation,
  kSession,
  kCaStatus,
  kRisk,
  kRequirement,
  kResourceName,
  kResourceTenant,
  kHomeTenant,
  kCrossTenant,
  kUti,
  kStatus,
  kStatusText,
  kErrorCode,
  kResultType,
  kResultWord,
  kLocation,
  kLocationText,
  kCountry,
  kTenant,
  kAadTenant,
  kSteps,
  kAgent,
  kKeyCount
};

constexpr auto kShape = make_shape<kKeyCount>({
    {"id", kId},
    {"createddatetime", kCreated},
    {"time", kEnvelopeTime},
    {"timegenerated", kGenerated},
    {"category", kCategory},
    {"signineventtypes", kEventTypes},
    {"isinteractive", kInteractive},
    {"userprincipalname", kUpn},
    {"userid", kUserId},
    {"userdisplayname", kUserName},
    {"usertype", kUserType},
    {"appid", kAppId},
    {"appdisplayname", kAppName},
    {"appownertenantid", kAppOwner},
    {"serviceprincipalid", kServicePrincipalId},
    {"serviceprincipalname", kServicePrincipalName},
    {"serviceprincipalcredentialkeyid", kAppKey},
    {"serviceprincipalcredentialthumbprint", kAppKeyThumbprint},
    {"federatedcredentialid", kFederatedKey},
    {"ipaddress", kIp},
    {"calleripaddress", kIp},
    {"useragent", kUserAgent},
    {"clientappused", kClient},
    {"authenticationprotocol", kProtocol},
    {"correlationid", kCorrelation},
    {"sessionid", kSession},
    {"conditionalaccessstatus", kCaStatus},
    {"risklevelduringsignin", kRisk},
    {"authenticationrequirement", kRequirement},
    {"resourcedisplayname", kResourceName},
    {"resourcetenantid", kResourceTenant},
    {"hometenantid", kHomeTenant},
    {"crosstenantaccesstype", kCrossTenant},
    {"uniquetokenidentifier", kUti},
    {"status", kStatus},
    {"status_dynamic", kStatus},
    {"status_string", kStatusText},
    {"errorcode", kErrorCode},
    {"error_code", kErrorCode},
    {"status_errorcode", kErrorCode},
    {"status.errorcode", kErrorCode},
    {"sign-in error code", kErrorCode},
    {"resulttype", kResultType},
    {"resultsignature", kResultWord},
    {"location", kLocation},
    {"locationdetails", kLocation},
    {"locationdetails_dynamic", kLocation},
    {"locationdetails_string", kLocationText},
    {"tenantid", kTenant},
    {"aadtenantid", kAadTenant},
    {"tenantid_g", kAadTenant},
    {"tenantid_s", kAadTenant},
    {"authenticationdetails", kSteps},
    {"agent", kAgent},
    // The portal's CSVs, folded: "Date (UTC)", "Request ID", "Username" …
    {"dateutc", kCreated},
    {"requestid", kId},
    {"username", kUpn},
    {"user", kUserName},
    {"application", kAppName},
    {"applicationid", kAppId},
    {"clientapp", kClient},
    {"conditionalaccess", kCaStatus},
    {"resource", kResourceName},
    {"uniquetokenid", kUti},
    // Defender XDR: EntraIdSignInEvents, AADSignInEventsBeta and their sisters of applications
    {"timestamp", kTimestamp},
    {"accountupn", kUpn},
    {"accountdisplayname", kUserName},
    {"accountobjectid", kUserId},
    {"logontype", kEventTypes},
    {"country", kCountry},
});

constexpr std::string_view kNoReason[] = {"Other.", "Other", "None", "Unknown"};

struct Kind {
  std::string_view mark;  // part of the category or of signInEventTypes, lower case
  std::string_view name;
  ActorType actor;
};
// Longest marks first: "noninteractiveuser" holds "interactiveuser".
constexpr Kind kKinds[] = {
    {"noninteractiveuser", kNonInteractiveKind, ActorType::kUser},
    {"managedidentity", "managed-identity", ActorType::kManagedIdentity},
    {"serviceprincipal", "service-principal", ActorType::kServicePrincipal},
    {"adfssign", "adfs", ActorType::kUser},
    {"interactiveuser", kInteractiveKind, ActorType::kUser},
};

// "nonInteractiveUser", "Non-interactive user sign-ins", "NonInteractiveUserSignInLogs".
const Kind* kind_of(std::string_view text) {
  const std::string folded = folded_key(text);
  for (const Kind& kind : kKinds) {
    if (folded.find(kind.mark) != std::string::npos) return &kind;
  }
  return nullptr;
}

Kind read_kind(const Slots<kKeyCount>& in, Scratch& scratch) {
  if (const Kind* kind = kind_of(in.text(kCategory))) return *kind;
  const Kind* found = nullptr;
  in.each(kEventTypes, [&](const Element& type) {
    if (found == nullptr) found = kind_of(text_of(type, scratch));
  });
  // A text that is no list of JSON.
  if (found == nullptr) found = kind_of(in.text(kEventTypes));
  if (found != nullptr) return *found;
  const bool nobody = in.text(kUpn).empty() && in.text(kUserId).empty();
  if (nobody && in.boolean(kInteractive) != true && !in.text(kServicePrincipalId).empty())
    return kKinds[2];
  return in.boolean(kInteractive) == false ? kKinds[0] : kKinds[4];
}

void read_actor(const Slots<kKeyCount>& in, const Kind& kind, Record& record) {
  Actor& actor = record.actor;
  actor.type = kind.actor;
  if (kind.actor != ActorType::kUser) {
    actor.text = in.text(kServicePrincipalName);
    actor.object = parse_id(in.text(kServicePrincipalId));
    if (actor.text.empty()) actor.text = in.text(kServicePrincipalId);
    actor.name = in.text(kServicePrincipalName);
    actor.app_owner = parse_id(in.text(kAppOwner));
    return;
  }
  read_actor_text(in.text(kUpn), actor);
  actor.name = in.text(kUserName);
  if (actor.text.empty()) actor.text = actor.name;
  actor.object = parse_id(in.text(kUserId));
  disclaim_name_where_unreadable(in.text(kUserId), actor);
  disclaim_where_unreadable(in.text(kHomeTenant), actor);
  if (const auto home = parse_id(in.text(kHomeTenant))) {
    actor.home_tenant = home;
    actor.home_tenant_source = ProvingKey::kHomeTenantId;
    if (!actor.home_object && actor.object && home != record.tenant) {
      actor.home_object = actor.object;  // inferred: the customer's copy may hold another id
      actor.home_object_source = ProvingKey::kUserId;
      actor.home_object_inferred = true;
    }
  }
  const std::string_view cross = record.sign_in.cross_tenant;
  if (equal_ignoring_case(cross, "serviceProvider")) {
    actor.delegated_admin = true;
    if (actor.delegated_source == ProvingKey::kNone)
      actor.delegated_source = ProvingKey::kCrossTenantAccessType;  // user_<hex> tells more
  } else if (starts_with_ignoring_case(cross, "b2b") ||
             equal_ignoring_case(in.text(kUserType), "guest")) {
    actor.guest = true;
  } else if (equal_ignoring_case(cross, "microsoftSupport")) {
    actor.microsoft = true;
  }
}

// Of a success the reason is "Other.", and in some exports "None".
bool has_reason(std::string_view reason) {
  return !reason.empty() && std::ranges::none_of(kNoReason, [&](std::string_view none) {
    return equal_ignoring_case(reason, none);
  });
}

// The error code stands in `status`, in a column of its own or as ResultType; without any a word
// tells. An interrupted sign-in has not come in, and has not failed.
void read_result(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  auto status = in.object(kStatus);
  if (!status) status = in.object(kStatusText);
  std::string_view reason;
  if (status) {
    for (const std::string_view key : {"errorCode", "error_code"}) {
      if (!record.sign_in.error)
        record.sign_in.error = sign_in_error(text_at(*status, key, scratch));
    }
    reason = trimmed(text_at(*status, "failureReason", scratch));
  }
  for (const Key key : {kErrorCode, kResultType}) {
    if (!record.sign_in.error) record.sign_in.error = sign_in_error(in.text(key));
  }
  if (record.sign_in.error) {
    record.outcome = outcome_of_sign_in(*record.sign_in.error);
    return;
  }
  for (const Key key : {kStatus, kResultType, kResultWord}) {
    if (status && key == kStatus) continue;
    const std::string_view word = trimmed(in.text(key));
    const bool interrupted = equal_ignoring_case(word, "interrupted");
    const Outcome outcome = interrupted ? Outcome::kInterruption : outcome_of(word);
    if (outcome != Outcome::kSuccess && outcome != Outcome::kFailure &&
        outcome != Outcome::kInterruption)
      continue;
    record.outcome = outcome;
    return;
  }
  if (has_reason(reason)) record.outcome = Outcome::kFailure;
}

// Exports whose time columns were left out still hold when the first step of authentication was
// taken.
std::string_view first_step_time(const Slots<kKeyCount>& in, Scratch& scratch) {
  std::string_view time;
  in.each(kSteps, [&](const Element& element) {
    if (const auto step = object_of(element, scratch); step && time.empty()) {
      time = text_at(*step, "authenticationStepDateTime", scratch);
    }
  });
  return time;
}

// "MFA completed in Azure AD", "MFA requirement satisfied by claim in the token".
bool is_mfa_satisfied(std::string_view detail) {
  return find_ignoring_case(detail, "mfa requirement satisfied") != std::string_view::npos ||
         find_ignoring_case(detail, "mfa completed") != std::string_view::npos;
}

// A value as Graph spells it, where the portal's exports have it in words: "Service provider",
// "Single-factor authentication". Any other stays as it is.
struct Spelling {
  std::string_view folded, graph;
};
constexpr Spelling kRequirements[] = {
    {"singlefactorauthentication", "singleFactorAuthentication"},
    {"multifactorauthentication", "multiFactorAuthentication"},
};
constexpr Spelling kCrossTenantKinds[] = {
    {"b2bcollaboration", "b2bCollaboration"},
    {"b2bdirectconnect", "b2bDirectConnect"},
    {"microsoftsupport", "microsoftSupport"},
    {"serviceprovider", "serviceProvider"},
};
std::string_view as_graph_spells(std::string_view text, std::span<const Spelling> known) {
  for (const Spelling& row : known) {
    if (is_folded_of(row.folded, text)) return row.graph;
  }
  return text;
}

// authenticationRequirement is what was asked for there and then. Who had given the second factor
// before, at home, is asked for nothing more; a step or the status says so.
std::string_view read_mfa(const Slots<kKeyCount>& in, Scratch& scratch) {
  bool satisfied = false;
  in.each(kSteps, [&](const Element& element) {
    const auto step = object_of(element, scratch);
    satisfied =
        satisfied || (step && !equal_ignoring_case(text_at(*step, "succeeded", scratch), "false") &&
                      is_mfa_satisfied(text_at(*step, "authenticationStepResultDetail", scratch)));
  });
  auto status = in.object(kStatus);
  if (!status) status = in.object(kStatusText);
  if (status)
    satisfied = satisfied || is_mfa_satisfied(text_at(*status, "additionalDetails", scratch));
  return satisfied ? "multiFactorAuthentication"
                   : as_graph_spells(in.text(kRequirement), kRequirements);
}

// Whether nobody gave a password or another first factor: a client renewed what it had, or a
// session of the browser's went on ("Previously satisfied").
bool is_renewed(const Slots<kKeyCount>& in, const Kind& kind, Scratch& scratch) {
  if (kind.name == kNonInteractiveKind) return true;
  bool renewed = false;
  in.each(kSteps, [&](const Element& element) {
    const auto step = object_of(element, scratch);
    if (!step || renewed) return;
    renewed = find_ignoring_case(text_at(*step, "authenticationStepResultDetail", scratch),
                                 "first factor requirement satisfied by claim") !=
                  std::string_view::npos ||
              equal_ignoring_case(text_at(*step, "authenticationMethod", scratch),
                                  "previously satisfied");
  });
  return renewed;
}

// "none" is what most sign-ins have: no protocol that is worth a word.
std::string_view read_protocol(const Slots<kKeyCount>& in) {
  const std::string_view protocol = trimmed(in.text(kProtocol));
  return equal_ignoring_case(protocol, "none") ? std::string_view() : protocol;
}

// {"agentType":"agenticApp","parentAppId":"…"} (Microsoft Graph beta, agentic.agentSignIn); of a
// person's own sign-in it is notAgentic.
std::string_view read_agent(const Slots<kKeyCount>& in, Scratch& scratch) {
  const auto agent = in.object(kAgent);
  const std::string_view type = agent ? trimmed(text_at(*agent, "agentType", scratch)) : "";
  const bool none = equal_ignoring_case(type, "notAgentic") || equal_ignoring_case(type, "none");
  return none ? std::string_view() : type;
}

// Timestamp is the record's own time in Defender XDR's tables, whose stream writes beside it when
// it was handed on. Beside any other sign-in it is a collector's.
std::optional<Refusal> read_times(const Document& document, const Slots<kKeyCount>& in,
                                  Record& record) {
  Scratch& scratch = document.scratch;
  const bool of_xdr =
      document.category.empty() ||
      find_ignoring_case(document.category, "SignInEvents") != std::string_view::npos;
  const EnvelopeTimes times = envelope_times(document, time_text(in, kEnvelopeTime, scratch),
                                             time_text(in, kGenerated, scratch));
  const std::string_view created = time_text(in, kCreated, scratch);
  const std::string_view stamp = of_xdr ? time_text(in, kTimestamp, scratch) : std::string_view();
  const bool timed =
      in.has(kCreated) || in.has(kEnvelopeTime) || in.has(kGenerated) || !stamp.empty();
  const std::string_view step = timed ? std::string_view() : first_step_time(in, scratch);
  return read_time(document, record, {created, stamp, times.first, times.second, step});
}

}  // namespace

bool is_entra_signin(const Document& document) {
  if (find_ignoring_case(document.category, "SignInLogs") != std::string_view::npos) return true;
  if (find_ignoring_case(document.category, "SignInEvents") != std::string_view::npos) return true;
  // A row of the portal's CSVs, or of Defender XDR's tables.
  if ((document.has(mark::kDateUtc) || document.has(mark::kTimestamp)) &&
      document.has(mark::kRequestId) && document.has(mark::kPortalWho) &&
      (document.has(mark::kErrorCode) || document.has(mark::kCrossTenant)))
    return true;
  // Without a category, as the columns of a query that asked for few.
  return document.has(mark::kCreatedDateTime) && document.has(mark::kAppDisplayName) &&
         (document.has(mark::kStatus) || document.has(mark::kSignInMarks));
}

std::optional<Refusal> parse_entra_signin(const Document& document, Record& record) {
  Scratch& scratch = document.scratch;
  const auto in = read(kShape, document);
  if (auto refusal = read_times(document, in, record)) return refusal;
  const Kind kind = read_kind(in, scratch);
  record.kind = kind.name;
  record.id = in.text(kId);
  record.operation_raw = "Sign-in activity";
  record.operation = "sign-in activity";
  record.workload = "AzureActiveDirectory";

  const bool log_analytics = is_row(document);
  record.log_tenant = parse_id(in.text(kAadTenant));
  if (!record.log_tenant) record.log_tenant = tenant_in_path(text_at_root(document, "resourceId"));
  if (!record.log_tenant && !log_analytics) record.log_tenant = parse_id(in.text(kTenant));
  record.tenant = parse_id(in.text(kResourceTenant));
  if (!record.tenant) record.tenant = record.log_tenant;

  record.sign_in.cross_tenant = as_graph_spells(in.text(kCrossTenant), kCrossTenantKinds);
  record.sign_in.mfa = read_mfa(in, scratch);
  record.sign_in.client = in.text(kClient);
  record.sign_in.protocol = read_protocol(in);
  record.sign_in.ca_status = in.text(kCaStatus);
  record.sign_in.risk = in.text(kRisk);
  record.sign_in.agent = read_agent(in, scratch);
  record.sign_in.renewed = is_renewed(in, kind, scratch) ? Renewed::kYes : Renewed::kNo;
  record.sign_in.key = in.text(kAppKey);
  if (record.sign_in.key.empty()) {
    record.sign_in.key = in.text(kFederatedKey);
    record.sign_in.key_federated = !record.sign_in.key.empty();
  }
  record.sign_in.key_thumbprint = in.text(kAppKeyThumbprint);
  read_actor(in, kind, record);

  read_result(in, record, scratch);

  auto location = in.object(kLocation);
  if (!location) location = in.object(kLocationText);
  record.country = location ? text_at(*location, "countryOrRegion", scratch) : in.text(kLocation);
  if (record.country.empty()) record.country = in.text(kCountry);
  // "Utrecht, Utrecht, NL" of the portal: the country stands last.
  record.country = trimmed(record.country.substr(record.country.rfind(',') + 1));

  record.app_id = in.text(kAppId);
  record.app_name = in.text(kAppName);
  record.target_name = in.text(kResourceName);
  if (!record.target_name.empty()) record.target_type = "Resource";
  read_address(record, in.text(kIp));
  record.user_agent = in.text(kUserAgent);
  record.session = in.text(kSession);
  record.correlation = in.text(kCorrelation);
  record.request = parse_id(record.id);
  record.token = parse_uti(in.text(kUti));
  return std::nullopt;
}

}  // namespace aobo::families_of

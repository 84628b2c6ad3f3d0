// graph.activity: calls of Microsoft Graph. Source: Azure Monitor's table
// MicrosoftGraphActivityLogs. For instance, shortened:
//   {"time":"…","category":"MicrosoftGraphActivityLogs","properties":{"requestMethod":"GET","requestUri":"https://graph…",
//    "userId":"…","appId":"…","signInActivityId":"JgW9XEOQM0WNakyHMghCAA","C_Idtyp":"user","sessionId":"…"}}
// The operation is the method and the path with ids taken out, so that one rule covers one call:
//   "get /v1.0/users/{id}/messages".
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kTime,
  kGenerated,
  kTimestamp,
  kRequestId,
  kMethod,
  kUri,
  kUserId,
  kAppId,
  kUti,
  kIdType,
  kSession,
  kIp,
  kUserAgent,
  kTenant,
  kAadTenant,
  kStatus,
  kCorrelation,
  kPrincipal,
  kProvider,
  kKeyCount
};
constexpr auto kShape = make_shape<kKeyCount>({
    {"time", kTime},
    {"timegenerated", kGenerated},
    {"timestamp", kTimestamp},
    {"requestid", kRequestId},
    {"requestmethod", kMethod},
    {"requesturi", kUri},
    {"userid", kUserId},
    {"appid", kAppId},
    {"signinactivityid", kUti},
    {"c_idtyp", kIdType},
    {"sessionid", kSession},
    {"ipaddress", kIp},
    {"calleripaddress", kIp},
    {"useragent", kUserAgent},
    {"tenantid", kTenant},
    {"aadtenantid", kAadTenant},
    {"tenantid_g", kAadTenant},
    {"tenantid_s", kAadTenant},
    {"responsestatuscode", kStatus},
    {"correlationid", kCorrelation},
    {"clientrequestid", kCorrelation},
    {"userprincipalobjectid", kPrincipal},
    {"serviceprincipalid", kPrincipal},
    {"identityprovider", kProvider},
});

bool looks_like_id(std::string_view segment) {
  if (parse_guid(segment) || segment.find('@') != std::string_view::npos) return true;
  const bool digits = segment.find_first_not_of("0123456789") == std::string_view::npos;
  return (digits && !segment.empty()) || segment.size() > 40 ||
         segment.find("%40") != std::string_view::npos;
}

// "https://graph.microsoft.com/v1.0/users/<guid>/messages?$top=5" is "/v1.0/users/{id}/messages".
std::string path_without_ids(std::string_view uri) {
  const std::size_t scheme = uri.find("://");
  if (scheme != std::string_view::npos) {
    const std::size_t slash = uri.find('/', scheme + 3);
    uri = slash == std::string_view::npos ? std::string_view("/") : uri.substr(slash);
  }
  uri = uri.substr(0, uri.find_first_of("?#"));
  std::string path;
  for (std::size_t at = 0; at < uri.size();) {
    const std::size_t end = std::min(uri.find('/', at + 1), uri.size());
    const std::string_view segment = uri.substr(at + 1, end - at - 1);
    const std::size_t bracket = segment.find('(');  // users('<id>')
    path += '/';
    if (bracket != std::string_view::npos) {
      path.append(segment.substr(0, bracket)).append("/{id}");
    } else if (looks_like_id(segment)) {
      path += "{id}";
    } else {
      path += segment;
    }
    at = end;
  }
  return path;
}

}  // namespace

bool is_graph_activity(const Document& document) {
  if (equal_ignoring_case(document.category, "MicrosoftGraphActivityLogs")) return true;
  // A row of Log Analytics or of Defender's GraphAPIAuditEvents has no category.
  return document.has(mark::kRequestMethod) && document.has(mark::kRequestUri) &&
         (document.has(mark::kTimeGenerated) || document.has(mark::kTimestamp));
}

std::optional<Refusal> parse_graph_activity(const Document& document, Record& record) {
  Scratch& scratch = document.scratch;
  const auto in = read(kShape, document);
  // Timestamp is Defender's own name of it, and many a collector's of another.
  const std::string_view own = time_text(in, in.has(kTime) ? kTime : kTimestamp, scratch);
  const EnvelopeTimes times = envelope_times(document, own, time_text(in, kGenerated, scratch));
  if (auto refusal = read_time(document, record, {times.first, times.second})) return refusal;
  if (in.text(kMethod).empty() || in.text(kUri).empty())
    return Refusal{Reason::kNoOperation, std::string(record.family->name)};
  const std::string operation =
      std::string(in.text(kMethod)) + ' ' + path_without_ids(in.text(kUri));
  record.operation_raw = scratch.store(operation);
  record.operation = normalized_operation(record.operation_raw, scratch);
  record.kind = in.text(kMethod);
  record.id = in.text(kRequestId);
  record.workload = "MicrosoftGraph";
  record.resource = in.text(kUri);
  // A Log Analytics row's TenantId is the workspace.
  const bool row = is_row(document);
  record.tenant = parse_id(in.text(kAadTenant));
  if (!record.tenant && !row) record.tenant = parse_id(in.text(kTenant));
  record.log_tenant = record.tenant;
  if (const auto status = in.number(kStatus)) {
    record.outcome = *status < 400 ? Outcome::kSuccess : Outcome::kFailure;
  }
  record.correlation = in.text(kCorrelation);
  record.session = in.text(kSession);
  record.token = parse_uti(in.text(kUti));
  record.app_id = in.text(kAppId);
  record.user_agent = in.text(kUserAgent);
  read_address(record, in.text(kIp));
  Actor& actor = record.actor;
  const bool app = equal_ignoring_case(in.text(kIdType), "app") || in.text(kUserId).empty();
  actor.type = app ? ActorType::kServicePrincipal : ActorType::kUser;
  actor.text = app ? in.text(kPrincipal) : in.text(kUserId);
  if (actor.text.empty()) actor.text = record.app_id;
  actor.object = parse_id(actor.text);
  read_identity_provider(in.text(kProvider), record.tenant, ProvingKey::kIdentityProvider, actor);
  return std::nullopt;
}

}  // namespace aobo::families_of

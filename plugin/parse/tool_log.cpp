// tool.log: what a partner's tool did for whom: the logbook of CIPP, the program with which many
// partners change hundreds of tenants at once. Source: CIPP-API's functions Write-LogMessage and
// Invoke-ListLogs, and its logbook page, which exports the same columns. For instance, shortened:
//   {"DateTime":"2026-03-02T08:00:05Z","Tenant":"contoso.onmicrosoft.com","TenantID":"…","API":"ExecResetPass",
//    "Message":"Reset the password of
//    dave@contoso.example","User":"alice@partner.example","Severity":"Info"}
// What the tool does by itself has no user of a partner ("CIPP"): it tells that nobody stood
// behind. The account on which it was done stands in the message alone, where exactly one is named.
#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kDateTime,
  kTimestamp,
  kTime,
  kTenantName,
  kTenant,
  kRowTenant,
  kApi,
  kMessage,
  kUser,
  kSeverity,
  kAppId,
  kIp,
  kId,
  kKeyCount
};
constexpr auto kShape = make_shape<kKeyCount>({
    {"datetime", kDateTime},
    {"timestamp", kTimestamp},
    {"time", kTime},
    {"tenant", kTenantName},
    {"tenantid", kTenant},
    {"tenantid_g", kRowTenant},
    {"tenantid_s", kRowTenant},
    {"api", kApi},
    {"message", kMessage},
    {"user", kUser},
    {"username", kUser},
    {"severity", kSeverity},
    {"appid", kAppId},
    {"ip", kIp},
    {"rowkey", kId},
});

constexpr std::string_view kFailed[] = {"error", "critical"};

bool ends_word(char letter) {
  constexpr std::string_view kBetween = " \t\r\n,;:()[]{}<>\"'";
  return kBetween.find(letter) != std::string_view::npos;
}

bool is_upn(std::string_view word) {
  const std::size_t at = word.find('@');
  return at != std::string_view::npos && at > 0 && at == word.rfind('@') &&
         word.find('.', at) != std::string_view::npos;
}

// The accounts and ids that a message names: the one of each sort, where there is one alone.
struct Named {
  std::string_view upn, id;
  bool several_upns = false, several_ids = false;

  static void take(std::string_view word, std::string_view& one, bool& several) {
    several = several || (!one.empty() && !equal_ignoring_case(one, word));
    one = word;
  }
};
Named named_in(std::string_view message) {
  Named named;
  std::size_t begin = 0;
  while (begin < message.size()) {
    if (ends_word(message[begin])) {
      ++begin;
      continue;
    }
    const auto* end = std::find_if(message.begin() + static_cast<std::ptrdiff_t>(begin),
                                   message.end(), ends_word);
    std::string_view word =
        message.substr(begin, static_cast<std::size_t>(end - message.begin()) - begin);
    begin += word.size();
    while (word.ends_with('.')) word.remove_suffix(1);
    if (is_upn(word)) Named::take(word, named.upn, named.several_upns);
    if (parse_guid(word)) Named::take(word, named.id, named.several_ids);
  }
  if (named.several_upns) named.upn = {};
  if (named.several_ids) named.id = {};
  return named;
}

}  // namespace

bool is_tool_log(const Document& document) {
  return document.has(mark::kApi) && document.has(mark::kMessage) &&
         document.has(mark::kSeverity) && document.has(mark::kToolTenant);
}

std::optional<Refusal> parse_tool_log(const Document& document, Record& record) {
  const auto in = read(kShape, document);
  Scratch& scratch = document.scratch;
  if (auto refusal = read_time(document, record,
                               {time_text(in, kDateTime, scratch),
                                time_text(in, kTimestamp, scratch), time_text(in, kTime, scratch)}))
    return refusal;
  record.operation_raw = in.text(kApi);
  if (trimmed(record.operation_raw).empty())
    return Refusal{Reason::kNoOperation, std::string(record.family->name)};
  record.operation = normalized_operation(record.operation_raw, scratch);
  record.id = in.text(kId);
  record.workload = "Tool";
  const std::string_view severity = in.text(kSeverity);
  const bool failed = std::ranges::any_of(
      kFailed, [&](std::string_view word) { return equal_ignoring_case(severity, word); });
  record.outcome = failed ? Outcome::kFailure : Outcome::kSuccess;
  // A Log Analytics row's TenantId is the workspace.
  record.tenant = parse_id(in.text(kRowTenant));
  if (!record.tenant && !is_row(document)) record.tenant = parse_id(in.text(kTenant));
  record.tenant_name = in.text(kTenantName);
  if (!record.tenant) record.tenant = parse_id(record.tenant_name);
  record.app_id = in.text(kAppId);
  const std::string_view user = in.text(kUser);
  record.actor.type = is_upn(user) ? ActorType::kUser : ActorType::kSystem;
  read_actor_text(user, record.actor);
  const Named named = named_in(in.text(kMessage));
  record.target_name = named.upn;
  record.target_id = named.id;
  if (!record.target_name.empty()) record.target_type = "User";
  add_parameter(record, "Message", in.text(kMessage));
  add_parameter(record, "Severity", severity);
  read_address(record, in.text(kIp));
  return std::nullopt;
}

}  // namespace aobo::families_of

#include "plugin/parse/common.h"

#include "plugin/base/number.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::string_view kTechnician = "user_";
constexpr std::string_view kGuestMark = "#ext#";

// The domain of Microsoft's own tenant under which its services appear in customers' logs:
// fim_password_service@…, spo_service@… (the Entra page "unknown-actors-in-audit-reports"). A
// domain is one tenant's, so that nobody else can give an account such a name.
bool is_of_microsoft_domain(std::string_view upn) {
  constexpr std::string_view kDomain = "@support.onmicrosoft.com";
  return upn.size() > kDomain.size() &&
         equal_ignoring_case(upn.substr(upn.size() - kDomain.size()), kDomain);
}

// "<customer domain>\tenant: <guid>, object: <guid>" (Exchange).
bool read_exchange_form(std::string_view text, Actor& actor) {
  const std::size_t tenant_at = find_ignoring_case(text, "tenant: ");
  const std::size_t object_at = find_ignoring_case(text, "object: ");
  if (tenant_at == std::string_view::npos || object_at == std::string_view::npos) return false;
  const auto tenant = parse_id(text.substr(tenant_at + 8, 36));
  const auto object = parse_id(text.substr(object_at + 8, 36));
  if (!tenant || !object) return false;
  actor.home_tenant = tenant;
  actor.home_object = object;
  actor.home_tenant_source = actor.home_object_source = ProvingKey::kTenantAndObjectForm;
  actor.delegated_admin = true;
  actor.delegated_source = ProvingKey::kTenantAndObjectForm;
  actor.type = ActorType::kUser;
  return true;
}

}  // namespace

std::optional<Guid> technician_id(std::string_view upn) {
  if (upn.size() < kTechnician.size() + 33 || !starts_with_ignoring_case(upn, kTechnician))
    return std::nullopt;
  if (upn[kTechnician.size() + 32] != '@') return std::nullopt;
  return parse_id(upn.substr(kTechnician.size(), 32));
}

void read_actor_text(std::string_view text, Actor& actor) {
  text = trimmed(text);
  if (text.empty()) return;
  if (actor.text.empty()) actor.text = text;
  if (is_of_microsoft_domain(text) && !actor.guest && !actor.delegated_admin) {
    actor.microsoft = true;
    actor.type = ActorType::kSystem;
    return;
  }
  if (const auto technician = technician_id(text)) {
    actor.home_object = technician;
    actor.home_object_source = ProvingKey::kUserHexUpn;
    actor.delegated_admin = true;
    actor.delegated_source = ProvingKey::kUserHexUpn;
    actor.type = ActorType::kUser;
    actor.upn = text;
    return;
  }
  if (text.find('\\') != std::string_view::npos && read_exchange_form(text, actor)) return;
  if (text.find('@') != std::string_view::npos) {
    actor.upn = text;
    if (actor.type == ActorType::kUnknown) actor.type = ActorType::kUser;
    if (find_ignoring_case(text, kGuestMark) != std::string_view::npos) actor.guest = true;
    return;
  }
  if (const auto object = parse_id(text); object && !actor.object) actor.object = object;
}

std::optional<Refusal> read_time(Record& record, std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (trimmed(text).empty()) continue;
    const auto time = parse_time(trimmed(text));
    if (!time) return Refusal{Reason::kBadTime, "\"" + printable(text, 40) + "\""};
    record.time = *time;
    return std::nullopt;
  }
  return Refusal{Reason::kNoTime, std::string(record.family->name)};
}

void read_address(Record& record, std::string_view text) {
  if (text.empty()) return;
  record.ip_text = text;
  record.address = parse_address(text);
}

std::string_view decoded_value(std::string_view value, Scratch& scratch) {
  std::string_view inner = trimmed(value);
  if (inner.size() >= 2 && inner.front() == '[' && inner.back() == ']') {
    inner = trimmed(inner.substr(1, inner.size() - 2));
    if (inner.empty()) return {};
  }
  if (inner.size() < 2 || inner.front() != '"' || inner.back() != '"') return value;
  const std::string_view text = inner.substr(1, inner.size() - 2);
  if (text.find_first_of("\\\"") == std::string_view::npos) return text;
  // Escapes, or several elements: only JSON itself can tell.
  std::string array = "[";
  array.append(inner).append("]");
  const auto nested = scratch.parse_nested(array);
  Array elements;
  if (!nested || nested->get(elements) != simdjson::SUCCESS || elements.size() != 1) return value;
  std::string_view only;
  return elements.at(0).get(only) == simdjson::SUCCESS ? only : value;
}

void add_change(Record& record, std::string_view name, std::string_view before,
                std::string_view after) {
  if (name.empty() || record.changes.size() == limits::kChanges) return;
  record.changes.push_back({name, before, after});
}

void add_parameter(Record& record, std::string_view name, std::string_view value) {
  if (name.empty() || value.empty() || record.parameters.size() == limits::kChanges) return;
  record.parameters.push_back({name, value});
}

std::optional<Guid> tenant_in_path(std::string_view text) {
  for (const std::string_view before :
       {std::string_view("/tenants/"), std::string_view("sts.windows.net/")}) {
    const std::size_t at = find_ignoring_case(text, before);
    if (at != std::string_view::npos) return parse_id(text.substr(at + before.size(), 36));
  }
  return std::nullopt;
}

std::optional<std::int64_t> sign_in_error(std::string_view text) {
  constexpr std::string_view kPrefix = "AADSTS";
  text = trimmed(text);
  if (starts_with_ignoring_case(text, kPrefix)) text.remove_prefix(kPrefix.size());
  return whole_number<std::int64_t>(text);
}

void read_outcome(Record& record, std::string_view text, Scratch& scratch) {
  text = trimmed(text);
  record.outcome = outcome_of(text);
  if (record.outcome == Outcome::kOther) record.other_outcome = scratch.store(lower(text));
}

}  // namespace aobo

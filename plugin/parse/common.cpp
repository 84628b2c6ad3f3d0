#include "plugin/parse/common.h"

#include <algorithm>
#include <utility>

#include "plugin/base/number.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

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
  actor.home_tenant_source = ProvingKey::kTenantAndObjectForm;
  set_home_object(*object, ProvingKey::kTenantAndObjectForm, actor);
  actor.delegated_admin = true;
  actor.delegated_source = ProvingKey::kTenantAndObjectForm;
  actor.type = ActorType::kUser;
  actor.microsoft = false;
  return true;
}

}  // namespace

void add_other_object(const std::optional<Guid>& id, Actor& actor) {
  if (!id || id == actor.object || id == actor.home_object) return;
  if (!actor.other_object) actor.other_object = id;
}

void set_home_object(const Guid& id, ProvingKey source, Actor& actor) {
  const std::optional<Guid> before = std::exchange(actor.home_object, id);
  actor.home_object_source = source;
  actor.home_object_inferred = false;
  add_other_object(before, actor);
}

void read_object(std::string_view text, Actor& actor) {
  const auto id = parse_id(text);
  if (!actor.object) {
    actor.object = id;
  } else {
    add_other_object(id, actor);
  }
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
    set_home_object(*technician, ProvingKey::kUserHexUpn, actor);
    actor.delegated_admin = true;
    actor.delegated_source = ProvingKey::kUserHexUpn;
    actor.type = ActorType::kUser;
    actor.microsoft = false;  // the id says more than a UserType of the data centre
    actor.upn = text;
    return;
  }
  if (text.find('\\') != std::string_view::npos && read_exchange_form(text, actor)) return;
  if (text.find('@') != std::string_view::npos) {
    if (!actor.upn.empty() && !equal_ignoring_case(actor.upn, text)) actor.other_upn = actor.upn;
    actor.upn = text;
    if (actor.type == ActorType::kUnknown) actor.type = ActorType::kUser;
    if (find_ignoring_case(text, kGuestMark) != std::string_view::npos) actor.guest = true;
    return;
  }
  if (const auto object = parse_id(text); object && !actor.object) actor.object = object;
}

std::string_view time_text(const Element& element, Scratch& scratch) {
  Object object;
  if (element.get(object) != simdjson::SUCCESS) return text_of(element, scratch);
  for (const std::string_view key : {"value", "DateTime", "$date"}) {
    const std::string_view text = text_at(object, key, scratch);
    if (!text.empty()) return text;
  }
  // Databases' {"$date":{"$numberLong":"…"}}.
  Object inner;
  if (object.at_key("$date").get(inner) == simdjson::SUCCESS)
    return text_at(inner, "$numberLong", scratch);
  return {};
}

// What was a GUID once and is none: a byte of it is damaged, or some. One of zeros alone is none,
// and whole. Users' keys are no GUIDs everywhere, and longer than these.
static bool is_damaged_guid(std::string_view text) {
  constexpr std::size_t kMost = 48, kDigits = 24, kDashes = 3;
  if (text.size() > kMost || parse_guid(text) || parse_id(text)) return false;
  const auto is_digit = [](char c) {
    return (c >= '0' && c <= '9') || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
  };
  return static_cast<std::size_t>(std::ranges::count_if(text, is_digit)) >= kDigits &&
         static_cast<std::size_t>(std::ranges::count(text, '-')) >= kDashes;
}

void disclaim_where_unreadable(std::string_view home_tenant, Actor& actor) {
  constexpr std::size_t kShortest = 30;  // of what was a GUID; "-" and "N/A" say that there is none
  if (home_tenant.size() < kShortest || parse_guid(home_tenant)) return;
  actor.upn = {};
  actor.home_object.reset();
  actor.home_object_source = ProvingKey::kNone;
}

void disclaim_name_where_unreadable(std::string_view user_id, Actor& actor) {
  if (is_damaged_guid(user_id) && !actor.home_object) actor.upn = {};
}

Refusal why_no_time(const TimeReading& reading, std::string_view text, const Document& document) {
  Refusal refusal{Reason::kBadTime, "\"" + printable(text, 40) + "\""};
  if (reading.ambiguous) {
    refusal.reason = Reason::kAmbiguousDate;
    refusal.detail += "; set dates to day-first or month-first";
  } else if (reading.local && document.local_zone) {
    refusal.detail += "; clocks of local_zone show it twice or never, when they are changed";
  } else if (reading.local) {
    refusal.reason = Reason::kLocalTime;
    refusal.detail += "; export in UTC, or set local_zone to its zone, like Europe/Berlin";
  }
  return refusal;
}

std::optional<Refusal> read_time(const Document& document, Record& record,
                                 std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (trimmed(text).empty()) continue;
    const TimeReading reading = read_time_form(text, document.dates, document.local_zone);
    // Another of its times, of the arrival perhaps, would put it where others had the password.
    if (!reading.time) return why_no_time(reading, text, document);
    record.time = *reading.time;
    return std::nullopt;
  }
  return Refusal{Reason::kNoTime, std::string(record.family->name)};
}

EnvelopeTimes envelope_times(const Document& document, std::string_view own,
                             std::string_view generated) {
  // A row without its Type is told by a column that the table alone has.
  const bool row = document.has(mark::kType) || document.has(mark::kOperationNameValue);
  const bool azures = document.has(mark::kTimeGenerated) && row && !is_of_custom_table(document);
  return azures ? EnvelopeTimes{generated, own} : EnvelopeTimes{own, generated};
}

std::string_view readable_time(const Document& document, std::string_view one,
                               std::string_view other) {
  const auto is_readable = [&](std::string_view text) {
    return !trimmed(text).empty() && read_time_form(text, document.dates).time.has_value();
  };
  return !is_readable(one) && is_readable(other) ? other : one;
}

void read_address(Record& record, std::string_view text) {
  if (text.empty()) return;
  record.ip_text = text;
  // "2001:db8::41%16": the zone names an interface of whoever wrote it (RFC 4007 §11).
  const std::size_t zone = text.find('%');
  const bool digits = zone != std::string_view::npos && zone + 1 < text.size() &&
                      text.find_first_not_of("0123456789", zone + 1) == std::string_view::npos;
  record.address = parse_address(digits ? text.substr(0, zone) : text);
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
  constexpr std::string_view kBefore = "/tenants/";
  const std::size_t at = find_ignoring_case(text, kBefore);
  if (at == std::string_view::npos) return std::nullopt;
  return parse_id(text.substr(at + kBefore.size(), 36));
}

namespace {

// The issuers of Entra's tenants, in all of Microsoft's clouds (the Entra pages
// "access-token-claims-reference" and "authentication-national-cloud").
constexpr std::string_view kIssuers[] = {
    "https://sts.windows.net/",          "https://login.microsoftonline.com/",
    "https://login.microsoftonline.us/", "https://login.partner.microsoftonline.cn/",
    "https://sts.chinacloudapi.cn/",     "https://login.windows.net/"};

// What follows the issuer's host; nothing where it is no tenant's issuer.
std::optional<std::string_view> after_issuer(std::string_view text) {
  for (const std::string_view issuer : kIssuers) {
    if (starts_with_ignoring_case(text, issuer)) return text.substr(issuer.size());
  }
  return std::nullopt;
}

}  // namespace

std::optional<Guid> tenant_of_issuer(std::string_view text) {
  const auto rest = after_issuer(trimmed(text));
  return rest ? parse_id(rest->substr(0, rest->find('/'))) : std::nullopt;
}

bool read_identity_provider(std::string_view text, const std::optional<Guid>& here,
                            ProvingKey source, Actor& actor) {
  text = trimmed(text);
  if (const auto tenant = tenant_of_issuer(text)) {
    if (tenant == here) return false;
    actor.home_tenant = tenant;
    actor.home_tenant_source = source;
    return true;
  }
  const bool names = std::ranges::any_of(
      text, [](unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  if (!names || equal_ignoring_case(text, "N/A") || equal_ignoring_case(text, "null")) return false;
  actor.home_provider = text;
  // A tenant whose id cannot be read may be a partner's.
  if (!after_issuer(text)) actor.guest = true;
  return true;
}

std::optional<std::int64_t> sign_in_error(std::string_view text) {
  constexpr std::string_view kPrefix = "AADSTS";
  text = trimmed(text);
  if (starts_with_ignoring_case(text, kPrefix)) text.remove_prefix(kPrefix.size());
  return whole_number<std::int64_t>(text);
}

void read_outcome(Record& record, std::string_view text, Scratch& scratch) {
  text = trimmed(text);
  if (is_cut_object(text)) return scratch.note_cut();
  record.outcome = outcome_of(text);
  if (record.outcome == Outcome::kOther) record.other_outcome = scratch.store(lower(text));
}

}  // namespace aobo

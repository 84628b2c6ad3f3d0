#include "simulator/ask/evidence_origin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

// Partner Center writes an action of its own within moments of the tenant's record.
constexpr TimeNs kTwin = 10 * 60 * kSecondNs;

bool is_sign_in_of_request(const AskedEvent& of, const AskedEvent& other) {
  return !of.request.empty() && other.is_entry() &&
         (other.id == of.request || other.request == of.request);
}
bool began_session(const AskedEvent& of, const AskedEvent& other) {
  return !of.session.empty() && other.session == of.session && other.time <= of.time &&
         other.is_entry() && other.upn == of.upn;
}
bool is_check_out(const AskedEvent& of, const AskedEvent& other) {
  return other.sort == "check-out" && other.operation == "check-out" && other.time <= of.time &&
         (other.upn == of.upn || std::ranges::count(of.candidates, other.upn) > 0);
}
bool is_deed_in_partner_center(const AskedEvent& of, const AskedEvent& other) {
  return other.is_of("partner-center") && other.customer_id == of.customer_id &&
         other.upn == of.upn && std::abs(other.time - of.time) <= kTwin;
}
bool is_in_tool_log(const AskedEvent& of, const AskedEvent& other) {
  return other.is_of("tool") && other.customer_id == of.customer_id &&
         std::abs(other.time - of.time) <= kTwin &&
         (other.upn == of.upn || std::ranges::count(of.candidates, other.upn) > 0);
}
// A sign-in of the person's, as themselves, from where the shared account was used.
bool is_from_there(const AskedEvent& of, const AskedEvent& other) {
  return !of.address.empty() && other.address == of.address && other.is_sign_in() &&
         other.path != "shared-account" && other.time <= of.time &&
         (other.upn == of.upn || std::ranges::count(of.candidates, other.upn) > 0);
}
// A person gives up one name after another: the one of that time with the next renaming.
bool renamed(const AskedEvent& of, const AskedEvent& other) {
  return !other.old_upn.empty() && other.operation == "update user" &&
         other.target_id == of.user_id && other.tenant_id == of.partner_id && other.time >= of.time;
}

constexpr std::string_view kHere = "from this record";
constexpr std::string_view kElsewhere = "from another record";

constexpr EvidenceOrigin kOrigins[] = {
    {"token", kHere},
    {"token-unknown", kHere},
    {"object-id", kHere},
    {"object-id-unknown", kHere},
    {"acting-object", kHere},
    {"acting-object-unknown", kHere},
    {"puid", kHere},
    {"puid-learned", "from an earlier record, which had this PUID beside their object id"},
    {"group", "from this record and the groups of the directory"},
    {"guest-upn", kHere},
    {"former-upn", kElsewhere, renamed, true},
    {"upn", kHere},
    {"request", kElsewhere, is_sign_in_of_request},
    {"signin-of-token", kElsewhere, is_sign_in_of_request},
    {"session", kElsewhere, began_session, true},
    {"partner-center", kElsewhere, is_deed_in_partner_center},
    {"check-out", kElsewhere, is_check_out},
    {"address", kElsewhere, is_from_there},
    {"failed-signin", kHere},
    {"other-home", kHere},
    {"check-out-and-unknown", kElsewhere, is_check_out},
    {"check-out-unknown", kElsewhere},
    {"no-technician", kHere},
    {"tool-account", "from the directory"},
    {"tool-log", kElsewhere, is_in_tool_log},
    {"app-key", "from this record and the keys of the directory"},
    {"agent", kHere},
    {"other-object", kHere},
    {"other-upn", kHere},
    {"namesake", kElsewhere},
    {"check-out-renewed", kElsewhere, is_check_out},
    {"guest-holder", kElsewhere},
    {"strangers-name", kHere},
    {"partner-center-or-other", kElsewhere, is_deed_in_partner_center},
    {"account-name", "from this record and the accounts of the directory"},
};

// The record that a derived event tells of.
const AskedEvent* record_of(const std::vector<AskedEvent>& events, const AskedEvent& derived) {
  const auto found = std::ranges::find_if(events, [&](const AskedEvent& one) {
    return !one.is_derived() && one.origin == derived.origin && one.offset == derived.offset;
  });
  return found == events.end() ? nullptr : &*found;
}

}  // namespace

std::span<const EvidenceOrigin> evidence_origins() { return kOrigins; }

std::string origin_of_evidence(const std::vector<AskedEvent>& events, const AskedEvent& of,
                               std::string_view kind, const Zone& zone) {
  const auto row = std::ranges::find(kOrigins, kind, &EvidenceOrigin::kind);
  if (row == std::end(kOrigins)) return {};
  const AskedEvent* record = of.is_derived() ? record_of(events, of) : &of;
  AskedEvent asked = record == nullptr ? of : *record;
  asked.user_id = of.user_id;
  asked.upn = of.upn;
  asked.candidates = of.candidates;
  asked.partner_id = of.partner_id;
  const AskedEvent* found = nullptr;
  for (const AskedEvent& other : events) {
    if (row->fits == nullptr || (found != nullptr && row->first)) break;
    if (&other != record && !other.is_derived() && row->fits(asked, other)) found = &other;
  }
  if (found == nullptr && of.is_derived() && row->text == kHere)
    return "from the record that it tells of";
  if (found == nullptr) return std::string(row->text);
  return fmt::format("from {} {} {}", zone.written(found->time), found->family,
                     printable(found->handle()));
}

}  // namespace aobo::sim

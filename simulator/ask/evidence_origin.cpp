#include "simulator/ask/evidence_origin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "plugin/base/text.h"
#include "simulator/ask/record_ids.h"

namespace aobo::sim {
namespace {

// Partner Center and the logs of tools write an action of their own within moments of the tenant's
// record; a vault's clock may go otherwise than Microsoft's.
constexpr TimeNs kTwin = 10 * 60 * kSecondNs, kVaultClocksDiffer = 5 * 60 * kSecondNs;

bool names(const Claim& claim, const AskedEvent& other) {
  if (other.upn.empty()) return false;
  return other.upn == claim.of.upn || std::ranges::count(claim.of.candidates, other.upn) > 0;
}
bool mentions(const Claim& claim, const std::string& text) {
  return !text.empty() && find_ignoring_case(claim.sentence, text) != std::string_view::npos;
}
bool has_id_of(const Claim& claim, const AskedEvent& other) {
  return std::ranges::any_of(
      claim.ids, [&](const std::string& id) { return std::ranges::count(other.ids, id) > 0; });
}
bool is_near(const Claim& claim, const AskedEvent& other) {
  return std::abs(other.time - claim.of.time) <= kTwin;
}
bool is_of_request(const AskedEvent& of, const AskedEvent& other) {
  return !of.request.empty() && other.is_sign_in() &&
         (other.id == of.request || other.request == of.request);
}

// Another copy of the same sign-in. Of two that name different people both speak.
bool is_copy(const Claim& claim, const AskedEvent& other) {
  return is_of_request(claim.of, other) && !other.failed();
}
bool made_token(const Claim& claim, const AskedEvent& other) {
  const bool by_id = other.is_sign_in() && has_id_of(claim, other);
  return (by_id || is_of_request(claim.of, other)) && !other.failed() && names(claim, other);
}
bool began_session(const Claim& claim, const AskedEvent& other) {
  return !claim.of.session.empty() && other.session == claim.of.session && other.is_sign_in() &&
         !other.failed() && names(claim, other);
}
bool showed_puid(const Claim& claim, const AskedEvent& other) {
  return has_id_of(claim, other) && other.tenant_id == claim.of.partner_id && names(claim, other);
}
bool is_of_vault(const Claim& claim, const AskedEvent& other) {
  return other.sort == "check-out" && other.operation == "check-out" &&
         other.customer_id == claim.of.customer_id &&
         other.time <= claim.of.time + kVaultClocksDiffer;
}
bool is_check_out(const Claim& claim, const AskedEvent& other) {
  return is_of_vault(claim, other) && names(claim, other);
}
bool is_check_out_by_unknown(const Claim& claim, const AskedEvent& other) {
  return is_of_vault(claim, other) && other.upn.empty();
}
bool is_deed_in_partner_center(const Claim& claim, const AskedEvent& other) {
  return other.is_of("partner-center") && other.customer_id == claim.of.customer_id &&
         names(claim, other) && is_near(claim, other) && mentions(claim, other.operation);
}
// Which of the same id was made by them: one request may make several changes.
bool is_of_change(const Claim& claim, const AskedEvent& other) {
  return other.is_of("directory") && !other.is_sign_in() && mentions(claim, other.correlation) &&
         other.operation == claim.of.operation && other.tenant_id == claim.of.tenant_id;
}
bool is_of_change_by_them(const Claim& claim, const AskedEvent& other) {
  return is_of_change(claim, other) && names(claim, other);
}
bool is_of_change_by_unknown(const Claim& claim, const AskedEvent& other) {
  return is_of_change(claim, other) && other.upn.empty();
}
bool is_in_tool_log(const Claim& claim, const AskedEvent& other) {
  return other.is_of("tool") && other.customer_id == claim.of.customer_id &&
         is_near(claim, other) && names(claim, other);
}
// A sign-in of the person's, as themselves, from where the shared account was used.
bool is_from_there(const Claim& claim, const AskedEvent& other) {
  return !claim.of.address.empty() && other.address == claim.of.address && other.is_sign_in() &&
         other.path != "shared-account" && !other.failed() && other.time <= claim.of.time &&
         mentions(claim, other.upn);
}
// A person gives up one name after another: the one of that time with the next renaming.
bool renamed(const Claim& claim, const AskedEvent& other) {
  return mentions(claim, other.old_upn) && other.operation == "update user" && !other.failed() &&
         other.is_of("directory") && other.time >= claim.of.time;
}
// A sign-in there of the same name or id, which states that home.
bool stated_home(const Claim& claim, const AskedEvent& other) {
  const AskedEvent& of = claim.of;
  const bool same = equal_ignoring_case(other.actor, of.actor) ||
                    (!other.object.empty() && std::ranges::count(of.ids, other.object) > 0);
  return other.is_sign_in() && other.customer_id == of.customer_id && same && !other.home.empty() &&
         mentions(claim, other.home);
}
// A user of the tenant's own was made, or renamed, into that name.
bool made_namesake(const Claim& claim, const AskedEvent& other) {
  const AskedEvent& of = claim.of;
  if (other.customer_id != of.customer_id || other.failed() || other.time > of.time) return false;
  if (other.operation == "update user") return equal_ignoring_case(other.new_upn, of.actor);
  const bool made = other.operation == "add user" || other.operation == "restore user";
  return made && !of.actor.empty() && lower(other.target).ends_with(lower(of.actor));
}
// Whether the record itself states the home by which somebody is refuted: a sign-in any, and
// another one that holds its id; what is no tenant stands in no other record.
bool states_home_itself(const Claim& claim) {
  if (claim.of.is_sign_in()) return !claim.of.home.empty();
  const std::size_t at = claim.sentence.rfind("not believed, for ");
  const auto ids = ids_in(claim.sentence.substr(std::min(at, claim.sentence.size())));
  if (ids.empty()) return true;
  return ids.front() != claim.of.customer_id && std::ranges::count(claim.of.ids, ids.front()) > 0;
}
bool shows_other_home(const Claim& claim, const AskedEvent& other) {
  return !states_home_itself(claim) && (stated_home(claim, other) || made_namesake(claim, other));
}
bool signed_in_as_guest(const Claim& claim, const AskedEvent& other) {
  return other.is_sign_in() && !other.failed() && other.customer_id == claim.of.customer_id &&
         mentions(claim, other.upn) && has_id_of(claim, other);
}

using Pick = EvidenceOrigin::Pick;
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
    {"puid-learned", kElsewhere, showed_puid, Pick::kFirst},
    {"group", "from this record and the groups of the directory"},
    {"guest-upn", kHere},
    {"former-upn", kElsewhere, renamed, Pick::kFirst},
    {"upn", kHere},
    {"request", kElsewhere, is_copy, Pick::kNearest},
    {"signin-of-token", kElsewhere, made_token},
    {"session", kElsewhere, began_session, Pick::kFirst},
    {"partner-center", kElsewhere, is_deed_in_partner_center, Pick::kNearest},
    {"check-out", kElsewhere, is_check_out},
    {"address", kElsewhere, is_from_there},
    {"failed-signin", kHere},
    {"other-home", kHere, shows_other_home, Pick::kNearest},
    {"check-out-and-unknown", kElsewhere, is_check_out},
    {"check-out-unknown", kElsewhere, is_check_out_by_unknown},
    {"no-technician", kHere},
    {"tool-account", "from the directory"},
    {"tool-log", kElsewhere, is_in_tool_log, Pick::kNearest},
    {"app-key", "from this record and the keys of the directory"},
    {"agent", kHere},
    {"other-object", kHere},
    {"other-upn", kHere},
    {"namesake", kElsewhere, made_namesake},
    {"check-out-renewed", kElsewhere, is_check_out},
    {"guest-holder", kElsewhere, signed_in_as_guest},
    {"strangers-name", kHere},
    {"partner-center-or-other", kElsewhere, is_deed_in_partner_center, Pick::kNearest},
    {"account-name", "from this record and the accounts of the directory"},
    {"activity", kElsewhere, is_of_change_by_them, Pick::kNearest},
    {"activity-and-unknown", kElsewhere, is_of_change_by_them, Pick::kNearest},
    {"activity-unknown", kElsewhere, is_of_change_by_unknown, Pick::kNearest},
};

// The record that a derived event tells of.
const AskedEvent* record_of(const std::vector<AskedEvent>& events, const AskedEvent& derived) {
  const auto found = std::ranges::find_if(events, [&](const AskedEvent& one) {
    return !one.is_derived() && one.origin == derived.origin && one.offset == derived.offset;
  });
  return found == events.end() ? nullptr : &*found;
}

// When the session or the token began with which it was done: somebody must have had the password
// then. That of the record where no sign-in tells.
TimeNs began(const std::vector<AskedEvent>& events, const AskedEvent& of) {
  TimeNs time = of.time;
  for (const AskedEvent& other : events) {
    const bool same =
        (!of.session.empty() && other.session == of.session) || is_of_request(of, other);
    if (same && other.is_sign_in() && !other.failed()) time = std::min(time, other.time);
  }
  return time;
}

// Of those that may be it the one that the row picks; null where there is none.
const AskedEvent* origin_among(const std::vector<AskedEvent>& events, const AskedEvent* record,
                               const EvidenceOrigin& row, const Claim& claim) {
  const AskedEvent* found = nullptr;
  const auto distance = [&](const AskedEvent& one) { return std::abs(one.time - claim.of.time); };
  for (const AskedEvent& other : events) {
    if (&other == record || other.is_derived() || !row.fits(claim, other)) continue;
    const bool better = found == nullptr || row.pick == Pick::kLast ||
                        (row.pick == Pick::kNearest && distance(other) < distance(*found));
    if (better) found = &other;
  }
  return found;
}

}  // namespace

std::span<const EvidenceOrigin> evidence_origins() { return kOrigins; }

std::string origin_of_evidence(const std::vector<AskedEvent>& events, const AskedEvent& of,
                               std::size_t nth, const Zone& zone) {
  const auto row = std::ranges::find(kOrigins, of.evidence_kinds.at(nth), &EvidenceOrigin::kind);
  if (row == std::end(kOrigins)) return {};
  const AskedEvent* record = of.is_derived() ? record_of(events, of) : &of;
  AskedEvent asked = record == nullptr ? of : *record;
  asked.user_id = of.user_id;
  asked.upn = of.upn;
  asked.candidates = of.candidates;
  asked.partner_id = of.partner_id;
  if (row->kind.starts_with("check-out")) asked.time = began(events, asked);
  const std::string& sentence = of.evidence.at(nth);
  const AskedEvent* found =
      row->fits == nullptr
          ? nullptr
          : origin_among(events, record, *row, {asked, sentence, ids_in(sentence)});
  if (found == nullptr && of.is_derived() && row->text == kHere)
    return "from the record that it tells of";
  if (found == nullptr) return std::string(row->text);
  return fmt::format("from {} {} {}", zone.written(found->time), found->family,
                     printable(found->handle()));
}

}  // namespace aobo::sim

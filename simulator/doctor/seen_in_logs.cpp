#include "simulator/doctor/seen_in_logs.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace aobo::sim {
namespace {

enum Asked : std::size_t { kDerived, kFamily, kCustomer, kTenant, kIsPartner, kPartner, kCount };
constexpr std::array<const char*, kCount> kFields = {"aobo.derived",     "aobo.family",
                                                     "aobo.customer.id", "aobo.tenant.id",
                                                     "aobo.is_partner",  "aobo.partner.id"};

// Logs that no customer has, whatever tenant they are about.
constexpr std::array<std::string_view, 4> kOfPartners = {"partner.audit", "vault.checkout",
                                                         "tool.log", "access.window"};

}  // namespace

Result<SeenInLogs> read_seen(Session& session, const std::function<void()>& each) {
  std::vector<FieldQuery> queries;
  for (const char* field : kFields) {
    auto query = session.query(field);
    if (!query) return query.error();
    queries.push_back(std::move(*query));
  }
  const auto text = [&](Asked asked) { return session.text(queries[asked]); };
  SeenInLogs seen;
  for (;;) {
    const auto more = session.next();
    if (!more) return more.error();
    if (!*more) return seen;
    each();
    if (!text(kDerived).empty()) continue;
    ++seen.records;
    const auto place = parse_id(text(kCustomer));
    if (place) seen.places.insert(*place);
    if (!place) ++seen.nowhere;
    // A partner's log tells of customers too: that is no log of theirs.
    auto whose = parse_id(text(kTenant));
    const std::string family = text(kFamily);
    if (!whose && !std::ranges::count(kOfPartners, family)) whose = place;
    if (whose) seen.tenants[*whose].insert(family);
    const auto is_partner = session.extract(queries[kIsPartner]);
    if (!is_partner || is_partner->boolean != true) continue;
    if (const auto partner = parse_id(text(kPartner))) ++seen.partners[*partner];
  }
}

}  // namespace aobo::sim

#include "simulator/doctor/seen_in_logs.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace aobo::sim {
namespace {

enum Asked : std::size_t { kDerived, kTraits, kCustomer, kTenant, kIsPartner, kPartner, kCount };
constexpr std::array<const char*, kCount> kFields = {"aobo.derived",     "aobo.family.traits",
                                                     "aobo.customer.id", "aobo.tenant.id",
                                                     "aobo.is_partner",  "aobo.partner.id"};

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
    const auto traits = session.extract(queries[kTraits]);
    const auto is_of = [&](std::string_view trait) {
      return traits && std::ranges::count(traits->texts, trait) > 0;
    };
    if (!whose && !is_of("own-word")) whose = place;
    if (whose) seen.tenants.insert(*whose);
    if (whose && is_of("sign-ins")) seen.sign_ins.insert(*whose);
    const auto is_partner = session.extract(queries[kIsPartner]);
    if (!is_partner || is_partner->boolean != true) continue;
    if (const auto partner = parse_id(text(kPartner))) ++seen.partners[*partner];
  }
}

}  // namespace aobo::sim

#include "simulator/doctor/seen_in_logs.h"

#include <array>
#include <utility>

namespace aobo::sim {
namespace {

enum Asked : std::size_t { kDerived, kFamily, kCustomer, kIsPartner, kPartner, kCount };
constexpr std::array<const char*, kCount> kFields = {
    "aobo.derived", "aobo.family", "aobo.customer.id", "aobo.is_partner", "aobo.partner.id"};

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
    const auto tenant = parse_id(text(kCustomer));
    if (tenant) {
      seen.tenants[*tenant].insert(text(kFamily));
    } else {
      ++seen.nowhere;
    }
    const auto is_partner = session.extract(queries[kIsPartner]);
    if (!is_partner || is_partner->boolean != true) continue;
    if (const auto partner = parse_id(text(kPartner))) ++seen.partners[*partner];
  }
}

}  // namespace aobo::sim

#include "plugin/timeline/arrival.h"

#include <tuple>

namespace aobo {
namespace {

// Vaults and Partner Center name people in clear, and so does a sign-in's copy in the actor's own
// tenant.
int rank(const Record& record) {
  if (record.family == "vault.checkout" || record.family == "access.window") return 0;
  if (record.family == "partner.audit") return 1;
  const bool own_copy = record.actor.home_tenant && record.actor.home_tenant == record.log_tenant;
  if (record.family == "entra.signin") return own_copy ? 2 : 3;
  return 4;
}

}  // namespace

bool comes_before(const Arrival& a, const Arrival& b) {
  const Record& x = a.record();
  const Record& y = b.record();
  if (x.time != y.time) return x.time < y.time;
  const auto key = [](const Arrival& arrival) {
    const Record& r = arrival.record();
    return std::tuple(rank(r), r.log_tenant, r.family, r.id, arrival.packed.json(), arrival.input,
                      arrival.offset);
  };
  return key(a) < key(b);
}

}  // namespace aobo

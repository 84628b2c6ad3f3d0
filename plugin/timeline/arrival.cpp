#include "plugin/timeline/arrival.h"

#include <tuple>

namespace aobo {
namespace {

// A sign-in's copy in the actor's own tenant names people in clear, and comes before the others.
int rank(const Record& record) {
  const bool own_copy = record.family->sort == Sort::kSignIn && record.actor.home_tenant &&
                        record.actor.home_tenant == record.log_tenant;
  return record.family->rank - (own_copy ? 1 : 0);
}

// All but where it stands. One time is given.
auto content(const Arrival& arrival) {
  const Record& r = arrival.record();
  return std::tuple(rank(r), r.log_tenant, r.family->name, r.id, arrival.packed.json());
}

}  // namespace

bool comes_before(const Arrival& one, const Arrival& other) {
  const Record& x = one.record();
  const Record& y = other.record();
  if (x.time != y.time) return x.time < y.time;
  const auto key = [](const Arrival& arrival) {
    return std::tuple_cat(content(arrival),
                          std::tuple(arrival.input, arrival.offset, arrival.part));
  };
  return key(one) < key(other);
}

bool is_the_same(const Arrival& one, const Arrival& other) {
  return one.record().time == other.record().time && content(one) == content(other);
}

}  // namespace aobo

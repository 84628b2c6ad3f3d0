#include "plugin/identity/evidence/memberships.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::optional<bool> Memberships::was_in(const Guid& group, const PersonKey& person,
                                        TimeNs time) const {
  std::optional<Entry> before, after;
  ledger_.each(group, 0, [&](const Entry& entry) {
    if (entry.person != person) return;
    if (entry.time <= time && (!before || entry.time >= before->time)) before = entry;
    if (entry.time > time && (!after || entry.time < after->time)) after = entry;
  });
  if (before) return before->added;
  return after ? std::optional(!after->added) : std::nullopt;
}

std::vector<PersonKey> Memberships::people(const Guid& group) const {
  std::vector<PersonKey> people;
  ledger_.each(group, 0, [&](const Entry& entry) { add_once(people, entry.person); });
  return people;
}

}  // namespace aobo

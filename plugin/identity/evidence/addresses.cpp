#include "plugin/identity/evidence/addresses.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> Addresses::people(const Ip& ip, TimeNs time, RecordNumber asking) const {
  if (ledger_.is_shared(ip)) return {};
  std::vector<PersonKey> then, ever;
  ledger_.each(ip, asking, [&](const Entry& entry) {
    add_once(ever, entry.person);
    if (entry.proven && entry.time <= time && time <= entry.time + window_)
      add_once(then, entry.person);
  });
  return ever.size() == 1 ? then : std::vector<PersonKey>();
}

}  // namespace aobo

#include "plugin/identity/evidence/check_outs.h"

#include <algorithm>

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> CheckOuts::holders(std::string_view account, TimeNs time,
                                          RecordNumber asking) const {
  std::vector<Entry> outs, ins;
  ledger_.each(account, asking,
               [&](const Entry& entry) { (entry.out ? outs : ins).push_back(entry); });
  std::vector<PersonKey> people;
  for (const Entry& out : outs) {
    if (out.time > time) continue;
    // The moment of the check-in still belongs to the loan: logs write no more than seconds.
    TimeNs last = out.time + longest_ - 1;
    for (const Entry& in : ins) {
      if (in.person == out.person && in.time >= out.time) last = std::min(last, in.time);
    }
    if (time <= last) add_once(people, out.person);
  }
  return people;
}

}  // namespace aobo

#include "plugin/identity/evidence/check_outs.h"

#include <algorithm>

#include "plugin/base/distinct.h"

namespace aobo {
namespace {

using Entry = CheckOuts::Entry;

bool same_holder(const Entry& a, const Entry& b) {
  return a.person == b.person && a.written == b.written;
}

// A check-in ends its own holder's loan. One that the vault makes by itself, or without a person,
// ends whatever is out; so does one by somebody who has nothing out and whom nobody knows.
bool ends(const Entry& in, const Entry& out, const std::vector<Entry>& outs) {
  if (in.time < out.time) return false;
  if (same_holder(in, out)) return true;
  if (in.person) return false;
  return std::ranges::none_of(
      outs, [&](const Entry& one) { return one.time <= in.time && same_holder(in, one); });
}

}  // namespace

CheckOuts::Holders CheckOuts::holders(std::string_view account, TimeNs time,
                                      RecordNumber asking) const {
  std::vector<Entry> outs, ins;
  ledger_.each(account, asking,
               [&](const Entry& entry) { (entry.out ? outs : ins).push_back(entry); });
  Holders holders;
  for (const Entry& out : outs) {
    if (out.time > time) continue;
    // The moment of the check-in still belongs to the loan: logs write no more than seconds.
    TimeNs last = out.time + longest_ - 1;
    for (const Entry& in : ins) {
      if (ends(in, out, outs)) last = std::min(last, in.time);
    }
    if (time > last) continue;
    if (out.person) {
      add_once(holders.people, *out.person);
    } else {
      holders.others = true;
    }
  }
  return holders;
}

}  // namespace aobo

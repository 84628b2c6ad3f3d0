// truncated-page: one record in forty of a paged log is where its page breaks off; what follows
// comes with the next page.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool is_paged(Framing framing) {
  return framing == Framing::kValuePage || framing == Framing::kRecords ||
         framing == Framing::kArray || framing == Framing::kItemsPage;
}

bool strike(const FaultSetting& setting, Draft& draft) {
  if (!is_paged(draft.framing) || draft.damage != Damage::kNone) return false;
  if (!hits(setting.seed, "page ends at " + draft.name, 1, 40)) return false;
  draft.damage = Damage::kCut;
  draft.damage_at = hash_of(setting.seed, "where the page ends in " + draft.name);
  return true;
}

}  // namespace

const Fault truncated_page{
    "truncated-page", "a page ends inside a record", nullptr, nullptr, strike, nullptr};

}  // namespace aobo::sim::fault

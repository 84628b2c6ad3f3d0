#include "plugin/identity/evidence/partner_center_actions.h"

#include <cstdlib>

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> PartnerCenterActions::people(const Guid& customer,
                                                    std::string_view operation,
                                                    std::string_view target, TimeNs time,
                                                    RecordNumber asking) const {
  std::vector<PersonKey> people;
  // Somebody else may have done the same, and that was forgotten.
  if (time - window_ <= ledger_.forgotten_until(customer)) return people;
  const std::string wanted = lower(target);
  ledger_.each(customer, asking, [&](const Entry& entry) {
    const bool near = std::abs(entry.time - time) <= window_;
    const bool same_target = !wanted.empty() && entry.target == wanted;
    if (near && same_target && entry.operation == operation) add_once(people, entry.person);
  });
  return people;
}

}  // namespace aobo

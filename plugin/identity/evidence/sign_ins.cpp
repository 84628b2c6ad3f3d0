#include "plugin/identity/evidence/sign_ins.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> SignIns::by_request(const Guid& request, RecordNumber asking) const {
  std::vector<PersonKey> people;
  ledger_.each(request, asking, [&](const Entry& entry) {
    if (entry.exact) add_once(people, entry.naming.person);
  });
  return people;
}

std::vector<Naming> SignIns::by_token(const Guid& request, RecordNumber asking) const {
  std::vector<Naming> namings;
  ledger_.each(request, asking, [&](const Entry& entry) { add_once(namings, entry.naming); });
  return namings;
}

}  // namespace aobo

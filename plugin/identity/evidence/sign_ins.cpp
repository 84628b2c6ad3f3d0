#include "plugin/identity/evidence/sign_ins.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> SignIns::by_request(const Guid& request, RecordNumber asking) const {
  return people(request, asking, true);
}

std::vector<PersonKey> SignIns::by_token(const Guid& request, RecordNumber asking) const {
  return people(request, asking, false);
}

std::vector<PersonKey> SignIns::people(const Guid& request, RecordNumber asking,
                                       bool exact_only) const {
  std::vector<PersonKey> people;
  ledger_.each(request, asking, [&](const Entry& entry) {
    if (entry.exact || !exact_only) add_once(people, entry.person);
  });
  return people;
}

}  // namespace aobo

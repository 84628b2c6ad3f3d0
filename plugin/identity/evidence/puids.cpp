#include "plugin/identity/evidence/puids.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> Puids::people(std::uint64_t puid, RecordNumber asking) const {
  std::vector<PersonKey> people;
  ledger_.each(puid, asking, [&](const Entry& entry) { add_once(people, entry); });
  return people;
}

}  // namespace aobo

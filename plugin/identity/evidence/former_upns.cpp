#include "plugin/identity/evidence/former_upns.h"

#include "plugin/base/distinct.h"

namespace aobo {

std::vector<PersonKey> FormerUpns::people(std::string_view upn, TimeNs time,
                                          RecordNumber asking) const {
  std::optional<Entry> next;
  ledger_.each(upn, asking, [&](const Entry& entry) {
    if (time < entry.until && (!next || entry.until < next->until)) next = entry;
  });
  return next ? std::vector<PersonKey>{next->person} : std::vector<PersonKey>();
}

std::vector<PersonKey> FormerUpns::ever(std::string_view upn, RecordNumber asking) const {
  std::vector<PersonKey> people;
  ledger_.each(upn, asking, [&](const Entry& entry) { add_once(people, entry.person); });
  return people;
}

}  // namespace aobo

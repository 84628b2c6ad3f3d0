#include "plugin/identity/evidence/token_homes.h"

namespace aobo {

std::vector<Guid> TokenHomes::homes(const Record& record, const std::optional<Guid>& tenant,
                                    RecordNumber asking) const {
  std::vector<Guid> homes;
  if (record.token)
    ledger_.each(*record.token, asking, [&](const Entry& entry) { add_once(homes, entry.home); });
  if (!homes.empty()) return homes;
  if (const auto session = parse_id(record.session)) {
    ledger_.each(*session, asking, [&](const Entry& entry) {
      if (entry.tenant == tenant) add_once(homes, entry.home);
    });
  }
  return homes;
}

}  // namespace aobo

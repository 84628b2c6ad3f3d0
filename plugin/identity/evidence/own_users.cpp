#include "plugin/identity/evidence/own_users.h"

namespace aobo {

bool OwnUsers::contains(const Guid& tenant, std::string_view upn, RecordNumber asking) const {
  bool found = false;
  ledger_.each(key_of(tenant, upn), asking, [&](const Entry&) { found = true; });
  return found;
}

}  // namespace aobo

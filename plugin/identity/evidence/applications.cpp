#include "plugin/identity/evidence/applications.h"

namespace aobo {

Applications::Known Applications::known(const Guid& tenant, const Guid& principal,
                                        RecordNumber asking) const {
  Known known;
  bool contradicted = false;
  ledger_.each(principal, asking, [&](const Entry& entry) {
    if (entry.tenant != tenant) return;
    contradicted = contradicted || (known.app && known.app != entry.app) ||
                   (known.owner && entry.owner && known.owner != entry.owner);
    known.app = entry.app;
    if (entry.owner) known.owner = entry.owner;
  });
  return contradicted ? Known() : known;
}

}  // namespace aobo

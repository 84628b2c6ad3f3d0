#include "plugin/identity/evidence/applications.h"

namespace aobo {

std::optional<Guid> Applications::app(const Guid& tenant, const Guid& principal,
                                      RecordNumber asking) const {
  std::optional<Guid> app;
  bool contradicted = false;
  ledger_.each(principal, asking, [&](const Entry& entry) {
    if (entry.tenant != tenant) return;
    contradicted = contradicted || (app && app != entry.app);
    app = entry.app;
  });
  return contradicted ? std::nullopt : app;
}

}  // namespace aobo

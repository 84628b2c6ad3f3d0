#include "plugin/identity/application.h"

namespace aobo {

std::optional<Guid> acting_application(const Case& c, const Evidence& evidence) {
  const Record& record = c.record();
  if (const auto own = parse_id(record.app_id)) return own;
  const auto& principal = record.actor.object;
  if (!acts_as_application(record) || !principal || !c.tenant) return std::nullopt;
  if (const auto exported = c.directory().application_of(*c.tenant, *principal)) return exported;
  return evidence.of<Applications>().app(*c.tenant, *principal, c.number);
}

std::optional<Guid> owner_of_application(const Case& c, const std::optional<Guid>& app) {
  if (c.record().actor.app_owner) return c.record().actor.app_owner;
  return app ? c.directory().owner_of_application(*app) : std::nullopt;
}

}  // namespace aobo

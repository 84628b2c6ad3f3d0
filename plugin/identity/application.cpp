#include "plugin/identity/application.h"

namespace aobo {

Applications::Known acting_application(const Case& c, const Evidence& evidence) {
  const Record& record = c.record();
  const Directory& directory = c.directory();
  const auto& principal = record.actor.object;
  Applications::Known own{parse_id(record.app_id), record.actor.app_owner};
  Applications::Known learned;
  if (acts_as_application(record) && principal && c.tenant) {
    learned = evidence.of<Applications>().known(*c.tenant, *principal, c.number);
    if (const auto exported = directory.application_of(*c.tenant, *principal))
      learned = {exported, std::nullopt};
  }
  if (!own.app) own.app = learned.app;
  if (!own.owner && own.app) own.owner = directory.owner_of_application(*own.app);
  if (!own.owner && own.app == learned.app) own.owner = learned.owner;
  return own;
}

}  // namespace aobo

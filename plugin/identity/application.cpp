#include "plugin/identity/application.h"

#include "plugin/identity/microsoft.h"

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

std::string_view owner_kind(const Case& c) {
  const Directory& directory = c.directory();
  if (c.app && is_microsoft_app(*c.app)) return "microsoft";
  if (c.app && directory.automation_app(*c.app) != nullptr) return "partner";
  if (!c.app_owner) return {};
  if (is_microsoft_tenant(*c.app_owner)) return "microsoft";
  if (directory.partner(*c.app_owner) != nullptr) return "partner";
  return c.app_owner == c.tenant ? "customer" : "other";
}

std::string_view tool_of(const Case& c) {
  if (c.attribution.tool != nullptr) return c.attribution.tool->tool->name;
  if (c.attribution.path != Path::kAutomation || !c.app) return {};
  const AutomationApp* app = c.directory().automation_app(*c.app);
  return app != nullptr ? std::string_view(app->name) : std::string_view();
}

std::optional<bool> key_known(const Case& c) {
  const SignIn& sign_in = c.record().sign_in;
  if (!c.app || key_of(sign_in).empty()) return std::nullopt;
  const auto known = c.directory().knows_key(*c.app, sign_in.key, sign_in.key_thumbprint);
  // Exports of an application leave its federations out.
  return sign_in.key_federated && known != true ? std::nullopt : known;
}

}  // namespace aobo

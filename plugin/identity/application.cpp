#include "plugin/identity/application.h"

#include "plugin/identity/microsoft.h"

namespace aobo {

Applications::Known acting_application(const Case& the_case, const std::optional<Guid>& tenant,
                                       const Evidence& evidence) {
  const Record& record = the_case.record();
  const Directory& directory = the_case.directory();
  const auto& principal = record.actor.object;
  Applications::Known own{parse_id(record.app_id), record.actor.app_owner};
  Applications::Known learned;
  if (acts_as_application(record) && principal && tenant) {
    learned = evidence.of<Applications>().known(*tenant, *principal, the_case.number);
    if (const auto exported = directory.application_of(*tenant, *principal))
      learned = {exported, std::nullopt};
  }
  if (!own.app) own.app = learned.app;
  if (!own.owner && own.app) own.owner = directory.owner_of_application(*own.app);
  if (!own.owner && own.app == learned.app) own.owner = learned.owner;
  return own;
}

AppOwner owner_kind(const Case& the_case) {
  const Directory& directory = the_case.directory();
  if (the_case.app && is_microsoft_app(*the_case.app)) return AppOwner::kMicrosoft;
  if (the_case.app && directory.automation_app(*the_case.app) != nullptr) return AppOwner::kPartner;
  if (!the_case.app_owner) return AppOwner::kUnknown;
  if (is_microsoft_tenant(*the_case.app_owner)) return AppOwner::kMicrosoft;
  if (directory.partner(*the_case.app_owner) != nullptr) return AppOwner::kPartner;
  return the_case.app_owner == the_case.tenant ? AppOwner::kCustomer : AppOwner::kOther;
}

std::string_view name(AppOwner owner) {
  switch (owner) {
    case AppOwner::kUnknown:
      return {};
    case AppOwner::kPartner:
      return "partner";
    case AppOwner::kCustomer:
      return "customer";
    case AppOwner::kMicrosoft:
      return "microsoft";
    case AppOwner::kOther:
      return "other";
  }
  return {};
}

std::string_view tool_of(const Case& the_case) {
  if (the_case.attribution.tool != nullptr) return the_case.attribution.tool->tool->name;
  if (the_case.attribution.path != Path::kAutomation || !the_case.app) return {};
  const AutomationApp* app = the_case.directory().automation_app(*the_case.app);
  return app != nullptr ? std::string_view(app->name) : std::string_view();
}

std::optional<bool> key_known(const Case& the_case) {
  const SignIn& sign_in = the_case.record().sign_in;
  if (!the_case.app || key_of(sign_in).empty()) return std::nullopt;
  const auto known =
      the_case.directory().knows_key(*the_case.app, sign_in.key, sign_in.key_thumbprint);
  // Exports of an application leave its federations out.
  return sign_in.key_federated && known != true ? std::nullopt : known;
}

}  // namespace aobo

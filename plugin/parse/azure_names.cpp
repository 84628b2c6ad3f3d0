#include "plugin/parse/azure_names.h"

#include <algorithm>
#include <iterator>

#include "plugin/base/text.h"
#include "plugin/parse/common.h"

namespace aobo {
namespace {

struct Shown {
  std::string_view name, operation;
};
constexpr Shown kShown[] = {
    {"assigns the caller to user access admin", "microsoft.authorization/elevateaccess/action"},
    {"assigns the caller to user access administrator role",
     "microsoft.authorization/elevateaccess/action"},
    {"set administrator", "microsoft.authorization/classicadministrators/write"},
    {"delete administrator", "microsoft.authorization/classicadministrators/delete"},
    {"add management locks", "microsoft.authorization/locks/write"},
    {"delete management locks", "microsoft.authorization/locks/delete"},
    {"create policy assignment", "microsoft.authorization/policyassignments/write"},
    {"delete policy assignment", "microsoft.authorization/policyassignments/delete"},
    {"create policy definition", "microsoft.authorization/policydefinitions/write"},
    {"delete policy definition", "microsoft.authorization/policydefinitions/delete"},
    {"create role assignment", "microsoft.authorization/roleassignments/write"},
    {"delete role assignment", "microsoft.authorization/roleassignments/delete"},
    {"create or update custom role definition", "microsoft.authorization/roledefinitions/write"},
    {"delete custom role definition", "microsoft.authorization/roledefinitions/delete"},
    {"create or update an azure automation runbook",
     "microsoft.automation/automationaccounts/runbooks/write"},
    {"delete an azure automation runbook",
     "microsoft.automation/automationaccounts/runbooks/delete"},
    {"get disk sas uri", "microsoft.compute/disks/begingetaccess/action"},
    {"create or update virtual machine", "microsoft.compute/virtualmachines/write"},
    {"delete virtual machine", "microsoft.compute/virtualmachines/delete"},
    {"start virtual machine", "microsoft.compute/virtualmachines/start/action"},
    {"power off virtual machine", "microsoft.compute/virtualmachines/poweroff/action"},
    {"redeploy virtual machine", "microsoft.compute/virtualmachines/redeploy/action"},
    {"restart virtual machine", "microsoft.compute/virtualmachines/restart/action"},
    {"deallocate virtual machine", "microsoft.compute/virtualmachines/deallocate/action"},
    {"run command on virtual machine", "microsoft.compute/virtualmachines/runcommand/action"},
    {"create or update virtual machine extension",
     "microsoft.compute/virtualmachines/extensions/write"},
    {"create or update diagnostic setting", "microsoft.insights/diagnosticsettings/write"},
    {"create or update resource diagnostic setting", "microsoft.insights/diagnosticsettings/write"},
    {"delete diagnostic setting", "microsoft.insights/diagnosticsettings/delete"},
    {"delete resource diagnostic setting", "microsoft.insights/diagnosticsettings/delete"},
    {"update key vault", "microsoft.keyvault/vaults/write"},
    {"delete storage account", "microsoft.storage/storageaccounts/delete"},
    {"list storage account keys", "microsoft.storage/storageaccounts/listkeys/action"},
    {"regenerate storage account keys", "microsoft.storage/storageaccounts/regeneratekey/action"},
};

// Azure's own words beside success and failure.
constexpr std::string_view kAzureWords[] = {"Active",   "Resolved", "Updated",   "InProgress",
                                            "Canceled", "Created",  "Cancelled", "Running"};

// How Azure's words are shown to readers of other languages.
struct Localised {
  std::string_view shown;
  Outcome outcome;
};
constexpr Localised kLocalised[] = {
    {"Erfolgreich", Outcome::kSuccess},
    {"Fehlgeschlagen", Outcome::kFailure},
    {"Fehler", Outcome::kFailure},
    {"Gestartet", Outcome::kStarted},
    {"Akzeptiert", Outcome::kStarted},
    {"Angenommen", Outcome::kStarted},
    {"Réussi", Outcome::kSuccess},
    {"Réussie", Outcome::kSuccess},
    {"Opération réussie", Outcome::kSuccess},
    {"Échec", Outcome::kFailure},
    {"Démarré", Outcome::kStarted},
    {"Accepté", Outcome::kStarted},
    {"Correcto", Outcome::kSuccess},
    {"Realizado correctamente", Outcome::kSuccess},
    {"Error", Outcome::kFailure},
    {"Erróneo", Outcome::kFailure},
    {"Iniciado", Outcome::kStarted},
    {"Aceptado", Outcome::kStarted},
    {"Riuscito", Outcome::kSuccess},
    {"Operazione riuscita", Outcome::kSuccess},
    {"Non riuscito", Outcome::kFailure},
    {"Operazione non riuscita", Outcome::kFailure},
    {"Avviato", Outcome::kStarted},
    {"Accettato", Outcome::kStarted},
    {"Êxito", Outcome::kSuccess},
    {"Com êxito", Outcome::kSuccess},
    {"Falha", Outcome::kFailure},
    {"Com falha", Outcome::kFailure},
    {"Aceito", Outcome::kStarted},
    {"Geslaagd", Outcome::kSuccess},
    {"Mislukt", Outcome::kFailure},
    {"Gestart", Outcome::kStarted},
    {"Geaccepteerd", Outcome::kStarted},
};
// The category that records of what somebody did have, in the same languages.
constexpr std::string_view kLocalisedAdministrative[] = {
    "Verwaltung",     "Administrativ",  "Administratif",  "Administrative", "Administrativo",
    "Amministrativo", "Amministrativa", "Administratief", "Beheer",         "Administrativa"};

}  // namespace

std::string_view azure_operation_shown_as(std::string_view name) {
  const auto* row = std::ranges::find(kShown, name, &Shown::name);
  return row == std::end(kShown) ? std::string_view() : row->operation;
}

void read_azure_words(Record& record) {
  if (is_any_ignoring_case(kLocalisedAdministrative, record.kind))
    record.kind = kAzureAdministrative;
  const std::string_view word = trimmed(record.other_outcome);
  if (record.outcome != Outcome::kOther || is_any_ignoring_case(kAzureWords, word)) return;
  const auto* row = std::ranges::find_if(
      kLocalised, [&](const Localised& one) { return equal_ignoring_case(one.shown, word); });
  add_parameter(record, "Status", record.other_outcome);
  record.outcome = row == std::end(kLocalised) ? Outcome::kNone : row->outcome;
  record.other_outcome = {};
}

}  // namespace aobo

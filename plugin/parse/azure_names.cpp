#include "plugin/parse/azure_names.h"

#include <algorithm>
#include <iterator>

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

}  // namespace

std::string_view azure_operation_shown_as(std::string_view name) {
  const auto* row = std::ranges::find(kShown, name, &Shown::name);
  return row == std::end(kShown) ? std::string_view() : row->operation;
}

}  // namespace aobo

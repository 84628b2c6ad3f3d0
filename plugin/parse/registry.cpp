#include "plugin/parse/registry.h"

#include <algorithm>

namespace aobo {
namespace {

using namespace families_of;

// clang-format off
constexpr FamilyRow kFamilies[] = {
    {{.name = "entra.signin", .sort = Sort::kSignIn, .workload = "entra", .rank = 3},
     is_entra_signin, parse_entra_signin},
    {{.name = "graph.activity", .workload = "graph"},
     is_graph_activity, parse_graph_activity},
    {{.name = "intune.audit", .workload = "intune", .needs_role = true},
     is_intune_audit, parse_intune_audit},
    {{.name = "entra.audit", .workload = "entra", .tenant_changes = true, .needs_role = true},
     is_entra_audit, parse_entra_audit},
    {{.name = "m365.audit", .sign_in_kind = "AzureActiveDirectoryStsLogon",
      .tenant_changes = true, .needs_role = true},
     is_m365_audit, parse_m365_audit},
    {{.name = "partner.audit", .workload = "partner-center", .rank = 1, .partner_center = true,
      .of_other_tenants = true},
     is_partner_audit, parse_partner_audit},
    {{.name = "azure.activity", .workload = "azure", .azure_rights = true},
     is_azure_activity, parse_azure_activity},
    {{.name = "vault.checkout", .sort = Sort::kCheckOut, .workload = "vault", .rank = 0,
      .of_other_tenants = true},
     is_vault_checkout, parse_vault_checkout},
    {{.name = "access.window", .sort = Sort::kAccessWindow, .rank = 0},
     is_access_window, parse_access_window},
};
// clang-format on

}  // namespace

std::span<const FamilyRow> families() { return kFamilies; }

const Family& family_named(std::string_view name) {
  const auto* row = std::ranges::find_if(
      kFamilies, [&](const FamilyRow& known) { return known.traits.name == name; });
  return row == std::end(kFamilies) ? kNoFamily : row->traits;
}

}  // namespace aobo

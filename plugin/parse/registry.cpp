#include "plugin/parse/registry.h"

#include <algorithm>

namespace {

constexpr aobo::TimeNs kMinuteNs = 60 * aobo::kSecondNs;

}  // namespace

// clang-format off
// A family a row: the name of its file, which has is_… and parse_…, and its traits.
#define AOBO_FAMILIES(FAMILY) \
  FAMILY(entra_signin, .name = "entra.signin", .sort = Sort::kSignIn, .workload = "entra", .rank = 3, .lag = 15 * kMinuteNs) \
  FAMILY(graph_activity, .name = "graph.activity", .workload = "graph", .graph_calls = true, .lag = 30 * kMinuteNs) \
  FAMILY(intune_audit, .name = "intune.audit", .workload = "intune", .needs_role = true, .lag = 60 * kMinuteNs) \
  FAMILY(entra_audit, .name = "entra.audit", .workload = "entra", .tenant_changes = true, .directory = true, .needs_role = true, .lag = 15 * kMinuteNs) \
  FAMILY(m365_audit, .name = "m365.audit", .sign_in_kind = "AzureActiveDirectoryStsLogon", .sign_in_operations = "userlog", .tenant_changes = true, .directory_workload = "AzureActiveDirectory", .needs_role = true, .lag = 90 * kMinuteNs) \
  FAMILY(partner_audit, .name = "partner.audit", .workload = "partner-center", .rank = 1, .partner_center = true, .of_other_tenants = true, .lag = 60 * kMinuteNs) \
  FAMILY(azure_activity, .name = "azure.activity", .workload = "azure", .azure_rights = true, .lag = 20 * kMinuteNs) \
  FAMILY(vault_checkout, .name = "vault.checkout", .sort = Sort::kCheckOut, .workload = "vault", .rank = 0, .of_other_tenants = true) \
  FAMILY(tool_log, .name = "tool.log", .workload = "tool", .rank = 1, .tool = true, .of_other_tenants = true, .lag = 60 * kMinuteNs) \
  FAMILY(access_window, .name = "access.window", .sort = Sort::kAccessWindow, .rank = 0)
// clang-format on

namespace aobo {

namespace families_of {
#define AOBO_DECLARE(file, ...)    \
  bool is_##file(const Document&); \
  std::optional<Refusal> parse_##file(const Document&, Record&);
AOBO_FAMILIES(AOBO_DECLARE)
#undef AOBO_DECLARE
}  // namespace families_of

namespace {

#define AOBO_ROW(file, ...) {{__VA_ARGS__}, families_of::is_##file, families_of::parse_##file},
constexpr FamilyRow kFamilies[] = {AOBO_FAMILIES(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace

std::span<const FamilyRow> families() { return kFamilies; }

const Family& family_named(std::string_view name) {
  const auto* row = std::ranges::find_if(
      kFamilies, [&](const FamilyRow& known) { return known.traits.name == name; });
  return row == std::end(kFamilies) ? kNoFamily : row->traits;
}

}  // namespace aobo

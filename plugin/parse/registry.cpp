#include "plugin/parse/registry.h"

namespace aobo {
namespace {

using namespace families_of;

constexpr Family kFamilies[] = {
    {"entra.signin", is_entra_signin, parse_entra_signin},
    {"graph.activity", is_graph_activity, parse_graph_activity},
    {"intune.audit", is_intune_audit, parse_intune_audit},
    {"entra.audit", is_entra_audit, parse_entra_audit},
    {"m365.audit", is_m365_audit, parse_m365_audit},
    {"partner.audit", is_partner_audit, parse_partner_audit},
    {"azure.activity", is_azure_activity, parse_azure_activity},
    {"vault.checkout", is_vault_checkout, parse_vault_checkout},
    {"access.window", is_access_window, parse_access_window},
};

}  // namespace

std::span<const Family> families() { return kFamilies; }

}  // namespace aobo

// The values of fields that have few: as the plugin's descriptions of its fields list them
// (docs/fields.md).
#include <array>

#include "simulator/rules/lints.h"

namespace aobo::sim {
namespace {

using V = std::string_view;
constexpr V kFamilies[] = {"entra.signin",  "entra.audit",    "m365.audit",    "azure.activity",
                           "intune.audit",  "graph.activity", "partner.audit", "vault.checkout",
                           "access.window", "aobo.derived"};
constexpr V kPaths[] = {"gdap",           "dap",        "aobo",     "lighthouse", "guest",
                        "shared-account", "automation", "customer", "microsoft",  "unknown"};
constexpr V kConfidence[] = {"exact",    "strong",  "weak",      "ambiguous",
                             "conflict", "unknown", "unresolved"};
constexpr V kMethods[] = {"token", "object-id", "puid",           "upn",       "request",
                          "group", "session",   "partner-center", "check-out", "address"};
constexpr V kPartnerKinds[] = {"direct", "indirect-provider", "reseller"};
constexpr V kActorTypes[] = {"user", "service-principal", "managed-identity", "group", "system"};
constexpr V kPolicy[] = {"allowed", "violation", "none"};
constexpr V kViolations[] = {"customer", "workload",     "operation", "time",
                             "ticket",   "relationship", "role",      "person"};
constexpr V kRelationshipTypes[] = {"gdap", "dap", "aobo", "lighthouse"};
constexpr V kRelationshipStatus[] = {"active", "not-yet", "expired", "terminated", "unknown"};
constexpr V kFindings[] = {"expired",          "terminated",      "not-yet",
                           "no-relationship",  "dap-beside-gdap", "no-group",
                           "role-not-granted", "group-unknown",   "delegation-unknown",
                           "leaver",           "not-yet-employed"};
constexpr V kCredit[] = {"safe", "partial", "at_risk", "lost", "unknown"};
constexpr V kDerived[] = {
    "silent_entry",        "action_without_signin", "signin_without_twin",
    "checkout_unused",     "checkout_missing",      "relationship_overrun",
    "dap_returned",        "aobo_removed",          "aobo_added",
    "attribution_changed", "collection_gap",        "user_created_and_privileged",
    "created_and_deleted", "credit_at_risk"};
constexpr V kMfa[] = {"singleFactorAuthentication", "multiFactorAuthentication"};

struct Row {
  V field;
  std::span<const V> values;
};
constexpr Row kRows[] = {
    {"aobo.family", kFamilies},
    {"aobo.path", kPaths},
    {"aobo.confidence", kConfidence},
    {"aobo.was.confidence", kConfidence},
    {"aobo.method", kMethods},
    {"aobo.partner.kind", kPartnerKinds},
    {"aobo.actor.type", kActorTypes},
    {"aobo.policy", kPolicy},
    {"aobo.policy.violations", kViolations},
    {"aobo.relationship.type", kRelationshipTypes},
    {"aobo.relationship.status", kRelationshipStatus},
    {"aobo.relationship.findings", kFindings},
    {"aobo.credit", kCredit},
    {"aobo.derived", kDerived},
    {"aobo.signin.mfa", kMfa},
};

}  // namespace

std::span<const std::string_view> closed_values(std::string_view field) {
  for (const Row& row : kRows) {
    if (row.field == field) return row.values;
  }
  return {};
}

}  // namespace aobo::sim

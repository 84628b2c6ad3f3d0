// Operation: what somebody can do, as the logs spell it. One row each; writers print a row, stories
// and ordinary days name it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace aobo::sim {

// clang-format off
// The log families, a row each: the name, in the words of docs/log-families.md, and the file of
// simulator/writers that writes it.
#define AOBO_SIM_FAMILIES(FAMILY) \
  FAMILY(kSignIn, "entra.signin", sign_in) \
  FAMILY(kEntraAudit, "entra.audit", entra_audit) \
  FAMILY(kM365, "m365.audit", m365) \
  FAMILY(kAzure, "azure.activity", azure) \
  FAMILY(kIntune, "intune.audit", intune) \
  FAMILY(kGraph, "graph.activity", graph) \
  FAMILY(kPartnerCenter, "partner.audit", partner_center) \
  FAMILY(kVault, "vault.checkout", vault) \
  FAMILY(kAccessWindow, "access.window", access_window) \
  FAMILY(kTool, "tool.log", tool_log)
// clang-format on

#define AOBO_ENUMERATOR(family, name, writer) family,
enum class Family : std::uint8_t { AOBO_SIM_FAMILIES(AOBO_ENUMERATOR) kCount };
#undef AOBO_ENUMERATOR
std::string_view name(Family family);
// All names, in the order of the rows.
std::span<const std::string_view> family_names();

struct Operation {
  std::string_view id;              // how a story calls it
  Family family = Family::kSignIn;  // where it is written
  std::string_view raw;             // how the log spells it
  std::string_view category;  // Entra: audit category; unified log: workload; Azure: resource type;
                              // Intune: component
  int record_type = 0;        // unified log
  std::string_view target;  // what it is done to: user, group, role, app, policy, domain, mailbox,
                            // file, machine …
  std::string_view partner_center;  // what Partner Center calls it, where it can be done there
};

std::span<const Operation> operations();
// Null where there is none of this id.
const Operation* find_operation(std::string_view id);
// The one of this id; a story that names another is a fault of the story.
const Operation& operation(std::string_view id);

}  // namespace aobo::sim

// Operation: what somebody can do, as the logs spell it. One row each; writers print a row, stories
// and ordinary days name it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace aobo::sim {

// What is true of all records of a log family: who looks at records asks for this, and for a family
// by its name only where it means that log and no other.
struct FamilyTraits {
  bool sign_ins = false;        // Entra's own log of them
  bool tells_sign_ins = false;  // holds sign-ins, among others or alone
  bool tenant_changes = false;  // holds what is changed in a tenant's directory
  bool azure = false;           // of the control plane of subscriptions
  bool vault = false;           // who took a shared account's password out, and gave it back
  bool access_window = false;   // tells of somebody who may come; nobody acts
  bool partner_center = false;  // a partner's people at work in Partner Center
  bool tool = false;            // of a partner's tool: for whom it worked
  bool shows_tenant = false;    // in every form a record says whose log it is
  // A partner's own word of what was done elsewhere, or may be.
  constexpr bool own_word() const { return vault || access_window || partner_center || tool; }
};

// clang-format off
// The log families, a row each: the name, in the words of docs/log-families.md, the file of
// simulator/writers that writes it, and its traits.
#define AOBO_SIM_FAMILIES(FAMILY) \
  FAMILY(kSignIn, "entra.signin", sign_in, .sign_ins = true, .tells_sign_ins = true, .shows_tenant = true) \
  FAMILY(kEntraAudit, "entra.audit", entra_audit, .tenant_changes = true) \
  FAMILY(kM365, "m365.audit", m365, .tells_sign_ins = true, .tenant_changes = true, .shows_tenant = true) \
  FAMILY(kAzure, "azure.activity", azure, .azure = true, .shows_tenant = true) \
  FAMILY(kIntune, "intune.audit", intune) \
  FAMILY(kGraph, "graph.activity", graph) \
  FAMILY(kPartnerCenter, "partner.audit", partner_center, .partner_center = true) \
  FAMILY(kVault, "vault.checkout", vault, .vault = true) \
  FAMILY(kAccessWindow, "access.window", access_window, .access_window = true) \
  FAMILY(kTool, "tool.log", tool_log, .tool = true)
// clang-format on

#define AOBO_ENUMERATOR(family, ...) family,
enum class Family : std::uint8_t { AOBO_SIM_FAMILIES(AOBO_ENUMERATOR) kCount };
#undef AOBO_ENUMERATOR
std::string_view name(Family family);
// All names, in the order of the rows.
std::span<const std::string_view> family_names();
// Those of the family of that name; none of a name that no row has.
const FamilyTraits& family_traits(std::string_view name);

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

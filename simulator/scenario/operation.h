// Operation: what somebody can do, as the logs spell it. One row each; writers print a row, stories
// and ordinary days name it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace aobo::sim {

// The log families, in the words of docs/log-families.md.
enum class Family : std::uint8_t {
  kSignIn,
  kEntraAudit,
  kM365,
  kAzure,
  kIntune,
  kGraph,
  kPartnerCenter,
  kVault,
  kCount
};
std::string_view name(Family family);

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

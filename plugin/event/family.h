// Family: what is true of every record of one log family. The rows stand in parse/registry.cpp,
// beside the functions that read each family; the stages ask a record's family for its traits and
// know no family by its name.
#pragma once

#include <cstdint>
#include <string_view>

#include "plugin/base/time.h"

namespace aobo {

// What the records of a family are.
enum class Sort : std::uint8_t {
  kAction,
  kSignIn,
  kCheckOut,     // a vault's: somebody took or gave back a shared account
  kAccessWindow  // tells of somebody who may work for a while; nobody acts
};

struct Family {
  std::string_view name;  // "entra.signin"; empty: of no family
  Sort sort = Sort::kAction;
  std::string_view sign_in_kind = {};  // records of this kind are sign-ins as well
  // Operations that begin so are sign-ins as well, whatever the kind.
  std::string_view sign_in_operations = {};
  std::string_view workload = {};  // as agreements name it; empty: the record itself says
  // Of records of one instant the lower rank comes first: what names people before what asks who
  // they are.
  std::uint8_t rank = 4;
  bool partner_center = false;  // written by Partner Center: a partner's people at work
  bool tool = false;            // written by a partner's tool: whom it worked for
  bool graph_calls = false;     // of calls of Microsoft Graph: its operations are their paths
  bool azure_rights = false;    // acts by rights on subscriptions: foreign principals, Lighthouse
  bool tenant_changes = false;  // of a partner's own tenant: tells memberships and renamings
  // Changes of a directory, of which Entra's own log and the unified one have a record each: all
  // records of the family, or those of this workload.
  bool directory = false;
  std::string_view directory_workload = {};
  bool needs_role = false;        // acts by roles that a GDAP relationship grants
  bool of_other_tenants = false;  // speaks of other tenants than the one whose log it is
  // Whether it is a partner's own word of what was done elsewhere, or may be.
  constexpr bool is_own_word() const { return of_other_tenants || sort == Sort::kAccessWindow; }
  // How long after what they tell of its records usually come.
  TimeNs lag = 5 * 60 * kSecondNs;
};

inline constexpr Family kNoFamily{};
// What stands in place of a family at an event that follows from records.
inline constexpr std::string_view kDerivedFamily = "aobo.derived";

// The row of that name; kNoFamily where there is none. Defined beside the rows.
const Family& family_named(std::string_view name);

}  // namespace aobo

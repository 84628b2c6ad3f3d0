// Policy: what was agreed: who may do what, where and when. Of aobo.yaml, in the words of those who
// asked; docs/policy.md shows each. Immutable once loaded; its people, groups and customers are
// those of the directory it was loaded with.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/directory/directory.h"
#include "plugin/policy/calendar.h"
#include "plugin/policy/operation_sets.h"
#include "plugin/policy/permits.h"

namespace aobo {

// What goes for those whom no scope names.
enum class Unlisted : std::uint8_t { kNone, kAllow, kDeny };

enum class Need : std::uint8_t { kNothing, kTicket, kWindow };

// By then whoever ever bore a name has borne it.
inline constexpr TimeNs kEver = std::numeric_limits<TimeNs>::max() - 1;

struct Scope {
  std::string name;
  // ---- who; any of them
  std::vector<Guid> people;       // object ids
  std::vector<std::string> upns;  // whoever bears the name at the time in question
  std::vector<Guid> groups;
  std::vector<Guid> partners;  // all of a partner's people
  std::vector<Guid> apps;
  bool everybody = false;
  // ---- where, on what, what: empty is any
  std::vector<Guid> customers;
  std::vector<std::string> workloads;
  std::vector<std::string> operations;  // names of sets, or operations themselves
  // ---- when
  std::optional<std::string> hours;  // a calendar
  Need needs = Need::kNothing;

  friend bool operator==(const Scope&, const Scope&) = default;
};

struct Policy {
  Unlisted unlisted = Unlisted::kNone;
  bool dap_beside_gdap_is_violation = false;
  PermitOptions permits;
  std::map<std::string, Calendar> calendars;
  OperationSets operations;
  std::vector<Scope> scopes;
};

// "entra", "exchange", "sharepoint", "onedrive", "teams", "purview", "azure", "intune", "graph",
// "partner-center", "vault", else the record's own word in lower case.
std::string workload_of(const Record& record);
// The words of the list above.
std::span<const std::string_view> known_workloads();

}  // namespace aobo

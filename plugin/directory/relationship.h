// Relationship: by what right a partner may act at a customer, as exports and aobo.yaml tell it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"
#include "plugin/base/time.h"

namespace aobo {

// From (inclusive) to (exclusive).
struct Validity {
  TimeNs from = std::numeric_limits<TimeNs>::min();
  TimeNs to = std::numeric_limits<TimeNs>::max();

  bool holds(TimeNs time) const { return from <= time && time < to; }
  // Whether it held at any time of these, both included.
  bool meets(TimeNs first, TimeNs last) const { return from <= last && first < to; }
};

enum class RelationshipType : std::uint8_t { kGdap, kDap, kAobo, kLighthouse };
std::string_view name(RelationshipType type);

struct AccessAssignment {
  Guid group;
  std::vector<Guid> roles;
  Validity valid = {};
};

// How the partner's export says that a relationship stands, as far as it matters.
enum class ExportedStatus : std::uint8_t {
  kNotGranted,  // the customer has not agreed
  kActive,
  kGranted,     // it was agreed, and its end is told by its times: expiring, expired …
  kTerminated,  // by hand, before its time
};

struct Relationship {
  std::string id;
  RelationshipType type = RelationshipType::kGdap;
  std::size_t partner = 0;
  Guid customer;
  std::string name;
  ExportedStatus status = ExportedStatus::kNotGranted;
  Validity valid;
  std::vector<Guid> roles;
  std::vector<AccessAssignment> assignments;
  bool extends_itself = false;     // autoExtendDuration: its end moves on
  bool exported = false;           // by the partner, with all that it says; else hand-written
  bool lacks_assignments = false;  // a page of them is missing
  std::size_t file = 0;            // in which it stands: index into files()
  TimeNs renews = 0;               // when it extends itself next; 0: where no export says so
};

}  // namespace aobo

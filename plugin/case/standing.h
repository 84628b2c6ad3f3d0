// Standing: by what right a partner's person acted, as of the event's time, and what is wrong with
// that right.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "plugin/directory/directory.h"

namespace aobo {

// Which of the agreements or rights an action breaks.
enum class Violation : std::uint8_t {
  kCustomer,
  kWorkload,
  kOperation,
  kTime,
  kTicket,
  kRelationship,
  kRole,
  kPerson,
  kCount
};
std::string_view name(Violation violation);

// How the relationship that gives the right stood at the event's time.
enum class RelationshipStatus : std::uint8_t {
  kNone,  // none is on record, and no partner's relationships were told
  kActive,
  kNotYet,
  kExpired,
  kTerminated,
  kUnknown,  // relationships of the partner's are on record, but none such
  kCount
};
std::string_view name(RelationshipStatus status);  // "not-yet"; empty for kNone

struct Flaw {
  std::string_view name;               // "expired"
  std::optional<Violation> violation;  // none: worth knowing, no breach by itself
  std::string_view text;               // for people
};

struct Standing {
  const Relationship* relationship =
      nullptr;  // of the directory; by the log alone there is only type and status
  std::optional<RelationshipType> type;
  RelationshipStatus status = RelationshipStatus::kNone;
  std::optional<TimeNs> end;
  std::vector<Guid>
      roles;  // granted to the person by it; of an unnamed one those that it grants at all
  std::vector<const Flaw*> flaws;
};

}  // namespace aobo

// Clues: what one written record shows of who acted, noted by its writer beside the text it prints.
// The oracle reasons from these and never reads a record's text: so a fault in what is read cannot
// hide behind the same fault here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plugin/base/guid.h"
#include "simulator/world/world.h"

namespace aobo::sim {

// What a record tells about the records that come after it.
enum class Teaches : std::uint8_t {
  kNothing,
  kSignIn,
  kPartnerCenter,
  kToolLog,
  kCheckOut,
  kCheckIn,
  kJoined,
  kLeft,
  kRenamed
};

// Whether it tells of a shared account that was lent, rather than used.
constexpr bool lends(Teaches teaches) {
  return teaches == Teaches::kCheckOut || teaches == Teaches::kCheckIn;
}

struct Clues {
  // A partner's person, by what the record shows of them.
  std::optional<PersonIx> pair;  // partner tenant and object id together
  bool pair_inferred = false;  // the id may be another than the home tenant's: where nobody has it,
                               // it proves nothing
  std::optional<PersonIx> object;  // the object id alone
  bool object_inferred = false;  // the same of it: whose tenant's id it is, the record does not say
  std::optional<std::uint64_t> puid;  // a home PUID: tells only where somebody knows whose it is
  bool own_puid = false;              // by a log of their own tenant, which so tells whose it is
  std::optional<PersonIx> upn;        // the person's own UPN
  std::optional<PersonIx> account;    // the name of their account at home, as a vault has it
  bool other_id = false;              // and beside the UPN an id that is none of theirs at home
  std::optional<PersonIx> guest_upn;
  std::optional<Guid> request;  // the sign-in's own id, or that whose token was used
  std::optional<Guid> token;
  std::optional<Guid> session;
  std::optional<GroupIx> group;      // the group whose right was used
  std::optional<CustomerIx> shared;  // that customer's shared account was used, or lent
  std::string address;               // a whole one
  bool opaque = false;               // an application or an unnamed technician acted
  std::optional<Guid> change;        // the id that all records of one change of a directory share
  bool unnamed = false;              // no name and no id of whoever made that change
  // What Partner Center's record of the same deed would say, or the log of the tool that did it.
  std::string deed, deed_target;

  // The partner that can be seen to have acted, where one can.
  std::optional<PartnerIx> partner;
  bool some_partner = false;  // a partner can be seen, though not which
  bool failed = false;        // a sign-in that failed
  bool states_home = false;   // the record says which tenant the actor is at home in
  bool technician = false;    // by the kind of user: nobody at home there, whatever the name

  Teaches teaches = Teaches::kNothing;
  // Who took a shared account's password out, or gave it back.
  std::optional<PersonIx> borrower() const { return upn ? upn : account; }

  std::optional<PersonIx> taught_person;  // whose membership or name changed
  std::optional<GroupIx> taught_group;
};

}  // namespace aobo::sim

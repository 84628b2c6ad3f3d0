// Proof: one piece of evidence for who acted, as a kind with what it rests on. The sentence that
// people read is made of it when somebody asks; nothing is decided by that sentence.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace aobo {

// The numbers stand in payloads: a new kind goes to the end, none is given again.
enum class ProofKind : std::uint8_t {
  kNone,
  kTokenPerson,      // which key is the tenant, the partner's name, which key is the object id
  kTokenUnknown,     // which key is the tenant, the partner's name, the object id
  kObjectId,         // which key, the object id
  kObjectIdUnknown,  // which key, the object id
  kActingObject,     // the object id
  kActingUnknown,    // the object id
  kPuid,             // the PUID
  kPuidLearned,      // the PUID
  kGroup,            // the group, its partner, "one member" or "3 members"
  kGuestUpn,         // the UPN at home
  kFormerUpn,        // the UPN
  kUpn,              // the UPN
  kRequest,          // the sign-in's request id
  kToken,            // the sign-in's request id
  kSession,          // the session id
  kPartnerCenter,    // the operation
  kCheckOut,         // the account, "one person" or "3 people"
  kAddress,          // the address, whose it was seen to be
  kFailedSignIn,
  kOtherHome,             // "upn ada@partner.example", the home tenant that the record states
  kCheckOutAndUnknown,    // the account, "one person" or "3 people"
  kCheckOutUnknown,       // the account
  kNoTechnician,          // "user_<hex> UPN <object id>", what no technician's record has
  kToolAccount,           // the account, the tool's name
  kToolLog,               // "one person" or "3 people"
  kAppKey,                // the key's id, the application's, its owner's name
  kAgent,                 // which kind of agent
  kOtherObject,           // the object id that the record gives too, whose it is
  kOtherUpn,              // the UPN that the record gives too
  kNamesake,              // "user_<hex> UPN <object id>"
  kCheckOutRenewed,       // the account, "one person" or "3 people"
  kGuestHolder,           // the account's object id, whose it was seen to be
  kStrangersName,         // what leads to somebody, the name that the record shows
  kPartnerCenterOrOther,  // the operation
  kAccountName,           // the name as the vault has it, "one person" or "3 people"
  kActivity,              // the correlation id, whom another record of the change names
  kActivityAndUnknown,    // the same
  kActivityUnknown,       // the correlation id
  kCount
};

struct Proof {
  ProofKind kind = ProofKind::kNone;
  std::array<std::string, 3> arguments;  // as the kind says; the others are empty

  friend bool operator==(const Proof&, const Proof&) = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(kind, arguments);
  }
};

// Both empty for a number that no kind has.
std::string_view name(ProofKind kind);  // "former-upn"
std::string text(const Proof& proof);   // a line for people, without its end

struct ProofRow {
  ProofKind kind;
  std::string_view name;
  std::string_view text;  // {0}, {1}, {2} are the arguments
};
// One row for each kind, in their order.
std::span<const ProofRow> proof_rows();

}  // namespace aobo

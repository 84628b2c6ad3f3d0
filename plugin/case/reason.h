// VerdictReason: why a verdict is what it is, as a kind with what it is about. The line that people
// read is made of it when somebody asks (plugin/policy/reasons.h); nothing is decided by that line.
#pragma once

#include <cstdint>
#include <string>

namespace aobo {

// The numbers stand in payloads: a new kind goes to the end, none is given again.
enum class ReasonKind : std::uint8_t {
  kNone,
  kFlaw,            // the finding's name
  kNoScope,         // no scope names the person, and whom none names may do nothing
  kScopeCustomer,   // the scope's name, here and below; empty where it is true of every scope
  kScopeWorkload,   //   of those that the person may be held to
  kScopeOperation,  //
  kScopeTime,       //
  kScopeTicket,     //
  kHint,            // only a hint leads to the person
  kShownName,       // the log shows a name for people in place of the operation
  kSignInFailed,    // a sign-in that did not come in
  kTakesPart,       // who takes part from outside
  kAgentWorked,     // nobody chose the hour: an agent did
  kToolWorked,      // the tool's name
  kServiceWorked,   // the name of Microsoft's service
  kCount
};

struct VerdictReason {
  ReasonKind kind = ReasonKind::kNone;
  std::string argument;  // as the kind says; else empty

  friend bool operator==(const VerdictReason&, const VerdictReason&) = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(kind, argument);
  }
};

}  // namespace aobo

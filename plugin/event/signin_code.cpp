#include "plugin/event/signin_code.h"

#include <algorithm>
#include <iterator>

namespace aobo {
namespace {

enum class CodeOutcome : std::uint8_t { kInterruption, kBlocked };
struct Code {
  std::uint64_t code;
  CodeOutcome outcome;
};
// Those that are neither are failures.
constexpr Code kCodes[] = {
    // A step of signing in that asks the user for more.
    {16000, CodeOutcome::kInterruption},  // an account is to be chosen
    {50055, CodeOutcome::kInterruption},  // the password has expired, a new one is asked for
    {50058, CodeOutcome::kInterruption},  // nobody is signed in yet
    {50072, CodeOutcome::kInterruption},  // a second factor is to be registered
    {50074, CodeOutcome::kInterruption},  // a second factor is asked for
    {50076, CodeOutcome::kInterruption},
    {50078, CodeOutcome::kInterruption},  // the second factor is too long ago
    {50079, CodeOutcome::kInterruption},
    {50097, CodeOutcome::kInterruption},  // the device is asked to prove itself
    {50125, CodeOutcome::kInterruption},  // ways to reset the password are to be registered
    {50127, CodeOutcome::kInterruption},  // a broker is to be installed
    {50129, CodeOutcome::kInterruption},  // the device is to be joined
    {50132, CodeOutcome::kInterruption},  // the session has ended with the password's change
    {50133, CodeOutcome::kInterruption},
    {50140, CodeOutcome::kInterruption},  // "keep me signed in"
    {50143, CodeOutcome::kInterruption},  // the session is another tenant's
    {50158, CodeOutcome::kInterruption},  // another provider's challenge comes next
    {50168, CodeOutcome::kInterruption},  // the browser is to hand over its token
    {50173, CodeOutcome::kInterruption},  // the grant was revoked
    {50199, CodeOutcome::kInterruption},  // the application is to be confirmed
    {51006, CodeOutcome::kInterruption},
    {65001, CodeOutcome::kInterruption},  // consent is asked for
    {70008, CodeOutcome::kInterruption},  // the grant has expired
    {70043, CodeOutcome::kInterruption},  // it is too old for how often one is to sign in
    {70044, CodeOutcome::kInterruption},
    {700082, CodeOutcome::kInterruption},
    {700084, CodeOutcome::kInterruption},
    // A policy says no.
    {50005, CodeOutcome::kBlocked},
    {50105, CodeOutcome::kBlocked},  // not assigned to the application
    {50131, CodeOutcome::kBlocked},
    {53000, CodeOutcome::kBlocked},
    {53001, CodeOutcome::kBlocked},
    {53002, CodeOutcome::kBlocked},
    {53003, CodeOutcome::kBlocked},
    {53004, CodeOutcome::kBlocked},
    {53010, CodeOutcome::kBlocked},
    {53011, CodeOutcome::kBlocked},
    {500021, CodeOutcome::kBlocked},
    {500022, CodeOutcome::kBlocked},
    {500212, CodeOutcome::kBlocked},
    {500213, CodeOutcome::kBlocked},
    {530032, CodeOutcome::kBlocked},
    {530034, CodeOutcome::kBlocked},  // a delegated administrator at risk at home
    {530035, CodeOutcome::kBlocked},
};

const Code* row_of(std::uint64_t code) {
  const auto* const found =
      std::ranges::find_if(kCodes, [&](const Code& row) { return row.code == code; });
  return found == std::end(kCodes) ? nullptr : found;
}

}  // namespace

std::string_view signin_outcome(std::uint64_t code) {
  if (code == 0) return "success";
  const Code* const row = row_of(code);
  if (row == nullptr) return "failure";
  return row->outcome == CodeOutcome::kBlocked ? "blocked" : "interruption";
}

Outcome outcome_of_sign_in(std::int64_t code) {
  if (code == 0) return Outcome::kSuccess;
  const Code* const row = code < 0 ? nullptr : row_of(static_cast<std::uint64_t>(code));
  return row != nullptr && row->outcome == CodeOutcome::kInterruption ? Outcome::kInterruption
                                                                      : Outcome::kFailure;
}

}  // namespace aobo

#include "plugin/policy/demands.h"

#include "plugin/base/text.h"
#include "plugin/identity/outside_user.h"
#include "plugin/policy/operation_calls.h"

namespace aobo {

bool may_be_renewed(const Record& record) {
  return record.kind == kNonInteractiveKind || record.sign_in.renewed == Renewed::kMaybe;
}

namespace {

// Who comes in, or takes out what opens a door, has done nothing yet. What an envelope holds is
// told by records of its own. Who gives back does what is asked of him, at whatever hour. A session
// that is renewed by itself tells of nobody at work.
Demands demands_on(const Record& record) {
  constexpr std::string_view kTeamsEntry = "teamssessionstarted";
  const CheckOutAction vault = record.check_out.action;
  if (vault == CheckOutAction::kOut || vault == CheckOutAction::kRefused) return {.deed = false};
  if (vault != CheckOutAction::kNone) return {.deed = false, .hours = false, .permit = false};
  if (is_sign_in(record) || record.operation == kTeamsEntry)
    return {.deed = false, .hours = !may_be_renewed(record), .permit = false};
  return {.deed = !is_envelope(record)};
}

}  // namespace

Demands demands_on(const Case& the_case, const UnattendedTokens& unattended) {
  Demands demands = demands_on(the_case.record());
  demands.worker = unattended.worker(the_case);
  demands.hours = demands.hours && demands.worker.kind == ReasonKind::kNone;
  return demands;
}

ReasonKind why_nobody_is_asked(const Case& the_case) {
  const Record& record = the_case.record();
  const bool came_in =
      record.outcome != Outcome::kFailure && record.outcome != Outcome::kInterruption;
  if (is_sign_in(record) && !came_in) return ReasonKind::kSignInFailed;
  if (takes_part_from_outside(the_case)) return ReasonKind::kTakesPart;
  return ReasonKind::kNone;
}

}  // namespace aobo

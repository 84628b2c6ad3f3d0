#include "plugin/case/proof.h"

#include <fmt/format.h>

namespace aobo {
namespace {

constexpr ProofRow kProofs[] = {
    {ProofKind::kNone, "", ""},
    {ProofKind::kTokenPerson, "token", "token: {0} is {1} and {2} is their object id there"},
    {ProofKind::kTokenUnknown, "token-unknown",
     "token: {0} is {1}, whose directory has nobody with object id {2}"},
    {ProofKind::kObjectId, "object-id", "object-id: {0} holds the object id {1}"},
    {ProofKind::kObjectIdUnknown, "object-id-unknown",
     "object-id: {0} holds the object id {1}, which no known partner's directory has"},
    {ProofKind::kActingObject, "acting-object", "object-id: the acting object is {0}"},
    {ProofKind::kActingUnknown, "acting-object-unknown",
     "object-id: the acting object is {0}, which the export of this partner does not hold"},
    {ProofKind::kPuid, "puid", "puid: {0} is this person's"},
    {ProofKind::kPuidLearned, "puid-learned",
     "puid: {0} stands beside this person in the partner's own log"},
    {ProofKind::kGroup, "group", "group: the right used is that of {0} ({1}), which had {2} then"},
    {ProofKind::kGuestUpn, "guest-upn", "upn: guest form of {0}"},
    {ProofKind::kFormerUpn, "former-upn",
     "upn: {0}, their name before the partner's own log renamed them"},
    {ProofKind::kUpn, "upn", "upn: {0}"},
    {ProofKind::kRequest, "request",
     "request: sign-in {0} also stands in another log, which tells who it was"},
    {ProofKind::kToken, "signin-of-token", "session: the token is that of sign-in {0}"},
    {ProofKind::kSession, "session", "session: {0} began with a sign-in of a known person"},
    {ProofKind::kPartnerCenter, "partner-center",
     "partner-center: {0} for this customer at that moment"},
    {ProofKind::kCheckOut, "check-out", "check-out: {0} was out of the vault to {1} then"},
    {ProofKind::kAddress, "address",
     "address: of the partner's people only {1} was ever seen to sign in from {0}, and around "
     "then"},
    {ProofKind::kFailedSignIn, "failed-signin",
     "failed sign-in: the account that was tried, no proof of who tried"},
    {ProofKind::kOtherHome, "other-home",
     "{0}: not believed, for {1} is stated as the home tenant"},
    {ProofKind::kCheckOutAndUnknown, "check-out-and-unknown",
     "check-out: {0} was out of the vault to {1} then, and to somebody whom no directory knows"},
    {ProofKind::kCheckOutUnknown, "check-out-unknown",
     "check-out: {0} was out of the vault then to somebody whom no directory knows"},
    {ProofKind::kNoTechnician, "no-technician", "{0}: not believed, for {1} is no technician's"},
    {ProofKind::kToolAccount, "tool-account",
     "{0} is the account of the tool {1}: the directory says that no person signs in with it"},
    {ProofKind::kToolLog, "tool-log",
     "tool-log: the tool worked on this for {0} around then, says its own log"},
    {ProofKind::kAppKey, "app-key", "app-key: {0} is a key of the application {1} of {2}"},
    {ProofKind::kAgent, "agent",
     "an agent ({0}) signed in, a program that acts for the one named; they may not have been "
     "there"},
    {ProofKind::kOtherObject, "other-object",
     "object-id: the record also holds {0}, the object id of {1}"},
    {ProofKind::kOtherUpn, "other-upn", "upn: the record also gives {0}"},
    {ProofKind::kNamesake, "namesake",
     "{0}: in doubt, for a user of that name was made in the tenant, and the record does not show "
     "whose it is"},
    {ProofKind::kCheckOutRenewed, "check-out-renewed",
     "check-out: {0} was out of the vault to {1} then, but nobody gave its password: what went on "
     "may have been begun before by another"},
    {ProofKind::kGuestHolder, "guest-holder",
     "guest: in doubt, for {1} was seen to sign in as the guest {0}"},
    {ProofKind::kStrangersName, "strangers-name",
     "{0}: in doubt, for the record names {1}, whom no directory knows"},
    {ProofKind::kPartnerCenterOrOther, "partner-center-or-other",
     "partner-center: {0} for this customer at that moment, which may as well be another action of "
     "the same kind"},
    {ProofKind::kAccountName, "account-name", "upn: {0} is the account name of {1} at home"},
    {ProofKind::kActivity, "activity",
     "activity: another record of the same change, correlation id {0}, names {1}"},
    {ProofKind::kActivityAndUnknown, "activity-and-unknown",
     "activity: other records of the same change, correlation id {0}, name {1}, and somebody whom "
     "no directory knows"},
    {ProofKind::kActivityUnknown, "activity-unknown",
     "activity: another record of the same change, correlation id {0}, names somebody whom no "
     "directory knows"},
};
static_assert(std::size(kProofs) == static_cast<std::size_t>(ProofKind::kCount));
static_assert([] {
  for (std::size_t i = 0; i < std::size(kProofs); ++i)
    if (kProofs[i].kind != static_cast<ProofKind>(i)) return false;
  return true;
}());

const ProofRow& row_of(ProofKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return kProofs[index < std::size(kProofs) ? index : 0];
}

}  // namespace

std::span<const ProofRow> proof_rows() { return kProofs; }

std::string_view name(ProofKind kind) { return row_of(kind).name; }

std::string text(const Proof& proof) {
  const auto& [first, second, third] = proof.arguments;
  return fmt::format(fmt::runtime(row_of(proof.kind).text), first, second, third);
}

}  // namespace aobo

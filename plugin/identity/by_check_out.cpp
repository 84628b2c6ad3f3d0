// check-out: who had the shared account's password out of the vault when the sign-in was made by
// which it was done, or then where no sign-in tells. Strong if one person had.
#include "plugin/base/distinct.h"
#include "plugin/identity/method.h"

namespace aobo::by {
namespace {

// Of the vault and of the sign-in logs.
constexpr TimeNs kClocksDiffer = 5 * 60 * kSecondNs;

bool shares_nobody(const CheckOuts::Holders& one, const CheckOuts::Holders& other) {
  return std::ranges::none_of(one.people, [&](const PersonKey& person) {
    return std::ranges::find(other.people, person) != other.people.end();
  });
}

// Who had it out when a session began that goes on at `until`: by the clock of the vault and that
// of the sign-in, which may differ.
CheckOuts::Holders openers(const Evidence& evidence, std::string_view account, TimeNs began,
                           TimeNs until) {
  const auto& loans = evidence.of<CheckOuts>();
  auto holders = loans.holders(account, std::min(began, until));
  if (!holders.empty() || began >= until) return holders;
  return loans.holders(account, std::min(began + kClocksDiffer, until));
}

// Where the record does not show its session: whoever opened one that is seen to go on while
// another has the password may have done it too.
void add_those_still_in(const Case& the_case, const Evidence& evidence,
                        CheckOuts::Holders& holders) {
  const Record& record = the_case.record();
  if (record.token || parse_id(record.session) || is_sign_in(record)) return;
  const std::string& account = the_case.shared->account;
  for (const auto& session : evidence.of<AccountSignIns>().going_on(account, record.time)) {
    const auto opened = openers(evidence, account, session.began, session.seen);
    const auto& loans = evidence.of<CheckOuts>();
    const bool gone = shares_nobody(opened, loans.holders(account, session.seen)) &&
                      shares_nobody(opened, loans.holders(account, session.seen - kClocksDiffer));
    if (!gone) continue;
    for (const PersonKey& person : opened.people) add_once(holders.people, person);
    holders.others = holders.others || opened.others || opened.people.empty();
  }
}

CheckOuts::Holders holders_of(const Case& the_case, const Evidence& evidence) {
  const TimeNs time = the_case.record().time;
  const auto began = evidence.of<AccountSignIns>().began(the_case.record());
  auto holders = openers(evidence, the_case.shared->account, began.value_or(time), time);
  if (!holders.empty()) add_those_still_in(the_case, evidence, holders);
  return holders;
}

}  // namespace

void check_out(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  if (the_case.shared == nullptr || record.check_out.action != CheckOutAction::kNone) return;
  const CheckOuts::Holders holders = holders_of(the_case, evidence);
  finding.people = known_people(the_case.directory(), holders.people);
  finding.others = holders.others || finding.people.size() < holders.people.size();
  if (finding.others && finding.people.empty()) {
    finding.proof = {ProofKind::kCheckOutUnknown, {the_case.shared->account}};
    return;
  }
  finding.proof = {finding.others ? ProofKind::kCheckOutAndUnknown : ProofKind::kCheckOut,
                   {the_case.shared->account, how_many(finding.people.size(), "person", "people")}};
}

}  // namespace aobo::by

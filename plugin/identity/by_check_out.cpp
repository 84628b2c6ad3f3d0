// check-out: who had the shared account's password out of the vault when the sign-in was made by
// which it was done, or then where no sign-in tells. Strong if one person had.
#include <algorithm>
#include <array>

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

// When somebody must have had it out to open a session that goes on at `until`: when it began, or
// soon after by the clock of the vault.
std::array<TimeNs, 2> openings(TimeNs began, TimeNs until) {
  return {std::min(began, until), std::min(began + kClocksDiffer, until)};
}

void add(CheckOuts::Holders& holders, const CheckOuts::Holders& opened) {
  for (const PersonKey& person : opened.people) add_once(holders.people, person);
  holders.others = holders.others || opened.others || opened.people.empty();
}

// Where the record does not show its session: whoever opened one that is seen to go on while
// another has the password may have done it too; and who opened any other that is open, if nobody
// who has the password now is seen to have signed in.
void add_those_still_in(const Case& the_case, const Evidence& evidence,
                        CheckOuts::Holders& holders) {
  const Record& record = the_case.record();
  if (record.token || parse_id(record.session) || is_sign_in(record)) return;
  const std::string& account = the_case.shared->account;
  const auto sessions = evidence.of<AccountSignIns>().open_at(account, record.time);
  if (sessions.empty()) return;
  std::vector<TimeNs> times;  // four of each session
  for (const auto& session : sessions) {
    const auto [began, soon_after] = openings(session.began, session.seen);
    times.insert(times.end(), {began, soon_after, session.seen, session.seen - kClocksDiffer});
  }
  const auto held = evidence.of<CheckOuts>().holders(account, times);
  const CheckOuts::Holders now = holders;
  bool signed_in = false;  // one of those who have it now
  CheckOuts::Holders once;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const CheckOuts::Holders* at = &held[4 * i];
    const CheckOuts::Holders& opened = at[at[0].empty() ? 1 : 0];
    signed_in = signed_in || !shares_nobody(opened, now);
    if (!shares_nobody(opened, now)) continue;
    const bool left = shares_nobody(opened, at[2]) && shares_nobody(opened, at[3]);
    add(sessions[i].goes_on && left ? holders : once, opened);
  }
  if (!signed_in && !(once.empty())) add(holders, once);
}

CheckOuts::Holders holders_of(const Case& the_case, const Evidence& evidence) {
  const TimeNs time = the_case.record().time;
  const auto began = evidence.of<AccountSignIns>().began(the_case.record());
  const auto held = evidence.of<CheckOuts>().holders(the_case.shared->account,
                                                     openings(began.value_or(time), time));
  CheckOuts::Holders holders = held[held[0].empty() ? 1 : 0];
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

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

// Where the record does not show its session: whoever opened one that is seen to go on while
// another has the password may have done it too.
void add_those_still_in(const Case& the_case, const Evidence& evidence,
                        CheckOuts::Holders& holders) {
  const Record& record = the_case.record();
  if (record.token || parse_id(record.session) || is_sign_in(record)) return;
  const std::string& account = the_case.shared->account;
  std::vector<TimeNs> times;  // four of each session
  for (const auto& session : evidence.of<AccountSignIns>().going_on(account, record.time)) {
    const auto [began, soon_after] = openings(session.began, session.seen);
    times.insert(times.end(), {began, soon_after, session.seen, session.seen - kClocksDiffer});
  }
  if (times.empty()) return;
  const auto held = evidence.of<CheckOuts>().holders(account, times);
  for (std::size_t i = 0; i < held.size(); i += 4) {
    const CheckOuts::Holders& opened = held[held[i].empty() ? i + 1 : i];
    if (!shares_nobody(opened, held[i + 2]) || !shares_nobody(opened, held[i + 3])) continue;
    for (const PersonKey& person : opened.people) add_once(holders.people, person);
    holders.others = holders.others || opened.others || opened.people.empty();
  }
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

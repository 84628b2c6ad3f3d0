// check-out: who had the shared account's password out of the vault when the sign-in was made by
// which it was done, or then where no sign-in tells. Strong if one person had.
#include <algorithm>
#include <array>

#include "plugin/base/distinct.h"
#include "plugin/identity/clocks.h"
#include "plugin/identity/method.h"

namespace aobo::by {
namespace {

using Holders = CheckOuts::Holders;

struct Found {
  Holders holders;
  bool renewed = false;  // and whoever had signed in before, for nobody gave the password

  void add(const Holders& more) {
    for (const PersonKey& person : more.people) add_once(holders.people, person);
    holders.others = holders.others || more.others;
  }
};

bool shares_nobody(const Holders& one, const Holders& other) {
  return std::ranges::none_of(one.people, [&](const PersonKey& person) {
    return std::ranges::find(other.people, person) != other.people.end();
  });
}

// When somebody must have had it out to open a session that goes on at `until`: when it began, or
// soon after by the clock of the vault.
std::array<TimeNs, 2> openings(TimeNs began, TimeNs until) {
  return {std::min(began, until), std::min(began + kVaultClocksDiffer, until)};
}

// Who had it when somebody signed in within a day before, the latest first.
std::vector<Holders> holders_at_sign_ins(std::string_view account, TimeNs until, Renewed most,
                                         const Evidence& evidence) {
  const auto times = evidence.of<AccountSignIns>().signed_in(account, until, most);
  if (times.empty()) return {};
  return evidence.of<CheckOuts>().holders(account, times);
}

// Where nobody gave the password, what went on is older. It is of those who have it, where they are
// seen to have signed in; else it may be of whoever did last, or of somebody whom nobody saw. Where
// it may have been given, it is of those who have it, unless another is seen before them.
void add_who_signed_in_before(std::string_view account, TimeNs time, Renewed renewed,
                              const Evidence& evidence, Found& found) {
  if (renewed == Renewed::kNo) return;
  const auto by_them = [&](const Holders& then) { return !shares_nobody(then, found.holders); };
  auto held = holders_at_sign_ins(account, time, Renewed::kNo, evidence);
  if (std::ranges::any_of(held, by_them)) return;
  if (renewed == Renewed::kMaybe) {
    held = holders_at_sign_ins(account, time, Renewed::kMaybe, evidence);
    std::erase_if(held, by_them);
    if (held.empty()) return;
  }
  if (!held.empty()) found.add(held.front());
  found.holders.others = found.renewed = true;
}

// Where the record does not show its session: whoever opened one that is seen to go on while
// another has the password may have done it too.
void add_those_still_in(const Case& the_case, const Evidence& evidence, Found& found) {
  const Record& record = the_case.record();
  if (record.token || parse_id(record.session) || is_sign_in(record)) return;
  const std::string& account = the_case.shared->account;
  std::vector<TimeNs> times;  // four of each session
  for (const auto& session : evidence.of<AccountSignIns>().going_on(account, record.time)) {
    add_who_signed_in_before(account, session.began, session.renewed, evidence, found);
    if (session.renewed == Renewed::kYes) continue;
    const auto [began, soon_after] = openings(session.began, session.seen);
    times.insert(times.end(), {began, soon_after, session.seen, session.seen - kVaultClocksDiffer});
  }
  if (times.empty()) return;
  const auto held = evidence.of<CheckOuts>().holders(account, times);
  for (std::size_t i = 0; i < held.size(); i += 4) {
    const Holders& opened = held[held[i].empty() ? i + 1 : i];
    if (!shares_nobody(opened, held[i + 2]) || !shares_nobody(opened, held[i + 3])) continue;
    found.add(opened);
    found.holders.others = found.holders.others || opened.people.empty();
  }
}

// Whoever gave it back shortly before may have used it, by the clock of the vault, and so may
// whoever took it out shortly after.
Found holders_of(const Case& the_case, const Evidence& evidence) {
  const auto& vault = evidence.of<CheckOuts>();
  const std::string& account = the_case.shared->account;
  const TimeNs time = the_case.record().time;
  const auto session = evidence.of<AccountSignIns>().began(the_case.record());
  const auto [began, soon_after] = openings(session ? session->began : time, time);
  Found found{vault.holders(account, began)};
  if (found.holders.empty()) found.holders = vault.takers(account, began, soon_after);
  if (found.holders.empty()) return found;
  found.add(vault.givers(account, began - kVaultClocksDiffer, began));
  found.add(vault.takers(account, began, began + kVaultClocksDiffer));
  const Renewed here = the_case.record().sign_in.renewed;
  const Renewed how = here == Renewed::kYes || !session ? here : session->renewed;
  add_who_signed_in_before(account, began, how, evidence, found);
  add_those_still_in(the_case, evidence, found);
  return found;
}

}  // namespace

void check_out(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  if (the_case.shared == nullptr || record.check_out.action != CheckOutAction::kNone) return;
  const auto [holders, renewed] = holders_of(the_case, evidence);
  finding.people = known_people(the_case.directory(), holders.people);
  finding.others = holders.others || finding.people.size() < holders.people.size();
  if (finding.others && finding.people.empty()) {
    finding.proof = {ProofKind::kCheckOutUnknown, {the_case.shared->account}};
    return;
  }
  const ProofKind kind = renewed          ? ProofKind::kCheckOutRenewed
                         : finding.others ? ProofKind::kCheckOutAndUnknown
                                          : ProofKind::kCheckOut;
  finding.proof = {kind,
                   {the_case.shared->account, how_many(finding.people.size(), "person", "people")}};
}

}  // namespace aobo::by

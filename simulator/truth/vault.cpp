// Who had a shared account's password out, by what of the vault's log was read.
#include "simulator/truth/oracle.h"

#include <algorithm>
#include <cstdlib>

#include "simulator/truth/people.h"

namespace aobo::sim {
namespace {

// Of the vault and of the logs.
constexpr TimeNs kClocksDiffer = 5 * 60 * kSecondNs;

constexpr auto has_nobody = [](const auto& held) { return held.people.empty() && !held.stranger; };

}  // namespace

void Oracle::learn_damaged(const Sighting& sighting) {
  const Clues& clues = sighting.clues;
  const auto borrower = clues.borrower();
  if (lends(clues.teaches) && borrower)
    vault_[*clues.shared].unsure.push_back({*borrower, sighting.time});
  if (lends(clues.teaches) && !borrower && clues.shared)
    vault_[*clues.shared].unsure_of_nobody.push_back(sighting.time);
  learn_visitor(sighting, std::nullopt);
  if (const auto name = posed(sighting); name && clues.states_home) damaged_posed_.insert(*name);
  if (clues.teaches == Teaches::kPartnerCenter && clues.upn)
    damaged_deeds_.push_back(
        {tenant_of(world_, sighting.action->at), clues.deed, {}, {*clues.upn, sighting.time}});
}

// Who it was hangs on a damaged record, which may be read or not: of the vault, of a deed in
// Partner Center, of a sign-in from that address (or of one that nothing tells whose it was), of
// somebody else of that name. Whoever that leaves may be told, or nobody. So it is where a record
// lies at the edge of a window.
std::optional<Knowable> Oracle::perhaps(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  const bool used = clues.shared && !lends(clues.teaches);
  People people;
  bool unsure = false;
  unsure = is_at_edge(sighting, people);
  const auto perhaps = [&](PersonIx person) {
    unsure = true;
    add(people, person);
  };
  if (const Vault* vault = used ? found(vault_, *clues.shared) : nullptr) {
    for (const Seen& seen : vault->unsure) {
      if (seen.time <= sighting.time && sighting.time - seen.time < kLongestLoan)
        perhaps(seen.person);
    }
    for (const TimeNs ended : vault->unsure_of_nobody)
      unsure = unsure || (ended <= sighting.time && sighting.time - ended < kLongestLoan);
  }
  if (used && doubtful_addresses_.contains(clues.address)) unsure = true;
  const auto* seen = used ? found(addresses_, clues.address) : nullptr;
  if (unsure && seen != nullptr) {
    for (const auto& [person, times] : *seen) add(people, person);
  }
  for (const Deed& deed : damaged_deeds_) {
    if (clues.opaque && !clues.deed.empty() && tells_of(deed, sighting)) perhaps(deed.seen.person);
  }
  const auto name = rests_on(sighting);
  if (name && damaged_posed_.contains(*name)) perhaps(sighting.action->who.index);
  if (!unsure) return std::nullopt;
  if (used) {
    for (const PersonIx person : borrowers(sighting).people) add(people, person);
  }
  for (const Finding& finding : strong_findings(sighting)) {
    for (const PersonIx person : finding.people) add(people, person);
  }
  Knowable answer = of(Answer::kUnresolved);
  add(people, sighting.action->who.index);
  for (const PersonIx person : people) answer.people.push_back(directory_.upn(person));
  answer.unsure = true;
  return answer;
}

// Whom it may have been by evidence that is about as old as evidence may be, or of the very second.
bool Oracle::is_at_edge(const Sighting& sighting, People& people) const {
  const Clues& clues = sighting.clues;
  const TimeNs time = sighting.time;
  bool edge = false;
  const auto at_edge = [&](std::optional<PersonIx> person) {
    edge = true;
    if (person) add(people, *person);
  };
  const bool used = clues.shared && !lends(clues.teaches);
  if (const Vault* vault = used ? found(vault_, *clues.shared) : nullptr) {
    for (const Loan& out : vault->out) {
      if (same_second(out.time, time) || is_edge(time - out.time, kLongestLoan))
        at_edge(out.person);
    }
    for (const Loan& in : vault->in) {
      if (same_second(in.time, time)) at_edge(in.person);
    }
  }
  if (const auto* seen = used ? found(addresses_, clues.address) : nullptr) {
    for (const auto& [person, times] : *seen) {
      if (std::ranges::any_of(times,
                              [&](TimeNs one) { return is_edge(time - one, kAddressWindow); }))
        at_edge(person);
    }
  }
  for (const Deed& deed : deeds_) {
    const bool opaque = clues.opaque && !clues.deed.empty();
    if (!opaque || !is_like(deed, sighting)) continue;
    const TimeNs apart = std::abs(deed.seen.time - time);
    const bool unclear = apart <= kDeedWindow && which(deed, sighting) == Of::kUnclear;
    if (unclear || is_edge(apart, kDeedWindow)) at_edge(deed.seen.person);
  }
  return edge;
}

Oracle::Holders Oracle::holders(CustomerIx customer, TimeNs time) const {
  Holders holders;
  const Vault* vault = found(vault_, customer);
  if (vault == nullptr) return holders;
  for (const Loan& out : vault->out) {
    bool ended = time - out.time >= kLongestLoan, perhaps = false;
    for (const Loan& in : vault->in) {
      // Of whom nobody saw a check-out: the vault under a name of its own, a loan of theirs, or
      // somebody who ended another's.
      const bool had_own = std::any_of(vault->out.begin(), vault->out.end(), [&](const Loan& own) {
        return own.name == in.name && own.person == in.person && own.time <= in.time;
      });
      perhaps = perhaps || (in.name && !had_own && in.time >= out.time && in.time < time);
      // The vault takes it back from all; somebody whom nobody knows ends their own loan alone.
      const bool theirs =
          !in.name || (in.person ? in.person == out.person : !out.person && in.name == out.name);
      if (theirs && in.time >= out.time && in.time < time) ended = true;
    }
    if (out.time > time || ended) continue;
    if (out.person) add(holders.people, *out.person);
    if (!out.person || perhaps) holders.stranger = true;
  }
  return holders;
}

void Oracle::learn_entry(const Sighting& sighting) {
  const Clues& clues = sighting.clues;
  const auto& session = clues.session ? clues.session : clues.request;
  if (clues.teaches != Teaches::kSignIn || !clues.shared || !session) return;
  entries_[*clues.shared].insert({sighting.time, *session, sighting.action->id});
  TimeNs& began = began_.try_emplace(*session, sighting.time).first->second;
  began = std::min(began, sighting.time);
  for (const auto& link : {clues.session, clues.request, clues.token}) {
    if (!link) continue;
    // A copy without the session may have told of the sign-in before.
    const auto known = session_of_.try_emplace(*link, *session).first;
    began = std::min(began, began_.at(known->second));
    known->second = *session;
  }
}

// What a record without a session shows may have been done in any that is open. A token can be used
// for an hour and a half.
void Oracle::add_those_still_in(const Sighting& sighting, Holders& holders_now) const {
  constexpr TimeNs kTokenLives = 90 * 60 * kSecondNs;
  const Clues& clues = sighting.clues;
  const auto seen = entries_.find(*clues.shared);
  if (clues.session || clues.request || clues.token || seen == entries_.end()) return;
  for (const Entry& entry : seen->second) {
    const TimeNs time = entry.time;
    const TimeNs began = began_.at(entry.session);
    // By another sign-in, and not by another record of the first.
    const bool goes_on = std::ranges::any_of(seen->second, [&](const Entry& first) {
      return first.session == entry.session && first.time == began && first.action != entry.action;
    });
    if (time > sighting.time || time + kTokenLives < sighting.time || !goes_on) continue;
    const Holders opened = openers(*clues.shared, began, time);
    People then = holders(*clues.shared, time).people;
    for (const PersonIx one : holders(*clues.shared, time - kClocksDiffer).people) add(then, one);
    const bool still = std::ranges::any_of(opened.people, [&](PersonIx person) {
      return std::ranges::find(then, person) != then.end();
    });
    if (still) continue;
    for (const PersonIx person : opened.people) add(holders_now.people, person);
    holders_now.stranger = holders_now.stranger || opened.stranger || opened.people.empty();
  }
}

Oracle::Holders Oracle::openers(CustomerIx customer, TimeNs began, TimeNs until) const {
  Holders then = holders(customer, began);
  if (has_nobody(then)) add_takers(customer, began, std::min(began + kClocksDiffer, until), then);
  return then;
}

// By the clock of the vault whoever gave it back less than five minutes before may have used it.
void Oracle::add_who_gave_it_back(CustomerIx customer, TimeNs time, Holders& now) const {
  const Vault& vault = vault_.at(customer);
  for (const Loan& in : vault.in) {
    if (in.time >= time || time - in.time >= kClocksDiffer) continue;
    // Until that moment those had it; and who has it still is among those who have it now.
    const Holders before = holders(customer, in.time);
    for (const PersonIx person : before.people) add(now.people, person);
    now.stranger = now.stranger || before.stranger;
  }
}

// Whoever took it out after `from`, and no later than `until`.
void Oracle::add_takers(CustomerIx customer, TimeNs from, TimeNs until, Holders& now) const {
  const Vault* vault = found(vault_, customer);
  if (vault == nullptr) return;
  for (const Loan& out : vault->out) {
    if (out.time <= from || out.time > until) continue;
    if (out.person) add(now.people, *out.person);
    now.stranger = now.stranger || !out.person;
  }
}

// Nobody takes a password out to go on in a session that is open: whose loan it began in goes on.
Oracle::Holders Oracle::borrowers(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  std::optional<TimeNs> began;
  for (const auto& link : {clues.session, clues.request, clues.token}) {
    const auto session = link ? session_of_.find(*link) : session_of_.end();
    if (session == session_of_.end()) continue;
    const TimeNs time = began_.at(session->second);
    began = std::min(began.value_or(time), time);
  }
  const TimeNs given = std::min(began.value_or(sighting.time), sighting.time);
  Holders now = openers(*clues.shared, given, sighting.time);
  if (has_nobody(now)) return now;
  add_who_gave_it_back(*clues.shared, given, now);
  add_takers(*clues.shared, given, given + kClocksDiffer, now);
  if (given == sighting.time) add_those_still_in(sighting, now);
  return now;
}

// Of two who had a shared account out, and one of them a stranger, no name can be told.
std::optional<Knowable> Oracle::beside_a_stranger(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  if (!clues.shared || lends(clues.teaches)) return std::nullopt;
  const Holders out = borrowers(sighting);
  if (!out.stranger) return std::nullopt;
  Knowable answer = of(Answer::kUnresolved, {}, {"check-out"});
  for (const PersonIx person : out.people) answer.people.push_back(directory_.upn(person));
  answer.persons = out.people;
  return answer;
}

}  // namespace aobo::sim

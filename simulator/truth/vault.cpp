// Who had a shared account's password out, by what of the vault's log was read.
#include "simulator/truth/oracle.h"

#include <algorithm>

#include "simulator/truth/people.h"

namespace aobo::sim {

// Who had a shared account out hangs on a damaged record: whoever that leaves may be told, or
// nobody.
std::optional<Knowable> Oracle::by_damaged_vault(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  const bool lent = clues.teaches == Teaches::kCheckOut || clues.teaches == Teaches::kCheckIn;
  const Vault* vault = clues.shared && !lent ? found(vault_, *clues.shared) : nullptr;
  if (vault == nullptr) return std::nullopt;
  People people = holders(*clues.shared, sighting.time).people;
  bool unsure = false;
  for (const Seen& seen : vault->unsure) {
    if (seen.time > sighting.time || sighting.time - seen.time >= kLongestLoan) continue;
    unsure = true;
    add(people, seen.person);
  }
  if (!unsure) return std::nullopt;
  Knowable answer = of(Answer::kUnresolved);
  add(people, sighting.action->who.index);
  for (const PersonIx person : people) answer.people.push_back(directory_.upn(person));
  answer.unsure = true;
  return answer;
}

Oracle::Holders Oracle::holders(CustomerIx customer, TimeNs time) const {
  Holders holders;
  const Vault* vault = found(vault_, customer);
  if (vault == nullptr) return holders;
  for (const Loan& out : vault->out) {
    bool ended = time - out.time >= kLongestLoan, perhaps = false;
    for (const Loan& in : vault->in) {
      // Of whom nobody saw a check-out: the vault under a name of its own, or a loan of theirs.
      const bool had_own = std::any_of(vault->out.begin(), vault->out.end(), [&](const Loan& own) {
        return own.name == in.name && own.person == in.person && own.time <= in.time;
      });
      perhaps =
          perhaps || (in.name && !in.person && !had_own && in.time >= out.time && in.time < time);
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

// Of two who had a shared account out, and one of them a stranger, no name can be told.
std::optional<Knowable> Oracle::beside_a_stranger(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  const bool lent = clues.teaches == Teaches::kCheckOut || clues.teaches == Teaches::kCheckIn;
  if (!clues.shared || lent) return std::nullopt;
  const Holders out = holders(*clues.shared, sighting.time);
  if (!out.stranger) return std::nullopt;
  Knowable answer = of(Answer::kUnresolved, {}, {"check-out"});
  for (const PersonIx person : out.people) answer.people.push_back(directory_.upn(person));
  answer.persons = out.people;
  return answer;
}

}  // namespace aobo::sim

#include "plugin/identity/evidence/former_upns.h"

#include <tsl/robin_map.h>

#include "plugin/base/distinct.h"
#include "plugin/identity/token_life.h"

namespace aobo {

std::vector<PersonKey> FormerUpns::people(std::string_view upn, TimeNs time,
                                          RecordNumber asking) const {
  std::optional<Entry> next;
  ledger_.each(upn, asking, [&](const Entry& entry) {
    if (!entry.taken && time < entry.time && (!next || entry.time < next->time)) next = entry;
  });
  if (!next || denies(upn, next->person, time, asking)) return {};
  std::vector<PersonKey> people = lately(upn, time, asking);
  add_once(people, next->person);
  for (const PersonKey& person : takers(upn, time, asking)) add_once(people, person);
  return people;
}

std::vector<PersonKey> FormerUpns::lately(std::string_view upn, TimeNs time,
                                          RecordNumber asking) const {
  std::vector<PersonKey> people;
  ledger_.each(upn, asking, [&](const Entry& entry) {
    const bool bears = entry.time <= time && time <= entry.time + kTokenLives;
    if (!entry.taken && bears) add_once(people, entry.person);
  });
  return people;
}

std::vector<PersonKey> FormerUpns::takers(std::string_view upn, TimeNs time,
                                          RecordNumber asking) const {
  tsl::robin_map<PersonKey, Around<Entry>, PersonKeyHash> by_person;
  std::vector<PersonKey> people;
  ledger_.each(upn, asking, [&](const Entry& entry) {
    const auto [at, first] = by_person.try_emplace(entry.person, time);
    if (first) people.push_back(entry.person);
    at.value().add(entry, entry.taken);
  });
  // A tenant gives a name to one at a time: who took it last has it, and who took it before may
  // have a token that still bears it.
  std::optional<TimeNs> latest;
  const auto taken_at = [&](const PersonKey& person) -> std::optional<TimeNs> {
    const auto& last = by_person.at(person).before;
    return last && last->taken ? std::optional(last->time) : std::nullopt;
  };
  for (const PersonKey& person : people) latest = std::max(latest, taken_at(person));
  std::erase_if(people, [&](const PersonKey& person) {
    const auto taken = taken_at(person);
    return !taken || (*taken < *latest && *latest + kTokenLives < time);
  });
  return people;
}

std::vector<PersonKey> FormerUpns::ever(std::string_view upn, RecordNumber asking) const {
  std::vector<PersonKey> people;
  ledger_.each(upn, asking, [&](const Entry& entry) {
    if (!entry.taken) add_once(people, entry.person);
  });
  return people;
}

Around<FormerUpns::Entry> FormerUpns::around(std::string_view upn, const PersonKey& person,
                                             TimeNs time, RecordNumber asking) const {
  Around<Entry> words(time);
  ledger_.each(upn, asking, [&](const Entry& entry) {
    if (entry.person == person) words.add(entry, entry.taken);
  });
  return words;
}

bool FormerUpns::denies(std::string_view upn, const PersonKey& person, TimeNs time,
                        RecordNumber asking) const {
  const auto words = around(upn, person, time, asking);
  const bool to_come = !words.after || words.after->taken;
  if (!words.before) return words.after && to_come;
  return !words.before->taken && to_come && words.before->time + kTokenLives < time;
}

bool FormerUpns::denies_until(std::string_view upn, const PersonKey& person, TimeNs time,
                              RecordNumber asking) const {
  const auto words = around(upn, person, time, asking);
  return !words.before && words.after && words.after->taken;
}

}  // namespace aobo

#include "plugin/identity/method.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/event/guest.h"

namespace aobo {
namespace {

#define AOBO_ROW(function, name, confidence) {name, Confidence::confidence, by::function},
constexpr Method kMethods[] = {AOBO_METHODS(AOBO_ROW)};
constexpr Method kToolMethods[] = {AOBO_TOOL_METHODS(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace

bool contains(const std::vector<const Person*>& people, const Person* person) {
  return std::ranges::find(people, person) != people.end();
}

std::span<const Method> methods() { return kMethods; }
std::span<const Method> tool_methods() { return kToolMethods; }

std::vector<const Person*> known_people(const Directory& directory,
                                        const std::vector<PersonKey>& keys) {
  std::vector<const Person*> people;
  for (const PersonKey& key : keys) {
    const Person* person = directory.person(key.tenant, key.object);
    if (person != nullptr) add_once(people, person);
  }
  return people;
}

std::vector<const Person*> known_people(const Case& the_case, const Evidence& evidence,
                                        const std::vector<Naming>& namings) {
  std::vector<const Person*> people;
  for (const Naming& naming : namings) {
    const Directory& directory = the_case.directory();
    const Person* person = directory.person(naming.person.tenant, naming.person.object);
    if (person == nullptr) continue;
    const auto called = [&] { return people_called(the_case, evidence, naming.name, naming.time); };
    if (naming.name.empty() || contains(called(), person)) add_once(people, person);
  }
  return people;
}

namespace {

// Those who took the name by the partner's own log, of which an older export knows nothing. Where
// one of them is whom no export knows, the name is nobody's who is known: false.
bool add_takers(const Directory& directory, const std::vector<PersonKey>& takers,
                std::vector<const Person*>& people) {
  const auto known = known_people(directory, takers);
  for (const Person* person : known) add_once(people, person);
  if (known.size() < takers.size()) people.clear();
  return known.size() == takers.size();
}

}  // namespace

std::vector<const Person*> people_called(const Case& the_case, const Evidence& evidence,
                                         std::string_view upn, TimeNs time) {
  const Directory& directory = the_case.directory();
  const auto& former = evidence.of<FormerUpns>();
  const RecordNumber asking = the_case.number;
  if (const std::string home = home_upn_of_guest(upn); !home.empty()) {
    // Whoever bore the name when the guest was invited, and nobody says when that was.
    std::vector<const Person*> people = directory.by_upn_until(home, time);
    for (const Person* person : known_people(directory, former.ever(home, asking)))
      add_once(people, person);
    std::erase_if(people, [&](const Person* person) {
      return former.denies_until(home, PersonKey::of(directory, *person), time, asking);
    });
    add_takers(directory, former.takers(home, time, asking), people);
    return people;
  }
  auto people = known_people(directory, former.people(upn, time, asking));
  return people.empty() ? exported_as(the_case, evidence, upn, time) : people;
}

std::vector<const Person*> exported_as(const Case& the_case, const Evidence& evidence,
                                       std::string_view upn, TimeNs time) {
  const Directory& directory = the_case.directory();
  const auto& former = evidence.of<FormerUpns>();
  auto people = directory.by_upn(upn, time);
  std::erase_if(people, [&](const Person* person) {
    return former.denies(upn, PersonKey::of(directory, *person), time, the_case.number);
  });
  if (!add_takers(directory, former.takers(upn, time, the_case.number), people)) return people;
  for (const Person* person : known_people(directory, former.lately(upn, time, the_case.number)))
    add_once(people, person);
  return people;
}

std::string how_many(std::size_t number, std::string_view one, std::string_view more) {
  return number == 1 ? fmt::format("one {}", one) : fmt::format("{} {}", number, more);
}

}  // namespace aobo

#include "plugin/identity/membership.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/identity/method.h"

namespace aobo {
std::vector<const Person*> members_at(const Directory& directory, const Evidence& evidence,
                                      const Group& group, TimeNs time) {
  std::vector<const Person*> people;
  for (const Membership& member : group.members) {
    const auto logged =
        evidence.of<Memberships>().was_in(group.id, PersonKey::of(directory, *member.person), time);
    if (logged.value_or(member.valid.holds(time))) add_once(people, member.person);
  }
  for (const Person* person :
       known_people(directory, evidence.of<Memberships>().people(group.id))) {
    if (evidence.of<Memberships>().was_in(group.id, PersonKey::of(directory, *person), time) ==
        true)
      add_once(people, person);
  }
  // Somebody who had left cannot have used the group; somebody who had not yet come neither.
  std::erase_if(people, [&](const Person* person) { return person->active_at(time) == false; });
  return people;
}

bool is_member(const Directory& directory, const Evidence& evidence, const Guid& group,
               const Person& person, TimeNs time) {
  if (const auto logged =
          evidence.of<Memberships>().was_in(group, PersonKey::of(directory, person), time))
    return *logged;
  const Group* exported = directory.group(group);
  if (exported == nullptr) return false;
  return std::any_of(exported->members.begin(), exported->members.end(),
                     [&](const Membership& member) {
                       return member.person == &person && member.valid.holds(time);
                     });
}

}  // namespace aobo

#include "plugin/identity/membership.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/identity/method.h"

namespace aobo {
namespace {

PersonKey key_of(const Directory& directory, const Person& person) {
  return {directory.partner_of(person).tenant, person.object};
}

}  // namespace

std::vector<const Person*> members_at(const Directory& directory, const EvidenceStore& evidence,
                                      const Group& group, TimeNs time) {
  std::vector<const Person*> people;
  for (const Membership& member : group.members) {
    const auto logged = evidence.membership(group.id, key_of(directory, *member.person), time);
    if (logged.value_or(member.valid.holds(time))) add_once(people, member.person);
  }
  for (const Person* person : known_people(directory, evidence.learned_members(group.id))) {
    if (evidence.membership(group.id, key_of(directory, *person), time) == true)
      add_once(people, person);
  }
  // Somebody who had left cannot have used the group; somebody who had not yet come neither.
  std::erase_if(people, [&](const Person* person) { return person->active_at(time) == false; });
  return people;
}

bool is_member(const Directory& directory, const EvidenceStore& evidence, const Guid& group,
               const Person& person, TimeNs time) {
  if (const auto logged = evidence.membership(group, key_of(directory, person), time))
    return *logged;
  const Group* exported = directory.group(group);
  if (exported == nullptr) return false;
  return std::any_of(exported->members.begin(), exported->members.end(),
                     [&](const Membership& member) {
                       return member.person == &person && member.valid.holds(time);
                     });
}

}  // namespace aobo

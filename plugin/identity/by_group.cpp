// group: the right that was used belongs to a group of the partner (AOBO: the AdminAgents group is the foreign principal).
// Its members at that time are the candidates. Strong if there is one.
#include <fmt/format.h>

#include "plugin/base/distinct.h"
#include "plugin/identity/method.h"

namespace aobo::by {
namespace {

// What the logs say of a membership goes before what the export says.
std::vector<const Person*> members_at(const Case& c, const Group& group) {
  const TimeNs time = c.record.time;
  const auto key_of = [&](const Person& person) {
    return PersonKey{c.directory.partner_of(person).tenant, person.object};
  };
  std::vector<const Person*> people;
  for (const Membership& member : group.members) {
    const auto logged = c.evidence.membership(group.id, key_of(*member.person), time);
    if (logged.value_or(member.valid.holds(time))) add_once(people, member.person);
  }
  for (const Person* person : known_people(c.directory, c.evidence.learned_members(group.id))) {
    if (c.evidence.membership(group.id, key_of(*person), time) == true) add_once(people, person);
  }
  // Somebody who had left cannot have used the group; somebody who had not yet come neither.
  std::erase_if(people, [&](const Person* person) { return person->active_at(time) == false; });
  return people;
}

}  // namespace

void group(const Case& c, Finding& finding) {
  const auto& principal = c.record.actor.principal;
  if (!principal) return;
  const Group* group = c.directory.group(*principal);
  if (group == nullptr) return;
  finding.people = members_at(c, *group);
  if (finding.people.empty()) return;
  finding.text = fmt::format("group: the right used is that of {} ({}), which had {} then",
                             group->name.empty() ? "a group" : group->name,
                             c.directory.partners()[group->partner].name,
                             finding.people.size() == 1 ? std::string("one member")
                                                        : std::to_string(finding.people.size()) + " members");
}

}  // namespace aobo::by

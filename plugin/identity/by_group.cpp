// group: the right that was used belongs to a group of the partner (AOBO: the AdminAgents group is
// the foreign principal). Its members at that time are the candidates. Strong if there is one.
#include <fmt/format.h>

#include "plugin/identity/membership.h"
#include "plugin/identity/method.h"

namespace aobo::by {

void group(const Case& c, Finding& finding) {
  const auto& principal = c.record.actor.principal;
  if (!principal) return;
  const Group* group = c.directory.group(*principal);
  if (group == nullptr) return;
  finding.people = members_at(c.directory, c.evidence, *group, c.record.time);
  if (finding.people.empty()) return;
  finding.text = fmt::format(
      "group: the right used is that of {} ({}), which had {} then",
      group->name.empty() ? "a group" : group->name, c.directory.partners()[group->partner].name,
      finding.people.size() == 1 ? std::string("one member")
                                 : std::to_string(finding.people.size()) + " members");
}

}  // namespace aobo::by

// group: the right that was used belongs to a group of the partner (AOBO: the AdminAgents group is
// the foreign principal). Its members at that time are the candidates. Strong if there is one.
#include "plugin/identity/membership.h"
#include "plugin/identity/method.h"

namespace aobo::by {

void group(const Case& c, const Evidence& evidence, Finding& finding) {
  const auto& principal = c.record().actor.principal;
  const Group* group = principal ? c.directory().group(*principal) : nullptr;
  if (group == nullptr) return;
  finding.people = members_at(c.directory(), evidence, *group, c.record().time);
  finding.proof = {
      ProofKind::kGroup,
      {group->name.empty() ? "a group" : group->name, c.directory().partners()[group->partner].name,
       how_many(finding.people.size(), "member", "members")}};
}

}  // namespace aobo::by

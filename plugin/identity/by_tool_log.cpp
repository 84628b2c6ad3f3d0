// tool-log: the log of the partner's tool names the person for whom it did something on that target
// at that customer around then. Strong if it names one. Asked only where a tool acted.
#include "plugin/identity/method.h"

namespace aobo::by {

void tool_log(const Case& c, const Evidence& evidence, Finding& finding) {
  if (!c.tenant || c.record().family->tool) return;
  ToolActions::Users users = evidence.of<ToolActions>().users(*c.tenant, c.record(), c.number);
  finding.people = known_people(c.directory(), users.people);
  std::erase_if(finding.people, [](const Person* person) { return person->tool.has_value(); });
  finding.others = users.others || finding.people.size() < users.people.size();
  finding.proof = {ProofKind::kToolLog, {how_many(finding.people.size(), "person", "people")}};
}

}  // namespace aobo::by
